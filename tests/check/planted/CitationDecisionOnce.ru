INSERT DATA { w:citation2 iag:citedDecision d:second . d:second a iag:Decision ; eli:number "16/3" ; iag:completeness <https://w3id.org/iagkg/id/scheme/completeness/partial> } ;
DELETE WHERE { w:citation2 iag:citedProvision ?x } ;
INSERT DATA { w:citation2 iag:citedProvision d:loose . d:loose eli:type_subdivision <https://w3id.org/iagkg/id/scheme/subdivision/paragraph> }
