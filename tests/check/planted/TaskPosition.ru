DELETE WHERE { w:item iag:position ?x } ;
INSERT DATA { w:item iag:position 0 }
