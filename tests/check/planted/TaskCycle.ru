DELETE WHERE { w:item iag:subtaskOf ?x } ;
INSERT DATA { w:item iag:subtaskOf w:part }
