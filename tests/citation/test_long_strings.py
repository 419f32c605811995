"""Long strings made to be slow: each is read to its end, or refused, in one pass."""

import pytest

from iagkg.citation import parse_citations
from iagkg.period import parse_period

SIZE = 100_000
PIECES = (
    "(",
    "16/9 ",
    "16/9, para. 9 (a), (b), ",
    "and ",
    "para. ",
    "1",
    "a-",
    "January – ",
    "16/",
    " ",
    "((((",
    "-–—",
    "\u0301",
)


@pytest.mark.parametrize("piece", PIECES)
def test_citations(piece: str) -> None:
    words = (piece * (SIZE // len(piece) + 1))[:SIZE]
    found = parse_citations(words)
    assert len(found.citations) <= SIZE


@pytest.mark.parametrize("piece", PIECES)
def test_periods(piece: str) -> None:
    words = (piece * (SIZE // len(piece) + 1))[:SIZE]
    assert parse_period(words).text == words
