DELETE WHERE { w:tag iag:reportedBy ?x }
