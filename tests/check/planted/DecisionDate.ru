INSERT DATA { d:whole dcterms:date "2024-11-01Z"^^xsd:date }
