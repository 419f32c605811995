INSERT DATA { w:note a iag:SourceNote ; iag:asPrinted "odd" ; iag:sourceRow w:row3 ; iag:noteOn w:task ; iag:severity <https://w3id.org/iagkg/id/scheme/severity/for-information> }
