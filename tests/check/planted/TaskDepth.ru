INSERT DATA { w:deep a iag:Task ; iag:subtaskOf w:part ; iag:position 1 ; dcterms:identifier "WS1.T1/1.1(a)(i)" ; iag:printedNumber "(i)" ; dcterms:description "deep"@en ; iag:sourceRow w:row3 }
