DELETE WHERE { w:period iag:asPrinted ?x }
