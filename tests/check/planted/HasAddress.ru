INSERT DATA { [] a iag:Task ; iag:taskOf w:stream ; iag:position 3 ; dcterms:identifier "WS1.T3" ; iag:printedNumber "3" ;
  dcterms:description "Give no advice"@en ; iag:sourceRow w:row4 ; iag:namesTarget kmgbf:target_21 ; dcterms:temporal w:period3 ; iag:hasMandate w:third .
  w:third a iag:MandateCitation ; iag:position 1 ; iag:asPrinted "Dec. 16/9 B, para. 9" ; iag:sourceRow w:row4 ; iag:citedDecision d:whole ; iag:citedProvision d:b9 .
  w:period3 a iag:Period ; iag:asPrinted "in 2026" ; dcat:startDate "2026-01-01"^^xsd:date ; dcat:endDate "2026-12-31"^^xsd:date ; iag:precision <https://w3id.org/iagkg/id/scheme/precision/year> ; iag:periodKind <https://w3id.org/iagkg/id/scheme/period-kind/interval> ; iag:ending <https://w3id.org/iagkg/id/scheme/period-ending/fixed> }
