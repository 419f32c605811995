DELETE WHERE { w:tag iag:tagStanding ?x }
