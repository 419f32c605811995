"""What a person does with documents and tables at a desk: read, look over, keep; nothing is kept unasked."""
