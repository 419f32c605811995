DELETE WHERE { w:citation iag:citedDecision ?x }
