"""The workbook of a workplan in memory: its sheets, their columns, and the rows of each.

Grey columns come from the document or are worked out; white ones (`editable`) are the user's. The same
columns are written, and found again by their headings in a file that comes back.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from iagkg.wording import LANGUAGES, say

__all__ = [
    "BASE",
    "COLUMNS",
    "SHEETS",
    "Book",
    "BookRow",
    "Cell",
    "Column",
    "column_named",
    "heading",
    "held_by",
    "normal",
    "print_of",
    "sheet_named",
    "sheet_title",
]

Cell = str | dt.date | int
BASE = "iagkg"
"""The title of the hidden sheet that keeps what each cell held when the file was written."""
SHEETS = ("tasks", "decisions", "corrections", "log")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, width, whether the user may fill it in, what it holds, and its list.

    `typed` columns are grey in the rows of the document and white in rows that the user adds.
    """

    name: str
    width: float
    editable: bool = False
    kind: Literal["text", "day", "month", "number"] = "text"
    choices: str = ""
    strict: bool = True
    typed: bool = False


def _white(name: str, width: float, **more: object) -> Column:
    return Column(name, width, editable=True, **more)  # type: ignore[arg-type]  # names of the dataclass


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "tasks": (
        Column("ref", 9),
        Column("row", 6, kind="number"),
        Column("number", 8),
        Column("stream", 22, typed=True, choices="streams", strict=False),
        _white("short_title", 24),
        Column("task", 58, typed=True),
        Column("mandate", 26, typed=True),
        Column("period", 20, typed=True),
        Column("starts", 11, kind="month"),
        Column("ends", 11, kind="month"),
        _white("status", 17, choices="statuses"),
        _white("as_of", 12, kind="day"),
        _white("reported_by", 18),
        _white("output", 22),
        _white("link", 22),
        _white("lead", 18),
        _white("next_step", 24),
        _white("for_meeting", 14, choices="meetings", strict=False),
        _white("subjects", 24),
        Column("targets_named", 14),
        _white("targets_accepted", 16),
        Column("targets_suggested", 22),
        Column("origin", 22, typed=True),
        Column("key", 14),
    ),
    "decisions": (
        Column("decision", 10),
        Column("section", 9),
        Column("para", 7),
        Column("subpara", 9),
        Column("text_en", 50),
        Column("text_fr", 30),
        Column("text_es", 30),
        Column("verb", 14),
        Column("directed_to", 20),
        Column("names_group", 13),
        Column("recalls", 16),
        Column("cited_by", 16),
        Column("for_group", 12),
        _white("to_do", 18, choices="actions"),
        _white("who", 18),
        _white("date", 12, kind="day"),
        Column("key", 14),
    ),
    "corrections": (
        Column("ref", 12, typed=True),
        Column("field", 12, typed=True, choices="fields"),
        Column("printed", 36, typed=True),
        Column("corrected", 36, typed=True),
        Column("why", 30, typed=True),
        Column("source", 30, typed=True),
        Column("role", 22, typed=True),
        Column("when", 12, typed=True, kind="day"),
        Column("state", 20),
        Column("key", 14),
    ),
    "log": (
        Column("date", 12, kind="day"),
        Column("ref", 9),
        Column("what", 60),
        Column("who", 24),
        Column("recorded", 12, kind="day"),
        Column("key", 14),
    ),
}
"""The columns of each sheet, in their order; the last one, hidden, has the key of the row."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row by its key: what stands in its columns. `shown`: whether the filter of its sheet lets it be seen.

    `closed` columns are the user's in other rows, and grey in this one.
    """

    key: str
    cells: Mapping[str, Cell]
    shown: bool = True
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: facts on its making, the rows of its sheets, the lists to choose from, its language."""

    facts: Mapping[str, str]
    rows: Mapping[str, tuple[BookRow, ...]]
    lists: Mapping[str, tuple[str, ...]]
    lang: str
    readable: tuple[str, ...] = field(default=())

    def row(self, sheet: str, key: str) -> BookRow | None:
        """Return a row by its key."""
        return next((row for row in self.rows.get(sheet, ()) if row.key == key), None)


def normal(value: Cell | None) -> str:
    """Return what a cell says, whatever its blanks and line ends: a day as 2026-02-10."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def print_of(value: Cell | None) -> str:
    """Return a short fingerprint of what a grey cell says, to tell whether it was changed."""
    return hashlib.sha256(normal(value).encode()).hexdigest()[:16]


def held_by(sheet: str, row: BookRow) -> dict[str, str]:
    """Return what the cells of a row hold, to tell later what was changed: words if white, else prints."""
    return {
        column.name if column.editable else f"#{column.name}": normal(value)
        if column.editable
        else print_of(value)
        for column in COLUMNS[sheet]
        if column.name != "key"
        for value in (row.cells.get(column.name, ""),)
    }


def sheet_title(sheet: str, lang: str) -> str:
    """Return the title of a sheet."""
    return say(f"book.sheet-{sheet}", lang)


def sheet_named(title: str) -> str:
    """Return the name of the sheet that has a title in one of the languages; nothing for another title."""
    plain = normal(title).casefold()
    return next(
        (sheet for sheet in SHEETS for lang in LANGUAGES if sheet_title(sheet, lang).casefold() == plain), ""
    )


def heading(sheet: str, column: Column, lang: str) -> str:
    """Return the heading of a column; that of the user's own columns ends with an asterisk."""
    words = say(f"book.{sheet}-{column.name}", lang)
    return f"{words}*" if column.editable else words


def column_named(sheet: str, words: str) -> Column | None:
    """Return the column of a sheet that has a heading in one of the languages, None for another heading."""
    plain = normal(words).rstrip("* ").casefold()
    return next(
        (
            column
            for column in COLUMNS[sheet]
            for lang in LANGUAGES
            if heading(sheet, column, lang).rstrip("*").casefold() == plain
        ),
        None,
    )
