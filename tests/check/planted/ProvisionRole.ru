INSERT DATA { d:b10 iag:groupRole <https://w3id.org/iagkg/id/scheme/group-role/not-named> }
