INSERT DATA { w:other iag:hasMandate w:third . w:third a iag:MandateCitation ; iag:position 2 ; iag:asPrinted "Dec. 16/3" ; iag:sourceRow w:row4 ; iag:citedDecision d:unlisted }
