"""Words of two texts: how alike they are, and which were taken out and put in."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

__all__ = ["Piece", "alike", "rarity", "vocabulary_of", "word_changes"]

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Piece(NamedTuple):
    """Words that stand in both texts (=), in the old one alone (-) or in the new one alone (+)."""

    sign: Literal["=", "-", "+"]
    words: str


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the words of a text, in small letters, once each."""
    return frozenset(_WORD.findall(text.casefold()))


def rarity(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return how much each word tells: little where many tasks have it ("provide advice on")."""
    everything = list(texts)
    counted = Counter(word for words in everything for word in words)
    return {word: math.log(1 + len(everything) / count) for word, count in counted.items()}


def alike(one: frozenset[str], other: frozenset[str], rare: Mapping[str, float]) -> float:
    """Return from 0 to 1 how much of two texts is the same, by the rarity of their words (Dice)."""
    total = sum(rare.get(word, 1.0) for word in one) + sum(rare.get(word, 1.0) for word in other)
    return 2 * sum(rare.get(word, 1.0) for word in one & other) / total if total else 0.0


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts, word by word; blanks between words make no difference.

    The words signed = and - are the old text, those signed = and + the new one.
    """
    mine, theirs = old.split(), new.split()
    pieces: list[Piece] = []
    for kind, start, end, at, to in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("=", " ".join(mine[start:end])))
            continue
        if end > start:
            pieces.append(Piece("-", " ".join(mine[start:end])))
        if to > at:
            pieces.append(Piece("+", " ".join(theirs[at:to])))
    return tuple(pieces)
