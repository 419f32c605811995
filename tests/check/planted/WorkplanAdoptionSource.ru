DELETE WHERE { w:plan iag:adoption ?x } ;
INSERT DATA { w:plan iag:adoption <https://w3id.org/iagkg/id/scheme/adoption/recorded> }
