DELETE WHERE { w:plan dcat:version ?x }
