DELETE WHERE { w:period dcat:endDate ?x } ;
INSERT DATA { w:period dcat:endDate "2025-07-31"^^xsd:date }
