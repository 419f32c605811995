"""The dataset in a browser and for machines: pages, files of them, and a SPARQL endpoint."""
