DELETE WHERE { w:tag iag:tagRelation ?x }
