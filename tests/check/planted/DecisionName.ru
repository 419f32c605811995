DELETE WHERE { d:whole rdfs:label ?x }
