DELETE WHERE { d:b10 iag:textStatus ?x } ;
INSERT DATA { d:b10 iag:textStatus <https://w3id.org/iagkg/id/scheme/text-status/text-not-loaded> }
