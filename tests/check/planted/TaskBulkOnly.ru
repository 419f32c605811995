DELETE WHERE { w:citation2 iag:citedProvision ?x } ;
INSERT DATA { w:citation2 iag:citedProvision d:b }
