DELETE WHERE { d:setup iag:decidedBy ?x }
