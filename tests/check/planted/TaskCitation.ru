INSERT DATA { w:task iag:hasMandate d:b9 }
