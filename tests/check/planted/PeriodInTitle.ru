DELETE WHERE { w:period2 dcat:endDate ?x } ;
INSERT DATA { w:period2 dcat:endDate "2029-03-31"^^xsd:date }
