INSERT DATA { w:heading a iag:Workstream ; iag:workstreamOf w:plan ; iag:position 2 ; dcterms:identifier "WS2" ; dcterms:title "Other matters"@en }
