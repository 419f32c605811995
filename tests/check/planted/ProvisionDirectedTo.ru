INSERT DATA { d:b10 iag:directedTo "Parties" }
