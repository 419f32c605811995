DELETE WHERE { w:citation iag:citedDecision ?x } ;
INSERT DATA { w:citation iag:citedDecision d:second . d:second a iag:Decision ; eli:number "16/3" ; iag:completeness <https://w3id.org/iagkg/id/scheme/completeness/partial> }
