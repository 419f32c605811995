"""Check references to decisions: one notation, and decisions that the register knows."""

import re
from collections.abc import Iterator
from functools import lru_cache

from iagkg.chm.calendar_keys import calendar_key
from iagkg.chm.lint_keys import Key
from iagkg.chm.lint_model import Finding, shown
from iagkg.citation import Citation, canonical, notations, parse_citations

__all__ = ["lint_decision", "lint_places"]

_SEPARATOR = re.compile(r"\s*;\s*")
_PLACES = re.compile(r"\s*[;,]\s*(?=(?:Section|Annex|Para|Whole)\b)", re.IGNORECASE)
_LONGEST = 2000


def lint_decision(file: str, key: Key, known: frozenset[str]) -> Iterator[Finding]:
    """Yield what is odd about a value that refers to decisions, several of them with semicolons between.

    Keys of the calendar, codes of the Decision Tracking Tool and numbers keep their kind: expected is the
    same decision in the form in which that kind is written today. `known` are numbers of the register; empty:
    not asked.
    """
    path, words = key
    for part in filter(None, _SEPARATOR.split(words.strip())):
        cited = _cited(part[:_LONGEST])
        if not cited:
            yield Finding(file, path, "decision-unread", shown(part), "a decision such as 16/9")
            continue
        wanted = ", ".join(dict.fromkeys(_wanted(part, one) for one in cited))
        if wanted != part:
            yield Finding(file, path, "decision-notation", shown(part), wanted)
        for number in dict.fromkeys(str(one.decision) for one in cited):
            if known and number not in known:
                yield Finding(
                    file, path, "decision-not-known", shown(part), f"{number} in data/register/decisions.tsv"
                )


@lru_cache(maxsize=20_000)
def _cited(part: str) -> tuple[Citation, ...]:
    read = parse_citations(part).citations
    return tuple(one for one in read if one.type in ("decision", "recommendation") and one.decision)


def _wanted(part: str, citation: Citation) -> str:
    upper = part.upper()
    if upper.startswith(("CAL-", "CBD-DECISION")):
        return calendar_key(str(citation.decision), citation.body or "")
    if upper.startswith(("CBD/COP/DEC/", "UNEP/CBD/")):
        return notations(citation).symbol or part
    if upper.startswith("CBD/"):
        return notations(citation).dtt_slash or part
    if upper.startswith("HTTP"):
        return part
    return canonical(citation)


def lint_places(file: str, decisions: Key, places: Key) -> Iterator[Finding]:
    """Yield a finding where the places of a row cannot be told apart by its decisions.

    Several decisions need as many places, in the same order; one decision may have several places.
    """
    count = len([part for part in _SEPARATOR.split(decisions[1].strip()) if part])
    found = len([part for part in _PLACES.split(places[1].strip()) if part.strip()])
    if count > 1 and found and found != count:
        yield Finding(file, places[0], "places", shown(places[1]), f"{count} places for {count} decisions")
