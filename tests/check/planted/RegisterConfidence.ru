INSERT DATA { d:b9a iag:confidence <https://w3id.org/iagkg/id/scheme/confidence/certain> }
