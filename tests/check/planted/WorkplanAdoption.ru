DELETE WHERE { w:plan iag:adoption ?x }
