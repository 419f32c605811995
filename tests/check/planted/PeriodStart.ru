DELETE WHERE { w:period dcat:startDate ?x } ;
DELETE WHERE { w:period dcat:endDate ?x } ;
INSERT DATA { w:period dcat:startDate "2025-08-01T00:00:00"^^xsd:dateTime }
