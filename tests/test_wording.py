"""The table of words: every key that the code asks for stands in it, in three languages, and no other."""

import re
from pathlib import Path

import pytest

from iagkg.errors import IagkgError, UsageError
from iagkg.queries import catalogue
from iagkg.wording import LANGUAGES, language, say

ROOT = Path(__file__).parent.parent
ROWS = [
    line.split("\t") for line in (ROOT / "data" / "wording.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
KEYS = [row[0] for row in ROWS]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "iagkg").rglob("*.py"))
BANNED = re.compile(r"\b(uncovered|gap|missing|fails?|overdue|IRI|SHACL|node|graph)\b", re.IGNORECASE)


def test_keys_are_sorted_and_single() -> None:
    assert sorted(KEYS) == KEYS
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize("row", ROWS, ids=KEYS)
def test_a_row_has_all_languages(row: list[str]) -> None:
    assert len(row) == 4
    assert all(row)
    places = [set(re.findall(r"\{(\w+)\}", words)) for words in row[1:]]
    assert places[0] == places[1] == places[2]
    assert not any(BANNED.search(words) for words in row[1:])


def test_every_key_of_the_code_stands_in_the_table() -> None:
    asked = set(re.findall(r"\b(?:say|words)\(\s*\"([a-z][\w.-]+\.[\w.-]+|disclaimer)\"", CODE))
    assert len(asked) > 12
    assert asked <= set(KEYS)


def test_every_column_of_the_queries_has_a_heading() -> None:
    shown = {
        column.name for query in catalogue().values() for column in query.columns if column.kind != "iri"
    }
    assert {f"column.{name}" for name in shown} <= set(KEYS)


def test_every_code_of_the_queries_has_words() -> None:
    schemes = (ROOT / "ontology" / "iagkg-schemes.ttl").read_text(encoding="utf-8")
    codes = {c.kind[5:] for q in catalogue().values() for c in q.columns if c.kind.startswith("code ")}
    for scheme in codes:
        concepts = set(re.findall(rf"^<{scheme}/([a-z-]+)> a skos:Concept", schemes, re.MULTILINE))
        assert concepts, scheme
        for concept in concepts:
            assert f"{scheme}.{concept}" in KEYS


def test_say() -> None:
    assert say("severity.please-check", "fr") == "à vérifier"
    assert (
        say("coverage.targets", target="T", beside="B", task="WS1.T1") == "Target named: T, beside B, WS1.T1"
    )
    with pytest.raises(IagkgError, match="no words"):
        say("nothing.like-it")
    with pytest.raises(IagkgError, match="missing"):
        say("coverage.targets")
    assert language("FR") == "fr"
    with pytest.raises(UsageError):
        language("de")
    assert LANGUAGES == ("en", "fr", "es")
