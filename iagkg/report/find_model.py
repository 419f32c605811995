"""What is found: cards of things asked for by name, and hits of words in texts."""

from dataclasses import dataclass

__all__ = ["Card", "Fact", "Found", "Hit", "Passage"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a place, task or target: what it is, its heading, and the words.

    `name` is the same in every language (`text`, `cited-by`); `lang` is the language of the words where they
    are not those of the screen; `address` is that of what is named, "" where nothing is.
    """

    name: str
    heading: str
    words: str
    lang: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one thing asked for by its name; `known` is false where it is not there."""

    kind: str
    reference: str
    address: str
    facts: tuple[Fact, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in which words were found: what it is, its language, and where in it the words stand.

    `reference` is that of the sub-item, where the text is its own; `marks` are pairs of first and last
    position, in their order, none of them overlapping.
    """

    found_in: str
    lang: str
    words: str
    marks: tuple[tuple[int, int], ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A task, decision, paragraph or target in which all words were found.

    `others` is the other side: for a paragraph or target the tasks that cite or name it, for a task its
    mandates.
    """

    kind: str
    reference: str
    title: str
    passages: tuple[Passage, ...]
    others: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one search: cards or hits, and what is to be said beside them."""

    words: str
    cards: tuple[Card, ...] = ()
    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()
