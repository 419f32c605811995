DELETE WHERE { w:period2 dcat:endDate ?x }
