DELETE WHERE { w:correction dcterms:source ?x }
