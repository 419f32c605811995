DELETE WHERE { w:tag iag:tagOf ?x }
