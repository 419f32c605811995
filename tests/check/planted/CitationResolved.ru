INSERT DATA { w:other iag:hasMandate w:third . w:third a iag:MandateCitation ; iag:position 2 ; iag:asPrinted "the same decision" ; iag:sourceRow w:row4 }
