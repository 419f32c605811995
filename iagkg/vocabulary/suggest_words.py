"""Words as the suggestions compare them: small words left out, endings cut so that plurals meet."""

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Word", "best_window", "capitals", "lemma", "lemmas"]

_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word of a text: how it is compared, and where it stands."""

    lemma: str
    start: int
    end: int


_TELL_NOTHING = """
    a advice advise al all also an and any are as asesoramiento assist at au aux avec avis be best by ce
    ces con dans de del des du each el en enhance ensure entre et for from further general how in
    include including increase into is it its la las le les leur leurs los more most not o of on or
    other ou par para por pour promote propose provide que qui related relevant sa se ses sin strengthen
    su support sur sus task tasks that the their them these this to un una une used using various which
    who with y
"""
"""Small words of English, French and Spanish, and words that every task may hold ("advice", "provide")."""
_SMALL = frozenset(_TELL_NOTHING.split())


def lemma(word: str) -> str:
    """Return a word in small letters without the endings of plural and of the -ing form."""
    low = word.casefold()
    if low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        low = low[:-1]
    if low.endswith("ing") and len(low) > 6:
        low = low[:-3]
    return low.removesuffix("e") if len(low) > 4 else low


def lemmas(text: str) -> list[Word]:
    """Return the words of a text for comparing, with their places, small words left out."""
    return [
        Word(lemma(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.group().casefold() not in _SMALL
    ]


def capitals(text: str) -> set[str]:
    """Return the abbreviations of a text, such as KM and NBSAP; a plural s is left out ("CHMs" gives CHM)."""
    return set(re.findall(r"\b([A-Z]{2,})s?\b", text))


def best_window(text: Sequence[Word], wanted: frozenset[str]) -> Sequence[Word]:
    """Return the stretch of a text that holds most of the wanted words, empty where it holds none.

    It has at most one other word inside. The stretch with the most words wins, then the shortest, then the
    first.
    """
    found: Sequence[Word] = ()
    most = (0, 0)
    for start, word in enumerate(text):
        if word.lemma not in wanted:
            continue
        stretch = text[start : start + len(wanted) + 1]
        for end in range(1, len(stretch) + 1):
            inside = len({each.lemma for each in stretch[:end]} & wanted)
            if end - inside <= 1 and (inside, -end) > most:
                most, found = (inside, -end), stretch[:end]
    return found
