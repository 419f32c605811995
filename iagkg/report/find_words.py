"""Words of a search, and where they stand in a text: without regard to capitals and accents.

A word is found at the beginning of a word of the text ("clear" finds "clearing-house"); what stands between
quotation marks, and what a hyphen joins, is found as it stands. Chinese is written without blanks: its words
are found anywhere. Arabic joins article and particles to the word: they are passed over.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

__all__ = [
    "Term",
    "fold",
    "folded_with_places",
    "marks",
    "occurrence",
    "plain",
    "searchable",
    "terms",
    "tokens",
]

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD_BEFORE = f"(?<![^\\W{_HAN}])"
_WORD_AFTER = f"(?![^\\W{_HAN}])"
_TOKEN = re.compile(f"[{_HAN}]+|[^\\W{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_IS_ARABIC = re.compile("[\u0600-\u06ff]")
_ARTICLE = re.compile("^(?:\u0627\u0644|\u0644\u0644)(?=.{3})")
_AND, _AS = "[\u0648\u0641]?", "[\u0628\u0643]?"  # wa, fa; bi, ka
_PARTICLES = f"{_AND}(?:{_AS}\u0627\u0644|\u0644\u0644|[\u0628\u0643\u0644]?)"
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]')
_TATWEEL = "\u0640"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is searched for: as written, and its folded parts."""

    written: str
    parts: tuple[str, ...]


def plain(text: str) -> str:
    """Return a text of a user on one line, with a mark in the place of what cannot be printed."""
    shown = "".join(" " if char.isspace() else char if char.isprintable() else "\ufffd" for char in text)
    return " ".join(shown.split())


@cache
def _marks() -> frozenset[str]:
    """Return what folding leaves out: combining marks, and the Arabic tatweel."""
    found = (chr(code) for code in range(0x300, 0x20000) if unicodedata.category(chr(code)) == "Mn")
    return frozenset((*found, _TATWEEL))


def fold(text: str) -> str:
    """Return a text without capitals, accents and vowel marks."""
    if text.isascii():
        return text.lower()
    apart, left_out = unicodedata.normalize("NFKD", text), _marks()
    if not left_out.isdisjoint(apart):
        apart = "".join(char for char in apart if char not in left_out)
    return apart.casefold()


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return a folded text, and for each of its characters the place in the text it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        parts = fold(char)
        folded.append(parts)
        places += [place] * len(parts)
    return "".join(folded), places


def tokens(folded: str) -> list[str]:
    """Return the words of a folded text; a stretch of Chinese is one word."""
    return _TOKEN.findall(folded)


def terms(text: str) -> tuple[Term, ...]:
    """Return what a text asks for, each word or phrase once, in their order."""
    found: dict[tuple[str, ...], Term] = {}
    rest = _QUOTED.sub(lambda match: _add(found, next(filter(None, match.groups()), "")), text)
    for word in rest.split():
        _add(found, word)
    return tuple(found.values())


def searchable(text: str) -> bool:
    """Tell whether a text asks for anything: one letter of an alphabet stands in nearly every text."""
    parts = [part for term in terms(text) for part in term.parts]
    return any(len(part) > 1 or part.isdigit() or _IS_HAN.match(part) for part in parts)


def _add(found: dict[tuple[str, ...], Term], written: str) -> str:
    parts = tuple(tokens(fold(written)))
    if parts:
        found.setdefault(parts, Term(written.strip(), parts))
    return " "


@cache
def _pattern(parts: tuple[str, ...], whole: bool) -> re.Pattern[str]:
    first, last = parts[0], parts[-1]
    before = "" if _IS_HAN.match(first) else _WORD_BEFORE
    after = _WORD_AFTER if whole and not _IS_HAN.match(last) else ""
    if _IS_ARABIC.match(first):
        before += _PARTICLES
    between = r"\W*" if any(map(_IS_HAN.match, parts)) else r"\W+"
    return re.compile(f"{before}(?P<core>{between.join(map(re.escape, _without_article(parts)))}){after}")


@cache
def _without_article(parts: tuple[str, ...]) -> tuple[str, ...]:
    return (_ARTICLE.sub("", parts[0]), *parts[1:])


def occurrence(term: Term, folded: str) -> Literal["", "prefix", "whole"]:
    """Tell whether a term stands in a folded text: not, at the beginning of a word, as a whole word."""
    if not all(part in folded for part in _without_article(term.parts)):  # much faster than the pattern
        return ""
    if _pattern(term.parts, True).search(folded):
        return "whole"
    return "prefix" if _pattern(term.parts, False).search(folded) else ""


def marks(sought: Iterable[Term], text: str) -> tuple[tuple[int, int], ...]:
    """Return where the terms stand in a text, as pairs of first and last position, without overlaps."""
    folded, places = folded_with_places(text)
    found = sorted(
        (places[match.start("core")], places[match.end("core") - 1] + 1)
        for term in sought
        for match in _pattern(term.parts, False).finditer(folded)
    )
    apart: list[tuple[int, int]] = []
    for first, last in found:
        if apart and first < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
        else:
            apart.append((first, last))
    return tuple(apart)
