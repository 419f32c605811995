"""Cut a text into pieces: words, numbers, numeric dates, signs. One pass, no nested repetition."""

import re
from dataclasses import dataclass

__all__ = ["LONGEST", "Piece", "scan", "squeeze"]

LONGEST = 10_000
"""Characters (white space collapsed) above which a text is no timeline cell and is not read."""

_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_PATTERN = re.compile(
    rf"""
    (?P<iso>(?<!\d)\d{{4}}(?P<isosep>[-./])\d{{1,2}}(?P=isosep)\d{{1,2}}(?!\d))(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?
  | (?P<numeric>(?<!\d)\d{{1,2}}(?P<numsep>[-./])\d{{1,2}}(?P=numsep)(?:\d{{4}}|\d\d)(?!\d))
  | (?P<daymonth>(?<!\d)\d{{1,2}}(?P<dmsep>[./])\d{{1,2}}
        (?=\s?[{_DASHES}]\s?\d{{1,2}}(?P=dmsep)\d{{1,2}}(?P=dmsep)\d{{4}}(?!\d)))
  | (?P<monthyear>(?<!\d)\d{{1,2}}[-./](?:19|20|21)\d\d(?![\d]))
  | (?P<yearpair>(?<!\d)(?:19|20|21)\d\d[{_DASHES}/]\d\d(?![\w{_DASHES}/]))
  | (?P<yearpairmore>(?<!\d)(?:19|20|21)\d\d-\d\d(?=/(?:19|20|21)\d\d-\d\d(?!\d)))
  | (?P<time>(?<!\d)\d{{1,2}}[:h]\d\d(?::\d\d)?(?!\d)|(?<!\d)\d{{1,2}}\ ?[ap]\.?m\b\.?)
  | (?P<shortyear>(?<!\w)'\d\d(?!\d))
  | (?P<code>(?<!\w)(?-i:[QTSHqh]\ ?\d|\d[QTSH])(?!\w))
  | (?P<ordinal>(?<!\w)\d{{1,3}}(?:st|nd|rd|th|er|ère|ere|re|ème|eme|e|è|\.?[oaºª°])(?!\w))
  | (?P<year>(?<!\d)(?:19|20|21)\d\d(?!\d))
  | (?P<number>\d+)
  | (?P<dotted>(?<!\w)(?:[^\W\d_]\.){{2,4}}(?!\w))
  | (?P<word>[^\W\d_]+(?:'(?=[^\W\d_]))?)
  | (?P<dash>[{_DASHES}]+)
  | (?P<sign>[()\[\]/,;:.&+~|])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: `kind` is the name of its pattern; `start` and `end` its place."""

    kind: str
    text: str
    start: int
    end: int


def squeeze(text: str) -> str:
    """Return `text` with white space as one space each and line breaks as one line break.

    A literal backslash-n counts as a line break; invisible marks are left out.
    """
    text = text.replace("\\n", "\n").replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    return _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", text).strip()


def scan(text: str) -> list[Piece]:
    """Return the pieces of `text` in their order; signs without a meaning for a date are left out."""
    pieces = []
    for found in _PATTERN.finditer(text.translate(_APOSTROPHES)):
        kind = found.lastgroup or ""
        shown = {"dotted": found[0].replace(".", ""), "dash": "-"}.get(kind, found[0])
        pieces.append(Piece("word" if kind == "dotted" else kind, shown, found.start(), found.end()))
    return pieces
