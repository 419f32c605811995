INSERT DATA { w:stream dcterms:identifier "WS7" }
