"""A Word document as plain values: paragraphs, tables, notes."""

from dataclasses import dataclass

__all__ = ["Block", "Cell", "Document", "Mark", "Note", "Para", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a note: its place in the text, `footnote` or `endnote`, the note's identifier.

    `sign` is the sign the author put there instead of a number.
    """

    at: int
    kind: str
    note: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph: its words and marks, the number Word prints before it, and what it looks like.

    `order` is its place among all paragraphs of the body, from 1; `number` the printed number ("(a)"), `form`
    its form (`decimal`, `lowerRoman`, `bullet` …), `level` its level in the list from 0; `style` the name of
    its style, `heading` an outline level from 1; `indent` in twentieths of a point; `italics` the words in
    italics it begins with.
    """

    text: str
    order: int
    number: str = ""
    form: str = ""
    level: int | None = None
    style: str = ""
    heading: int | None = None
    indent: int = 0
    centred: bool = False
    bold: bool = False
    italic: bool = False
    italics: str = ""
    marks: tuple[Mark, ...] = ()
    bookmarks: tuple[str, ...] = ()
    """The names of bookmarks in it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its blocks, how many columns it spans, and whether it goes on from the row above."""

    blocks: tuple["Block", ...]
    span: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `header` where Word repeats it; `before` and `after` count columns left out."""

    cells: tuple[Cell, ...]
    header: bool = False
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, and its place in order before the next paragraph."""

    rows: tuple[Row, ...]
    order: int


Block = Para | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its number or sign as printed, and its paragraphs."""

    kind: str
    key: str
    number: str
    paragraphs: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document: blocks in order, notes in the order of their marks, words of page headers and footers.

    `insertions` and `deletions` count tracked changes: the first are in the text, the second are not. `boxes`
    are the words of text boxes, `hidden` counts runs that are not printed, `objects` pictures and the like.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    headers: tuple[str, ...] = ()
    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    boxes: tuple[str, ...] = ()
    objects: int = 0
    footers: tuple[str, ...] = ()
