DELETE WHERE { w:document iag:sha256 ?x }
