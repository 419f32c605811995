DELETE WHERE { w:correction iag:reportedBy ?x }
