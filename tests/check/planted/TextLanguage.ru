DELETE WHERE { d:text eli:language ?x }
