INSERT DATA { d:session dcterms:isPartOf d:whole }
