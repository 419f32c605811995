INSERT DATA { w:citation2 iag:citedDecision d:second . d:second a iag:Decision ; rdfs:label "Decision 16/3"@en ; eli:number "16/3" ; iag:completeness <https://w3id.org/iagkg/id/scheme/completeness/partial> } ;
DELETE WHERE { w:citation2 iag:citedProvision ?x } ;
INSERT DATA { w:other iag:hasMandate w:third . w:third a iag:MandateCitation ; iag:position 2 ; iag:asPrinted "Dec. 16/9 B, para. 9" ; iag:sourceRow w:row4 ; iag:citedDecision d:whole ; iag:citedProvision d:b9 }
