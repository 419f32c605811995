"""Checks: the rules of `ontology/iagkg-shapes.ttl` on a dataset, and findings in plain words."""

from iagkg.check.findings import Finding
from iagkg.check.layout import as_json, as_text, as_turtle
from iagkg.check.validation import check

__all__ = ["Finding", "as_json", "as_text", "as_turtle", "check"]
