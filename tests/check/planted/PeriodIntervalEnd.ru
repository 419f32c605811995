DELETE WHERE { w:period dcat:endDate ?x } ;
DELETE WHERE { w:period iag:ending ?x } ;
INSERT DATA { w:period iag:ending <https://w3id.org/iagkg/id/scheme/period-ending/not-printed> }
