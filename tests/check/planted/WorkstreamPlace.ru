DELETE WHERE { w:stream iag:workstreamOf ?x }
