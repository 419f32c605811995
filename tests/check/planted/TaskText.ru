DELETE WHERE { w:item dcterms:description ?x }
