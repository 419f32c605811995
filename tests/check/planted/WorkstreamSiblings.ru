INSERT DATA { w:twin a iag:Workstream ; iag:workstreamOf w:plan ; iag:position 1 ; dcterms:identifier "WS2" ; dcterms:title "Other matters"@en ; iag:sourceRow w:row4 } ;
DELETE WHERE { w:other iag:taskOf ?x } ;
INSERT DATA { w:other iag:taskOf w:twin }
