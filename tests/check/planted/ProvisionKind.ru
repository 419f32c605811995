DELETE WHERE { d:b9a eli:type_subdivision ?x } ;
INSERT DATA { d:b9a eli:type_subdivision <https://w3id.org/iagkg/id/scheme/subdivision/chapter> }
