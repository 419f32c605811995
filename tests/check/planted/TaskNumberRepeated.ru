DELETE WHERE { w:other iag:printedNumber ?x } ;
INSERT DATA { w:other iag:printedNumber "1" }
