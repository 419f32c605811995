DELETE WHERE { d:meeting dcat:endDate ?x } ;
INSERT DATA { d:meeting dcat:endDate "2024-10-01"^^xsd:date }
