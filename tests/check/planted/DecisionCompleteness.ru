DELETE WHERE { d:whole iag:completeness ?x }
