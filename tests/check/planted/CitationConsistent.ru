DELETE WHERE { w:citation iag:citedDecision ?x } ;
INSERT DATA { w:citation iag:citedDecision d:second . d:second a iag:Decision ; rdfs:label "Decision 16/3"@en ; eli:number "16/3" ; iag:completeness <https://w3id.org/iagkg/id/scheme/completeness/partial> }
