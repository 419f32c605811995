"""The words a citation is made of, in all languages: rows of `data/citation_words.tsv`.

A word in small letters is found in any case; one with a capital only as it stands ("P" is a paragraph,
"p" a page). Accents do not matter. A phrase of several words is one row.
"""

import unicodedata
from functools import lru_cache

from iagkg.citation.bodies import Form, forms
from iagkg.citation.tokens import words_of
from iagkg.files import read_table, shipped

__all__ = ["Lexicon", "fold", "lexicon", "near_decision"]

DECISION = "decision"


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return a word in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Lexicon:
    """Phrases, each with its meanings and the body it names; found word by word.

    `first` tells for the first word of a phrase how many words its longest phrase has.
    """

    __slots__ = ("bodies", "exact", "first", "meanings")

    def __init__(self) -> None:
        self.meanings: dict[tuple[str, ...], frozenset[str]] = {}
        self.exact: dict[str, frozenset[str]] = {}
        self.bodies: dict[tuple[str, ...], Form] = {}
        self.first: dict[str, int] = {}

    def add(self, phrase: str, meaning: str) -> None:
        """Add a meaning to a word or phrase."""
        words = split(phrase)
        if len(phrase) == 1 and phrase.isupper():
            self.exact[phrase] = self.exact.get(phrase, frozenset()) | {meaning}
            return
        self.meanings[words] = self.meanings.get(words, frozenset()) | {meaning}
        self.first[words[0]] = max(len(words), self.first.get(words[0], 0))

    def add_body(self, phrase: str, form: Form) -> None:
        """Let a phrase name a body; the first row that has it wins."""
        words = split(phrase)
        self.bodies.setdefault(words, form)
        self.first[words[0]] = max(len(words), self.first.get(words[0], 0))


def split(phrase: str) -> tuple[str, ...]:
    """Split a phrase into what the scanner takes for words: runs of letters, numbers, single marks."""
    return tuple(fold(word) for word in words_of(phrase))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words of the tables. Raises InputError for a faulty table."""
    found = Lexicon()
    for row in read_table(shipped("data", "citation_words.tsv"), ("word", "meaning", "language")):
        found.add(row["word"], row["meaning"])
    for form in forms():
        for name in (*form.names, form.body):
            found.add_body(name, form)
    return found


def near_decision(word: str) -> bool:
    """Tell whether a word is "decision" with one slip: a letter too many, missing, other or swapped."""
    plain = fold(word)
    if not 7 <= len(plain) <= 11 or not plain.isascii() or plain[0] != "d":
        return False
    return any(
        one_slip(plain, right) or sorted(plain) == sorted(right)
        for right in ("decision", "decisions", "decisiones")
    )


def one_slip(word: str, right: str) -> bool:
    """Tell whether two words differ by one edit."""
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    tail, rest = word[start:], right[start:]
    swapped = tail[:2][::-1] == rest[:2] and tail[2:] == rest[2:]
    return swapped or tail[1:] == rest or tail == rest[1:] or tail[1:] == rest[1:]
