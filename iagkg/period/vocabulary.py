"""The words of periods: read from `data/period_words.tsv`, found by longest match.

The table has word, meaning, value, language. A meaning may be several, divided by a space ("by end-of").
Rows with the meaning `print` are not read in a text: they are the patterns that `wording` writes with.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from iagkg.files import read_table, shipped
from iagkg.period.scan import Piece, scan

__all__ = ["Vocabulary", "Word", "fold", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or phrase means: the kinds of token it stands for, and a value ("3", "day")."""

    meanings: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases by their folded words; `longest` is the number of words of the longest one."""

    exact: dict[tuple[str, ...], Word]
    folded: dict[tuple[str, ...], Word]
    longest: int
    months: dict[str, tuple[str, ...]]
    """Month names to print, by language."""
    patterns: dict[tuple[str, str], str]
    """Patterns to print, by language and name."""

    def find(self, pieces: list[Piece], at: int) -> tuple[Word, int] | None:
        """Return the longest phrase that begins at `pieces[at]` and how many pieces it takes."""
        window = pieces[at : at + self.longest]
        for size in range(len(window), 0, -1):
            part = window[:size]
            key = tuple(piece.text.casefold() for piece in part)
            found = self.exact.get(key) or self.folded.get(tuple(fold(text) for text in key))
            if found:
                return found, size
        return None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` in lower case and without accents, as it is looked up."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the words of the shipped table; of two equal words the first row counts.

    Raises InputError where the table cannot be read.
    """
    exact: dict[tuple[str, ...], Word] = {}
    folded: dict[tuple[str, ...], Word] = {}
    months: dict[str, dict[int, str]] = {}
    patterns: dict[tuple[str, str], str] = {}
    for row in read_table(shipped("data", "period_words.tsv"), ("word", "meaning", "value", "language")):
        if row["meaning"] == "print":
            patterns[row["language"], row["value"]] = row["word"]
            continue
        if row["meaning"] == "month":
            months.setdefault(row["language"], {}).setdefault(int(row["value"]), row["word"])
        key = tuple(piece.text.casefold() for piece in scan(row["word"]))
        exact.setdefault(key, Word(tuple(row["meaning"].split(" ")), row["value"]))
    for key, word in exact.items():
        folded.setdefault(tuple(fold(text) for text in key), word)
    names = {
        lang: tuple(found[number] for number in range(1, 13))
        for lang, found in months.items()
        if len(found) == 12
    }
    return Vocabulary(exact, folded, max(map(len, exact)), names, patterns)
