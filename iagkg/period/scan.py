"""Cut a text into pieces: words, numbers, numeric dates, signs. One pass, no nested repetition."""

import re
from dataclasses import dataclass

__all__ = ["LONGEST", "Piece", "scan", "squeeze"]

LONGEST = 10_000
"""Characters (white space collapsed) above which a text is no timeline cell and is not read."""

_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_N, _E = "(?<![0-9])", "(?![0-9])"  # no figure before, no figure after
_D, _DD = "[0-9]{1,2}", "[0-9]{2}"
_Y = f"(?:19|20|21){_DD}"
_CLOCK = f"{_DD}:{_DD}(?::{_DD})?"
_PATTERN = re.compile(
    rf"""
    (?P<iso>{_N}{_Y}(?P<isosep>[-./]){_D}(?P=isosep){_D}{_E})(?:[T ]{_CLOCK}Z?)?
  | (?P<numeric>{_N}{_D}(?P<numsep>[-./]){_D}(?P=numsep)(?:{_Y}|{_DD}){_E})
  | (?P<daymonth>{_N}{_D}(?P<dmsep>[./]){_D}
        (?=\s?[{_DASHES}]\s?{_D}(?P=dmsep){_D}(?P=dmsep){_Y}{_E}))
  | (?P<monthyear>{_N}{_D}[-./]{_Y}{_E})
  | (?P<yearpair>{_N}{_Y}[{_DASHES}/]{_D}(?![\w{_DASHES}/]))
  | (?P<yearpairmore>{_N}{_Y}-{_DD}(?=/{_Y}-{_DD}{_E}))
  | (?P<time>{_N}{_D}[:h]{_DD}(?::{_DD})?{_E}|{_N}{_D}\ ?[ap]\.?m\b\.?)
  | (?P<shortyear>(?<![^\W\d_])'{_DD}(?!\w))
  | (?P<code>(?<![^\W\d_])(?-i:[QTSHqh]\ ?[0-9]|[0-9][QTSH])(?!\w))
  | (?P<ordinal>(?<!\w)[0-9]{{1,3}}(?:st|nd|rd|th|ère|ere|re|ème|eme|e|è|ᵉʳ?|\.?(?:er|[oaºª°]))(?!\w))
  | (?P<year>{_N}{_Y}{_E})
  | (?P<number>[0-9]+)
  | (?P<dotted>(?<!\w)(?:[^\W\d_]\.){{2,4}}(?!\w))
  | (?P<word>[^\W\d_]+(?:'(?=[^\W\d_]|\Z))?)
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
