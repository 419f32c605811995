INSERT DATA { w:other iag:hasMandate w:third . w:third a iag:MandateCitation ; iag:asPrinted "the same decision" ; iag:sourceRow w:row4 }
