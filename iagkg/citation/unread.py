"""What of a cell of citations was not read: its words outside of every citation."""

import re
from collections.abc import Iterable
from functools import cache

from iagkg.citation.bodies import forms
from iagkg.citation.model import Citation
from iagkg.files import read_table, shipped

__all__ = ["dropped_place", "unread"]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PLACE = re.compile(r"\W*(?:[^\W\d_]{1,8}\.?\s*)?\W*\d{1,3}(?![\d/]|\.\d)")
_SHORTENED = " ... "
"""What stands in the middle of a long span; such a span is not found again in the text."""


def unread(text: str, citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return the stretches of a text that are in no citation, as printed, in their order.

    Words that only join citations or name a body ("and", "of the Conference of the Parties") are passed
    over. Empty where a citation is too long to be found again.
    """
    rest = text
    for printed in sorted({citation.printed for citation in citations}, key=len, reverse=True):
        if _SHORTENED in printed:
            return ()
        rest = rest.replace(printed, "\n") if printed else rest
    found = (stretch.strip(" \t,;.:&–—-") for stretch in re.split(r"\n+", rest))
    return tuple(stretch for stretch in found if _tells(stretch))


def dropped_place(stretch: str) -> bool:
    """Tell whether an unread stretch opens with a number, or with one short word and a number: "9 c d".

    Such words mostly name a place in the decision before them, which was read as a whole then.
    """
    return bool(_PLACE.match(stretch))


def _tells(stretch: str) -> bool:
    """Tell whether a stretch says more than that something is joined, whose it is, or of which date."""
    words = [word.casefold() for word in _WORD.findall(stretch)]
    telling = [word for word in words if word not in _joining()]
    dated = any(word in _months() for word in words)
    return bool(telling) and not (dated and all(word.isdigit() for word in telling))


@cache
def _months() -> frozenset[str]:
    rows = read_table(shipped("data", "citation_words.tsv"), ("word", "meaning"))
    return frozenset(row["word"].casefold() for row in rows if row["meaning"] == "month")


@cache
def _joining() -> frozenset[str]:
    """Return the words of the citation grammar and of the names of bodies."""
    rows = read_table(shipped("data", "citation_words.tsv"), ("word", "meaning"))
    names = (name for form in forms() for name in form.names)
    words = (row["word"] for row in rows if row["meaning"] not in {"item", "paragraph"})
    joining = (
        found.casefold() for words in (*words, *names) for found in _WORD.findall(words) if len(found) > 1
    )
    return frozenset(joining) | {"also", "adopted", "by", "its", "see", "with", "as", "well"}
