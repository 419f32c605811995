DELETE WHERE { w:period dcat:startDate ?x } ;
INSERT DATA { w:period dcat:startDate "2025-08-01Z"^^xsd:date }
