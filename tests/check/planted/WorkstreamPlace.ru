INSERT DATA { w:lost a iag:Workstream ; iag:position 2 ; dcterms:identifier "WS2" ; dcterms:title "Other matters"@en } ;
DELETE WHERE { w:other iag:taskOf ?x } ;
INSERT DATA { w:other iag:taskOf w:lost }
