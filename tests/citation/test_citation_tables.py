"""The tables of real citations: every row is read as it stands there."""

import json
from pathlib import Path

import pytest

from iagkg.citation import parse_citations, to_json

DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[tuple[str, str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(raw, expected, note) for raw, expected, note in (line.split("\t") for line in lines)]


ROWS = rows("citations.tsv") + rows("citations_more.tsv")


def context_of(note: str) -> str | None:
    return note.partition("context: ")[2].partition(";")[0] or None


def test_the_tables_are_whole() -> None:
    assert len(rows("citations.tsv")) == 119
    assert len(rows("citations_more.tsv")) >= 150


@pytest.mark.parametrize(("raw", "expected", "note"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_row(raw: str, expected: str, note: str) -> None:
    reading = parse_citations(raw.replace("\\n", "\n"), context_of(note))
    assert [to_json(citation) for citation in reading.citations] == json.loads(expected)


@pytest.mark.parametrize("raw", [raw for raw, _, note in ROWS if context_of(note)])
def test_without_its_context_it_is_unresolved(raw: str) -> None:
    assert {citation.type for citation in parse_citations(raw).citations} == {"unresolved"}


@pytest.mark.parametrize(("raw", "expected", "note"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_printed_is_of_the_text(raw: str, expected: str, note: str) -> None:
    text = raw.replace("\\n", "\n")
    for citation in parse_citations(text, context_of(note)).citations:
        assert citation.printed in text
        assert citation.printed


def test_keys_of_the_json() -> None:
    found = to_json(parse_citations("Dec. 16/9 B, para. 9 (a)").citations[0])
    assert list(found) == ["decision", "body", "part", "annex", "section", "para", "sub", "type"]
    other = to_json(parse_citations("decision 16/CP.22").citations[0])
    assert other["scheme"] == "other-treaty"
    assert "type" not in other
    assert to_json(parse_citations("the same decision").citations[0]) == {
        "type": "unresolved",
        "printed": "the same decision",
    }
