"""Dates in a text: no numbers of paragraphs, and between two decisions of a list they do not part it."""

from iagkg.citation.scanner import Raw
from iagkg.citation.words import fold

__all__ = ["without_dates"]

_GLUE = frozenset(
    {*("of", "de", "del", "du", "er", "on", "le", "la", "el", "en", "dated", "adopted", "fecha", "date")}
    | {*("st", "nd", "rd", "th")}
)
LONGEST = 9
"""How many tokens a date behind a decision has at most: ", dated on the 19th of December 2022"."""


def without_dates(raws: list[Raw]) -> list[Raw]:
    """Return the tokens without the dates that stand right behind a decision; other dates become noise.

    "15/8 of 19 December 2022 and 16/3" is a list of two decisions; "19 December 2022" alone is no number.
    """
    kept: list[Raw] = []
    i = 0
    while i < len(raws):
        kept.append(raws[i])
        i += 1
        if kept[-1].kind in {"NUMBER", "CODE"}:
            i += _date_length(raws, i)
    _to_noise(kept)
    return kept


def _date_length(raws: list[Raw], start: int) -> int:
    """Return how many tokens from `start` on are a date with its year; 0 where there is none."""
    month = False
    for k in range(start, min(start + LONGEST, len(raws))):
        raw = raws[k]
        if raw.kind == "INT" and len(raw.text) == 4 and raw.text[:2] in {"19", "20"}:
            return k + 1 - start if month else 0
        month = month or "month" in raw.meanings
        word = raw.kind == "WORD" and ("month" in raw.meanings or fold(raw.text) in _GLUE)
        day = raw.kind == "INT" and len(raw.text) < 3
        if not (word or day or (raw.kind == "COMMA" and k == start)):
            return 0
    return 0


def _to_noise(raws: list[Raw]) -> None:
    """Turn the numbers of a date into noise: "19 December 2022", "19 de diciembre de 2022"."""
    for i, raw in enumerate(raws):
        if "month" not in raw.meanings:
            continue
        before = [j for j in (i - 1, i - 2) if j >= 0 and raws[j].kind in {"INT", "WORD"}]
        after = [
            j for j in (i + 1, i + 2, i + 3) if j < len(raws) and raws[j].kind in {"INT", "COMMA", "WORD"}
        ]
        for side in (before, after):
            for j in side:
                if raws[j].kind == "INT":
                    raws[j].kind = raw.kind = "NOISE"
                elif raws[j].kind == "WORD" and fold(raws[j].text) not in {"de", "del", "of", "er"}:
                    break
