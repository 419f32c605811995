"""What was found, as text, on a terminal, and as a table.

On a terminal the words are set in bold. In a pipe nothing is put into a text: quotation marks of any kind
could be its own, and what is copied from there must be what the decision says.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from iagkg import table
from iagkg.report.find_model import Card, Fact, Found, Hit, Passage
from iagkg.wording import say

__all__ = [
    "Pieces",
    "as_table",
    "card_lines",
    "plain_text",
    "print_found",
    "print_lines",
    "snippet",
    "to_text",
]

Pieces = tuple[tuple[str, str], ...]
"""A line in pieces: the words of each, and how they are set ("", "bold", "dim", "label")."""

_BEFORE, _LENGTH = 60, 220
_LABEL = 26
_INDENT = "  "
_JOINED = {"below", "inside", "alike"}


def snippet(passage: Passage) -> Pieces:
    """Return the part of a text in which the words stand, whole words only, the words apart from the rest."""
    text, first = passage.words, passage.marks[0][0] if passage.marks else 0
    start = 0
    if first > _BEFORE:
        start = text.find(" ", first - _BEFORE, first) + 1 or first - _BEFORE
    end = len(text)
    if end - start > _LENGTH:
        last = max((mark[1] for mark in passage.marks if mark[1] <= start + _LENGTH), default=start)
        cut = text.rfind(" ", last, start + _LENGTH)
        end = cut if cut > start else start + _LENGTH
    pieces = [("… " if start else "", "")]
    at = start
    for begin, stop in passage.marks:
        if begin >= end:
            break
        pieces += [(text[at:begin], ""), (text[begin : min(stop, end)], "bold")]
        at = min(stop, end)
    pieces += [(text[at:end], ""), (" …" if end < len(text) else "", "")]
    return tuple((words, style) for words, style in pieces if words)


def _lines(found: Found, lang: str) -> Iterator[Pieces]:
    """Yield the screen line by line."""
    for card in found.cards:
        yield from card_lines(card)
        yield ()
    for hit in found.hits:
        yield from _hit(hit, lang)
        yield ()
    for note in found.notes:
        yield ((note, ""),)


def card_lines(card: Card) -> Iterator[Pieces]:
    """Yield the lines of a card: its reference, then its facts, each heading once."""
    yield ((card.reference, "bold"),)
    shown: list[tuple[str, list[Fact]]] = []
    for fact in card.facts:
        if shown and shown[-1][0] == fact.heading and fact.name in _JOINED:
            shown[-1][1].append(fact)
        else:
            shown.append((fact.heading, [fact]))
    last = ""
    for heading, facts in shown:
        tongue = f" ({facts[0].lang})" if facts[0].lang else ""
        label = heading + tongue if heading + tongue != last else ""
        last = heading + tongue
        words = "; ".join(fact.words for fact in facts)
        for number, line in enumerate(words.split("\n")):
            yield ((_INDENT + (label if number == 0 else "").ljust(_LABEL) + " ", "label"), (line, ""))


def _hit(hit: Hit, lang: str) -> Iterator[Pieces]:
    kind = _kind(hit.kind, lang)
    title = f" {hit.title}" if hit.title and hit.passages[0].words != hit.title else ""
    yield ((hit.reference, "bold"), (title, ""), (f" ({kind})", "dim"))
    for passage in hit.passages:
        yield ((f"{_INDENT}{_where(passage, lang)}: ", "dim"), *snippet(passage))
    if hit.others:
        yield ((f"{_INDENT}{_other(hit, lang)}: ", "dim"), ("; ".join(hit.others), ""))


def _kind(kind: str, lang: str) -> str:
    own = kind in {"task", "workstream", "decision", "target", "goal"}
    return say(f"find.kind.{kind}" if own else f"subdivision.{kind}", lang)


def _where(passage: Passage, lang: str) -> str:
    words = say(f"find.field.{passage.found_in}", lang)
    parts = (words, passage.reference, passage.lang)
    return ", ".join(filter(None, parts))


def _other(hit: Hit, lang: str) -> str:
    names = {"task": "find.mandates", "target": "find.fact.named-by", "goal": "find.fact.named-by"}
    return say(names.get(hit.kind, "find.fact.cited-by"), lang)


def to_text(found: Found, lang: str = "en") -> str:
    """Return the screen as lines, never wrapped, the texts as they are."""
    return plain_text(_lines(found, lang))


def plain_text(lines: Iterable[Pieces]) -> str:
    """Return lines in pieces as text."""
    return "\n".join("".join(words for words, _ in line).rstrip() for line in lines).rstrip("\n") + "\n"


def print_found(found: Found, stream: TextIO, lang: str = "en", width: int | None = None) -> None:
    """Print the screen on a terminal, wrapped to its width; colours follow NO_COLOR."""
    print_lines(_lines(found, lang), stream, width)


def print_lines(lines: Iterable[Pieces], stream: TextIO, width: int | None = None) -> None:
    """Print lines in pieces on a terminal, wrapped to its width; those with a label hang beside it."""
    from rich.console import Console  # noqa: PLC0415  # loaded only for a terminal
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    for pieces in lines:
        shown = [(_printable(words), style) for words, style in pieces]
        if shown and shown[0][1] == "label":
            label, *rest = shown
            grid = Table.grid()
            grid.add_column(width=len(_INDENT) + _LABEL + 1)
            grid.add_column(overflow="fold")
            grid.add_row(Text(label[0].rstrip(), "dim"), Text.assemble(*rest))
            console.print(grid)
        else:
            console.print(Text.assemble(*shown))


def _printable(words: str) -> str:
    """Return words with a mark in the place of what would steer a terminal."""
    return "".join(char if char.isprintable() or char in " \n\u200e\u200f" else "\ufffd" for char in words)


def as_table(found: Found, lang: str = "en") -> table.Table:
    """Return what was found as a table: a row a fact of each card, or a passage of each hit."""
    rows: list[tuple[str, ...]] = []
    for card in found.cards:
        rows += [
            (card.kind, card.reference, fact.name, fact.lang, fact.words, "", card.address)
            for fact in card.facts
        ]
    for hit in found.hits:
        rows += [
            (
                hit.kind,
                passage.reference or hit.reference,
                passage.found_in,
                passage.lang,
                passage.words,
                "; ".join(hit.others),
                hit.address,
            )
            for passage in hit.passages
        ]
    columns = ("kind", "reference", "found_in", "text_language", "words", "other_side", "address")
    return table.Table(columns, tuple(rows), ("text", "text", "text", "text", "long", "list", "text"))
