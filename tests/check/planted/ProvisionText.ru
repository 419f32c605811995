DELETE WHERE { d:b iag:textStatus ?x }
