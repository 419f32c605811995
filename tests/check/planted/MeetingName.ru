DELETE WHERE { d:session rdfs:label ?x }
