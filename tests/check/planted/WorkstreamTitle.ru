DELETE WHERE { w:stream dcterms:title ?x }
