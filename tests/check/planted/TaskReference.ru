DELETE WHERE { w:item dcterms:identifier ?x }
