"""What stands in a mandate cell beside its citations is said, not dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.citation import canonical, dropped_place, parse_citations, unread


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dec. 16/9 A, para. 11 (c)/(d)", ("/(d)",)),
        ("Dec. 16/3, para. 8, preamble", ("preamble",)),
        ("15/8, para 31; 16/3 para 7 ; LTSF", ("LTSF",)),
        ("Dec. 16/9 A, para. 11 (c) et seq.", ("et seq",)),
        ("Dec. 15/8, para. 31, Dec. 16/3, para. 7 and LTSF (dec. 15/8 – annex I)", ()),
        ("Dec. 16/9 B, para. 9 (a)\nKMGBF Target 21", ()),
        ("decision 15/8 of 19 December 2022 of the Conference of the Parties", ()),
        ("décision 16/9, section B, paragraphe 9 a) et décision 16/3", ()),
    ],
)
def test_left_over(text: str, left: tuple[str, ...]) -> None:
    assert unread(text, parse_citations(text).citations) == left


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Dec 16/9 B 9 c", ["16/9 B, para. 9 (c)"]),
        ("Dec 16/9 9 c", ["16/9, para. 9 (c)"]),
        ("16/9 B 9 c; 16/3 7 b", ["16/9 B, para. 9 (c)", "16/3, para. 7 (b)"]),
        ("16/9 B 9 c and 10", ["16/9 B, para. 9 (c)", "16/9 B, para. 10"]),
        ("16/9 B 9 reports", ["16/9 B"]),
    ],
)
def test_a_letter_without_brackets_is_an_item(text: str, read: list[str]) -> None:
    assert [canonical(citation) for citation in parse_citations(text).citations] == read


@pytest.mark.parametrize(
    ("words", "dropped"),
    [
        ("9 c d", True),
        ("9 y 10", True),
        ("/9", True),
        ("item 9 of it", True),
        ("LTSF", False),
        ("et seq", False),
        ("2022", False),
        ("as noted by the group in its 3 reports", False),
        ("CBD/SBI/4/2", False),
    ],
)
def test_a_number_behind_a_citation_is_a_dropped_place(words: str, dropped: bool) -> None:
    assert dropped_place(words) is dropped


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for stretch in unread(text, parse_citations(text).citations):
        assert stretch in text
