"""From a partial decision to a complete one, by the commands; what changes was counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from made_decision import automatic
from made_trees import tree
from typer.testing import CliRunner

from iagkg.cli import app

Row = dict[str, Any]


def iagkg(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    iagkg("init", tmp_path / "ws")
    monkeypatch.chdir(tmp_path / "ws")
    return tmp_path / "ws"


def places() -> dict[str, Row]:
    assert iagkg("build", "-q")[0] == 0
    code, said = iagkg("query", "coverage-by-paragraph", "--set", "decision=16/9", "--json")
    assert code == 0
    return {row["paragraph"].removeprefix("16/9").strip(", "): row for row in json.loads(said)}


def classes(found: dict[str, Row]) -> dict[str, str]:
    return {place: row["coverage"] for place, row in found.items() if row["implied"] is False}


PARTIAL = {
    "A": "parts-some",
    **{f"A, para. 11 ({letter})": "direct" for letter in "acdf"},
    "A, para. 11": "parts-all",
    "A, para. 3": "none",
    "A, para. 5": "none",
    **{f"B, para. 9 ({letter})": "direct" for letter in "abcd"},
    "B, para. 9": "parts-all",
    "B": "parts-all",
}


def test_a_tree_of_sixty_nodes_makes_the_decision_complete(home: Path) -> None:
    before = places()
    assert classes(before) == PARTIAL
    assert sorted(place for place, row in before.items() if row["implied"] is True) == [
        *("A, para. 11 (b)", "A, para. 11 (e)")
    ]
    (home / "tree.json").write_text(json.dumps(tree(9)), encoding="utf-8")
    code, said = iagkg("register", "import", "tree.json", "--decision", "16/9", "--complete")
    assert code == 0, said
    found = places()
    # Twelve paragraphs in A, six items in 9 and in 11, four sub-items in 11 (b); seven in B, seven items in
    # 5 and in 6, four sub-items in 6 (b); two annexes, two paragraphs in the first. B has no paragraph 9.
    tree_places = {
        *("A", "B", "annex I", "annex II", "annex I, para. 1", "annex I, para. 2"),
        *(f"A, para. {number}" for number in range(1, 13)),
        *(f"A, para. {number} ({letter})" for number in (9, 11) for letter in "abcdef"),
        *(f"A, para. 11 (b) ({roman})" for roman in ("i", "ii", "iii", "iv")),
        *(f"B, para. {number}" for number in range(1, 8)),
        *(f"B, para. {number} ({letter})" for number in (5, 6) for letter in "abcdefg"),
        *(f"B, para. 6 (b) ({roman})" for roman in ("i", "ii", "iii", "iv")),
    }
    assert len(tree_places) == 59  # sixty nodes, one of them the preamble
    known = {place for place, row in found.items() if row["text_status"] == "text-loaded"}
    assert known == tree_places
    assert {place for place, row in found.items() if row["implied"] is True} == set()
    cited = {place for place, row in found.items() if row["coverage"] == "direct"}
    assert cited & tree_places == {f"A, para. 11 ({letter})" for letter in "acdf"}
    assert cited - tree_places == {f"B, para. 9 ({letter})" for letter in "abcd"}
    parts = {
        place: (row["coverage"], row["cited_parts"], row["known_parts"])
        for place, row in found.items()
        if row["coverage"].startswith("parts") and place in tree_places
    }
    assert parts["A, para. 11"] == ("parts-some", 4, 9)  # (a), (b) (i) to (iv), (c) to (f)
    assert parts["A"] == ("parts-some", 4, 25)  # ten paragraphs without items, six items in 9, nine in 11
    others = {place for place in tree_places if found[place]["coverage"] == "none"}
    assert others == tree_places - cited - set(parts)
    code, said = iagkg("check", "--json")
    beyond = [row for row in json.loads(said) if row["shape"] == "CitationBeyond"]
    assert (code, [row["found"] for row in beyond]) == (
        1,
        [f"16/9 B, para. 9 ({letter})" for letter in "adbc"],
    )


def test_a_word_document_makes_the_decision_complete(home: Path) -> None:
    (home / "decision.docx").write_bytes(automatic("en"))
    iagkg("register", "import", "decision.docx", "--decision", "16/9", "-o", "sheet.xlsx")
    load = ("register", "load", "sheet.xlsx", "--reviewed-by", "secretary of the group", "--complete")
    code, said = iagkg(*load)
    assert (code, "stands in decisions.tsv" in said) == (1, True)  # the real 16/9 has another title
    code, said = iagkg(*load, "--replace")
    assert code == 0, said
    found = places()
    known = {place for place, row in found.items() if row["text_status"] == "text-loaded"}
    # A with 1, 2 (a), (b) (i) to (iii), (c) and 3; B with 1 and 2; the annex, its sections A (1, 2 (a), (b))
    # and B (1). The workplan cites A 11 and B 9, of which this document has neither.
    assert known == {
        *("A", "A, para. 1", "A, para. 2", "A, para. 2 (a)", "A, para. 2 (b)", "A, para. 2 (c)"),
        *(f"A, para. 2 (b) ({roman})" for roman in ("i", "ii", "iii")),
        *("A, para. 3", "B", "B, para. 1", "B, para. 2", "annex", "annex, section A", "annex, section B"),
        *("annex, section A, para. 1", "annex, section A, para. 2", "annex, section A, para. 2 (a)"),
        *("annex, section A, para. 2 (b)", "annex, section B, para. 1"),
    }
    assert {found[place]["coverage"] for place in known - {"A", "B"}} == {"none"}
    cited = {place for place, row in found.items() if row["coverage"] == "direct"}
    assert cited == {
        *(f"A, para. 11 ({letter})" for letter in "acdf"),
        *(f"B, para. 9 ({letter})" for letter in "abcd"),
    }
