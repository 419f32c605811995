DELETE WHERE { w:other iag:hasMandate ?x } ;
DELETE WHERE { w:citation2 ?p ?o }
