DELETE WHERE { w:period dcat:endDate ?x } ;
DELETE WHERE { w:period iag:ending ?x } ;
DELETE WHERE { w:period iag:periodKind ?x } ;
INSERT DATA { w:period iag:ending <https://w3id.org/iagkg/id/scheme/period-ending/open> ; iag:periodKind <https://w3id.org/iagkg/id/scheme/period-kind/start> }
