DELETE WHERE { d:whole iag:completeness ?x } ;
INSERT DATA { d:whole iag:completeness <https://w3id.org/iagkg/id/scheme/completeness/not-known> }
