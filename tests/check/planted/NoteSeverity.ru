INSERT DATA { w:note a iag:SourceNote ; iag:asPrinted "odd" ; iag:sourceRow w:row3 ; iag:noteOn w:task ; dcterms:description "The row is odd."@en }
