"""What a form says, as if it came back in the workbook: the same checks, and the same tables."""

from collections.abc import Mapping

from iagkg.errors import InputError
from iagkg.export.workbook_model import COLUMNS, Book, heading, held_by, normal
from iagkg.export.workbook_read import Found, FoundCell, FoundRow

__all__ = ["changed_row", "new_row"]


def changed_row(
    book: Book, sheet: str, key: str, values: Mapping[str, str], held: Mapping[str, str]
) -> Found:
    """Return a row of a sheet with other values in its white cells.

    `held` are the words that the form showed when it was asked for: what somebody changed meanwhile is found
    by them. Raises InputError where the sheet has no such row.
    """
    row = book.row(sheet, key)
    if row is None:
        raise InputError(f"{key}: not in the workplan any more.", "a task of the workplan as it is now")
    white = {column.name for column in COLUMNS[sheet] if column.editable}
    words = {column.name: normal(row.cells.get(column.name, "")) for column in COLUMNS[sheet]}
    words |= {name: normal(value) for name, value in values.items() if name in white}
    shown = {name: normal(value) for name, value in held.items() if name in white}
    base = {(sheet, key): {**held_by(sheet, row), **shown}}
    return Found(book.facts, base, (_row(sheet, key, words, book.lang),), (sheet,), ())


def new_row(book: Book, sheet: str, values: Mapping[str, str]) -> Found:
    """Return a row that a person adds to a sheet: a correction, or a task that a meeting added."""
    names = {column.name for column in COLUMNS[sheet] if column.typed}
    words = {name: normal(value) for name, value in values.items() if name in names}
    return Found(book.facts, {}, (_row(sheet, "", words, book.lang),), (sheet,), ())


def _row(sheet: str, key: str, words: Mapping[str, str], lang: str) -> FoundRow:
    columns = {column.name: column for column in COLUMNS[sheet]}
    cells = {
        name: FoundCell(value, heading(sheet, columns[name], lang).rstrip("*"))
        for name, value in words.items()
        if name != "key"
    }
    return FoundRow(sheet, 1, key, cells, cells["ref"].words if "ref" in cells else "")
