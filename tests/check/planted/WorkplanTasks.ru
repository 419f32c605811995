INSERT DATA { w:empty a iag:Workplan ; dcterms:title "Workplan 2028"@en ; dcat:version "2028" ; dcterms:source w:document ;
  adms:status <https://w3id.org/iagkg/id/scheme/workplan-status/draft> ; iag:adoption <https://w3id.org/iagkg/id/scheme/adoption/not-recorded> }
