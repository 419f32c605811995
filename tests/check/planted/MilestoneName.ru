DELETE WHERE { w:milestone rdfs:label ?x }
