"""What stands in a mandate cell beside its citations is said, not dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.citation import parse_citations, unread


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


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for stretch in unread(text, parse_citations(text).citations):
        assert stretch in text
