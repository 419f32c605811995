DELETE WHERE { w:period iag:precision ?x }
