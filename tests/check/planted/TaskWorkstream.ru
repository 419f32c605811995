DELETE WHERE { w:other iag:taskOf ?x } ;
INSERT DATA { w:other iag:taskOf w:plan }
