"""Decisions as published or as tracked: read, reviewed by a person, and kept as tables of the register."""
