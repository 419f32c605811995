DELETE WHERE { d:whole eli:number ?x }
