DELETE WHERE { w:event iag:reportedBy ?x }
