DELETE WHERE { w:period2 dcat:endDate ?x } ;
INSERT DATA { w:period2 dcat:endDate "2026-13-31"^^xsd:date }
