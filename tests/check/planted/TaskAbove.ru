DELETE WHERE { w:item iag:subtaskOf ?x } ;
DELETE WHERE { w:item iag:position ?x } ;
INSERT DATA { w:item iag:subtaskOf w:stream ; iag:position 3 }
