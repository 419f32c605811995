"""Citations and periods of cells, remembered for a while: in a table the same words stand in many rows."""

import re
from functools import lru_cache

from iagkg.citation.model import CitationReading
from iagkg.period.model import Period

__all__ = ["cited", "dated"]

REMEMBERED = 2048
SHORT = 400
"""Characters; what is longer hardly stands twice and is not remembered."""

NEXT_SOURCE = re.compile(
    r"(?<=\))\n(?=(?:d[eé]c(?:isi[oó]n)?|rec(?:omm?[ea]nda[tc]i[oó]n)?|r[eé]s(?:olu[tc]i[oó]n)?)\.? "
    r"|CBD/|\d+/\d|[IVX]+/\d)",
    re.IGNORECASE,
)
"""A line that begins with a decision, after one that ends in a letter, is another source."""


def cited(text: str) -> CitationReading:
    """Return the citations of a cell; a line of its own is a source of its own."""
    text = NEXT_SOURCE.sub(";", text)
    return _cited(text) if len(text) <= SHORT else _cited.__wrapped__(text)


def dated(text: str) -> Period:
    """Return the period of a cell."""
    return _dated(text) if len(text) <= SHORT else _dated.__wrapped__(text)


@lru_cache(maxsize=REMEMBERED)
def _cited(text: str) -> CitationReading:
    from iagkg.citation import parse_citations  # noqa: PLC0415

    return parse_citations(text)


@lru_cache(maxsize=REMEMBERED)
def _dated(text: str) -> Period:
    from iagkg.period import parse_period  # noqa: PLC0415

    return parse_period(text)
