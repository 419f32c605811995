DELETE WHERE { w:task iag:hasMandate ?x } ;
DELETE WHERE { w:citation ?p ?o }
