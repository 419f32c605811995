DELETE WHERE { w:tag dcterms:description ?x }
