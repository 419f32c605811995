DELETE WHERE { w:other iag:position ?x } ;
INSERT DATA { w:other iag:position 1 }
