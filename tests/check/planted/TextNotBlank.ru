DELETE WHERE { w:item dcterms:description ?x } ;
INSERT DATA { w:item dcterms:description " "@en }
