DELETE WHERE { d:text iag:reportedBy ?x }
