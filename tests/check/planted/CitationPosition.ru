DELETE WHERE { w:citation iag:position ?x } ;
INSERT DATA { w:citation iag:position "first" }
