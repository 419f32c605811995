DELETE WHERE { w:milestone dcat:endDate ?x } ; INSERT DATA { w:milestone dcat:endDate "2026-08-01"^^xsd:date }
