INSERT DATA { d:b10 iag:text "Another text"@en }
