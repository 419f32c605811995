INSERT DATA { w:task dcterms:temporal w:period3 .
  w:period3 a iag:Period ; iag:asPrinted "in 2026" ; dcat:startDate "2026-01-01"^^xsd:date ; dcat:endDate "2026-12-31"^^xsd:date ; iag:precision <https://w3id.org/iagkg/id/scheme/precision/year> ; iag:periodKind <https://w3id.org/iagkg/id/scheme/period-kind/interval> ; iag:ending <https://w3id.org/iagkg/id/scheme/period-ending/fixed> }
