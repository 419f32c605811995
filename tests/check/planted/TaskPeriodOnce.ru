INSERT DATA { w:task dcterms:temporal w:period2 }
