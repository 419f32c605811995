INSERT DATA { w:period iag:startYearSource <https://w3id.org/iagkg/id/scheme/year-source/printed> }
