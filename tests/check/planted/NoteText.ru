INSERT DATA { w:note a iag:SourceNote ; iag:sourceRow w:row3 ; iag:noteOn w:task }
