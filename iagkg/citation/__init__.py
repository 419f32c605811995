"""Citations: one parser reads all written forms, one formatter writes each of them.

`parse_citations` loads the grammar when it is first called; everything else works without it.
"""

from iagkg.citation.address import (
    Container,
    containers,
    decision_iri,
    exact_iri,
    provision_iri,
    provision_path,
    sort_key,
)
from iagkg.citation.canonical import canonical, decision_text
from iagkg.citation.model import Citation, CitationReading
from iagkg.citation.notation import NOTATIONS, Notations, notations
from iagkg.citation.serial import to_json
from iagkg.citation.unread import dropped_place, unread
from iagkg.problem import Problem

__all__ = [
    "NOTATIONS",
    "Citation",
    "CitationReading",
    "Container",
    "Notations",
    "canonical",
    "containers",
    "decision_iri",
    "decision_text",
    "dropped_place",
    "exact_iri",
    "notations",
    "parse_citations",
    "provision_iri",
    "provision_path",
    "sort_key",
    "to_json",
    "unread",
]

LONGEST = 1_000_000
"""The longest text that is read: more than any cell of a table holds."""


def parse_citations(text: str, context: str | None = None) -> CitationReading:
    """Read all citations of a text, in their order, with what was odd about the print.

    A list or range gives one citation for each member. `context` is a citation ("decision XI/10") that "the
    same decision", "this decision" and bare places stand for; without it they are unresolved, never guessed.
    Takes time in proportion to the length of the text; never fails on its content. Of a text of more than a
    million characters the rest is not read, and a problem says so.
    """
    from iagkg.citation.reading import read  # noqa: PLC0415 (the grammar is loaded only when it is needed)

    if len(text) <= LONGEST:
        return read(text, context)
    reading = read(text[:LONGEST], context)
    note = f"Only the first {LONGEST} characters were read for citations."
    problem = Problem("error", "text-too-long", note, found=text[LONGEST : LONGEST + 40])
    return CitationReading(text, reading.citations, (*reading.problems, problem))
