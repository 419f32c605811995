DELETE WHERE { w:period2 dcat:endDate ?x } ;
DELETE WHERE { w:period2 iag:ending ?x } ;
INSERT DATA { w:period2 iag:ending <https://w3id.org/iagkg/id/scheme/period-ending/not-printed> }
