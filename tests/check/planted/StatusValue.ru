DELETE WHERE { w:event adms:status ?x } ; INSERT DATA { w:event adms:status <https://w3id.org/iagkg/id/scheme/task-status/overdue> }
