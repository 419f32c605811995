DELETE WHERE { w:stream iag:position ?x } ;
INSERT DATA { w:stream iag:position 0 }
