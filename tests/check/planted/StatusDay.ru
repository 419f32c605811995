DELETE WHERE { w:event dcterms:date ?x }
