DELETE WHERE { w:citation iag:asPrinted ?x }
