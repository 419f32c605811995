"""Reports: rows of named queries, laid out."""
