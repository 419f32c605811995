DELETE WHERE { w:plan adms:status ?x }
