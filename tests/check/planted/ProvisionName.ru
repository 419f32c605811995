DELETE WHERE { d:b9a rdfs:label ?x }
