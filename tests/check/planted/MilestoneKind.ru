DELETE WHERE { w:milestone iag:milestoneKind ?x }
