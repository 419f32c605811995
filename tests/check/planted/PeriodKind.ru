DELETE WHERE { w:period iag:periodKind ?x }
