DELETE WHERE { d:text eli:realizes ?x }
