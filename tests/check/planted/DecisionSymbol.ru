INSERT DATA { d:whole dcterms:identifier "CBD/COP/DEC/16/9" , "CBD/COP/DEC/16/09" }
