DELETE WHERE { d:setup iag:groupEvent ?x }
