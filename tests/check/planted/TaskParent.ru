DELETE WHERE { w:part iag:subtaskOf ?x }
