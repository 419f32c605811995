DELETE WHERE { w:event iag:statusOf ?x }
