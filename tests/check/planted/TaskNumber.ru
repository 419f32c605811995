DELETE WHERE { w:part iag:printedNumber ?x }
