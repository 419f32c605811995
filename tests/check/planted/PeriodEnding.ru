DELETE WHERE { w:period iag:ending ?x }
