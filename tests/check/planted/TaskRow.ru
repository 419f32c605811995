DELETE WHERE { w:part iag:sourceRow ?x }
