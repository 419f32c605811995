"""What is odd is read as printed and reported; what is impossible never breaks the reading."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.citation import parse_citations
from iagkg.citation.pieces import parser
from iagkg.citation.preparing import Terminal
from iagkg.citation.scanner import Raw
from iagkg.citation.terminals import from_the_right


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Decisions XII/6 and X1/19", "digit-for-letter"),
        ("descision NP-1/9", "misspelt"),
        ("desicion 15/8", "misspelt"),
        ("Recallingdecision VI/24", "glued-word"),
        ("Decision Iv/4mplementation", "glued"),
        ("decision 16/3, paragraph 0", "impossible-paragraph"),
        ("decision 16/0", "impossible-number"),
        ("decision 99/3", "unknown-session"),
        ("Dec. 16/9 B, para. 9 (d)-(a)", "reversed-range"),
        ("Dec. 16/3, paras. 9-5", "reversed-range"),
        ("Dec. 16/3, paras. 1-99999999999999999999", "long-range"),
        ("recommendation 3/8", "body-not-printed"),
        ("Target 24", "impossible-target"),
        ("https://www.cbd.int/decisions/?id=99999", "legacy-number"),
        ("7/30", "bare-number"),
        ("the same decision", "unresolved"),
    ],
)
def test_problem(text: str, code: str) -> None:
    assert code in [problem.code for problem in parse_citations(text).problems]


@pytest.mark.parametrize(
    "text",
    ["Dec. 16/9 A, para. 11 (c) and (d)", "Dec. 15/8, annex III (IAG’s TOR)", "KMGBF Target 21", "16/3"],
)
def test_no_problem(text: str) -> None:
    assert parse_citations(text).problems == ()


def test_a_target_that_does_not_exist_is_unresolved() -> None:
    assert [c.type for c in parse_citations("Target 24").citations] == ["unresolved"]


def test_ranges_never_explode() -> None:
    reading = parse_citations("Dec. 16/3, paras. " + ", ".join(["1-200"] * 3000))
    assert len(reading.citations) <= 5200
    many = parse_citations("; ".join(f"Dec. 16/{n}, paras. 1-200" for n in range(1, 400)))
    assert len(many.citations) < 10_000
    assert "too-many" in [problem.code for problem in many.problems]


def test_a_text_beyond_the_limit_is_cut_and_said() -> None:
    reading = parse_citations("decision 16/3 " + "x" * 1_000_001)
    assert [c.decision for c in reading.citations] == ["16/3"]
    assert [p.code for p in reading.problems] == ["text-too-long"]


def test_other_treaties_are_marked() -> None:
    for text in (
        "decision 16/CP.22",
        "SC-2/9",
        "PRTR decision IV/4",
        "Decision XXX/3 of the Montreal Protocol",
    ):
        (found,) = parse_citations(text).citations
        assert found.type == "other-treaty", text
    (cbd,) = parse_citations("decision IV/4").citations
    assert (cbd.type, cbd.body) == ("decision", "COP")


def test_spans() -> None:
    text = "Dec. 15/8, para. 31, Dec. 16/3, para. 7 and LTSF (dec. 15/8 – annex I)"
    assert [c.printed for c in parse_citations(text).citations] == [
        "Dec. 15/8, para. 31",
        "Dec. 16/3, para. 7",
        "LTSF (dec. 15/8 – annex I)",
    ]
    (alias,) = parse_citations("Dec. 15/8, annex III (IAG's TOR)").citations
    assert alias.printed == "Dec. 15/8, annex III (IAG's TOR)"


TEXT = """
Dec. decision 16/9 XII/2 CP-9/7 A B II I para. paragraphs 9 11 (a) (d) - – , ; and of to the annex III
section part ( ) [ ] same this above KMGBF Target 21 Article 8(j) SBSTTA recommendation 23/6 COP Goal 2.1
appendix a) 9b xxiii CBD/COP/16/09.B09.01 décision paragraphe y a à 3/4 16/9/2025 & label LTSF 2022
December bis (B) 15/1-15/5
"""
WORDS = st.sampled_from(TEXT.split())


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_words_are_read(text: str) -> None:
    reading = parse_citations(text)
    again = parse_citations(text)
    assert reading == again
    for citation in reading.citations:
        assert citation.decision or citation.type in {"target", "unresolved"}


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    parse_citations(text)
    parse_citations(text, "decision XII/2 B")


@given(st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join))
def test_space_does_not_break(spaced: str, glued: str) -> None:
    spaces = spaced.replace(" ", "\u00a0")
    first = [replace(c, printed="") for c in parse_citations(spaced).citations if c.type != "unresolved"]
    second = [replace(c, printed="") for c in parse_citations(spaces).citations if c.type != "unresolved"]
    assert [replace(c, label=None) for c in first] == [replace(c, label=None) for c in second]
    parse_citations(glued)


KINDS = [
    "NUMBER",
    "BODY",
    "INT",
    "ITEM",
    "LETTER",
    "ROMAN",
    "ROMLOW",
    "BARE",
    "COMMA",
    "SEMI",
    "OPEN",
    "CLOSE",
]
KINDS += ["POINTER", "CODE", "DASH", "LABEL"]
MEANINGS = [
    "decision",
    "recommendation",
    "paragraph",
    "item",
    "section",
    "part",
    "annex",
    "appendix",
    "locator",
]
MEANINGS += ["article", "target", "framework", "and", "range", "of", "to", "in", "glue", "self"]


def read_by_grammar(kinds: tuple[str, ...]) -> None:
    row = []
    for n, kind in enumerate(kinds):
        word = kind in MEANINGS
        raw = Raw("WORD" if word else kind, "x", n, n + 1, frozenset({kind}) if word else frozenset())
        row.append(Terminal(raw.kind, raw, n, n + 1))
    parser().parse(from_the_right(row))


def test_every_three_terminals_are_a_text_of_the_grammar() -> None:
    for kinds in product(KINDS + MEANINGS, repeat=2):
        read_by_grammar((*kinds, "NUMBER"))
        read_by_grammar((*kinds, "INT"))


@given(st.lists(st.sampled_from(KINDS + MEANINGS), max_size=30))
def test_every_row_of_terminals_is_a_text_of_the_grammar(kinds: list[str]) -> None:
    read_by_grammar(tuple(kinds))


PATHOLOGICAL = [
    "(",
    "annex ",
    "1",
    "decision ",
    "16/9 ",
    "paragraph 3 of ",
    "(a)",
    "Dec. 16/9 B, para. 9 (a)–(d); ",
    "/",
    "A, ",
]


@pytest.mark.parametrize("part", PATHOLOGICAL)
def test_long_repetitions_are_read(part: str) -> None:
    parse_citations((part * (30_000 // len(part)))[:30_000])
