"""The CBD's vocabulary: its domains and terms, what people call them, and what was imported of them."""
