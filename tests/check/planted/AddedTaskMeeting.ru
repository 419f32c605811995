DELETE WHERE { w:added iag:addedAt ?x }
