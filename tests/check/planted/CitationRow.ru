DELETE WHERE { w:citation iag:sourceRow ?x }
