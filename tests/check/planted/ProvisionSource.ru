DELETE WHERE { d:b9a iag:textStatus ?x } ;
INSERT DATA { d:b9a iag:textStatus <https://w3id.org/iagkg/id/scheme/text-status/text-loaded> }
