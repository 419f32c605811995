INSERT DATA { d:b10 iag:operativeVerb <https://w3id.org/iagkg/id/other/requests> }
