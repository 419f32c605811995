DELETE WHERE { w:plan adms:status ?x } ;
INSERT DATA { w:plan adms:status <https://w3id.org/iagkg/id/scheme/workplan-status/provisional> }
