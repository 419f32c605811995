DELETE WHERE { w:citation iag:citedProvision ?x } ;
INSERT DATA { w:citation iag:citedProvision d:unlisted }
