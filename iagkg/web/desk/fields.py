"""The fields of forms, after the columns of the workbook."""

from dataclasses import dataclass

from iagkg.export.workbook_model import COLUMNS, Book, BookRow, Column, heading, normal

__all__ = ["Field", "field_of", "rows_of", "words_of"]

_LONG = {"output", "next_step", "corrected", "why", "source", "task", "mandate"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, words, value, what can be chosen, and whether it is long, or a day."""

    name: str
    words: str
    value: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = False
    is_long: bool = False
    is_day: bool = False


def field_of(sheet: str, name: str, value: str, book: Book) -> Field:
    """Return the field for a column of a sheet."""
    column = _column(sheet, name)
    choices = book.lists.get(column.choices, ())
    return Field(
        name,
        words_of(sheet, name, book.lang),
        value,
        choices,
        column.strict and bool(choices),
        name in _LONG,
        column.kind == "day",
    )


def words_of(sheet: str, name: str, lang: str) -> str:
    """Return the heading of a column in a language."""
    return heading(sheet, _column(sheet, name), lang).rstrip("*")


def _column(sheet: str, name: str) -> Column:
    return next(one for one in COLUMNS[sheet] if one.name == name)


def rows_of(book: Book) -> list[BookRow]:
    """Return the rows of the document: tasks that meetings added have no reference."""
    return [row for row in book.rows["tasks"] if normal(row.cells.get("ref"))]
