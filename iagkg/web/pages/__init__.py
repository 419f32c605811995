"""The pages, one module each: what each answers, and its routes."""
