INSERT DATA { w:other iag:hasMandate w:citation }
