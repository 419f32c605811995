DELETE WHERE { w:tag iag:tagConcept ?x }
