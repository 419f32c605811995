DELETE WHERE { w:milestone dcterms:source ?x }
