"""What form a query for a server has, and whether it names its data: seen without reading all of it."""

import pytest

from iagkg.cli.answers import form_of


@pytest.mark.parametrize(
    ("query", "form", "own"),
    [
        ("SELECT * FROM<http://example.org/g>{ ?s ?p ?o }", "select", True),
        ("ASK{iag:a ?p ?o}", "ask", False),
        ("PREFIX from: <http://example.org/ask#> SELECT ?from { ?from from:select 'FROM' }", "select", False),
        ("# ASK\nCONSTRUCT{?s ?p ?o}WHERE{?s ?p ?o}", "construct", False),
        ("DESCRIBE iag:Task FROM NAMED <http://example.org/g>", "describe", True),
    ],
)
def test_the_form_of_a_query(query: str, form: str, own: bool) -> None:
    assert form_of(query) == (form, own)
