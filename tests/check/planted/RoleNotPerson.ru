DELETE WHERE { w:tag iag:reportedBy ?x } ;
INSERT DATA { w:tag iag:reportedBy "jane@example.org" }
