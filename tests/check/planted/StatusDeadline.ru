DELETE WHERE { w:event iag:deadlineSource ?x }
