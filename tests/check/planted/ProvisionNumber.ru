DELETE WHERE { d:b9 eli:number ?x }
