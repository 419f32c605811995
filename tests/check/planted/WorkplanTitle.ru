DELETE WHERE { w:plan dcterms:title ?x }
