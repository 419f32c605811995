DELETE WHERE { w:other dcterms:temporal ?x } ;
DELETE WHERE { w:period2 ?p ?o } ;
INSERT DATA { w:other dcterms:temporal w:period }
