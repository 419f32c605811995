"""Read a workbook that comes back: sorted, filtered, with columns moved, or saved by another program.

Sheets and columns are found by their titles in any language, rows by their hidden key. What is neither words
nor a day where these are expected is a problem with its sheet and cell, and the reading goes on.
"""

import datetime as dt
import io
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from iagkg.errors import InputError
from iagkg.export.workbook_model import BASE, COLUMNS, SHEETS, Column, column_named, normal, sheet_named
from iagkg.office.package import open_package
from iagkg.office.text_cell import text_of
from iagkg.progress.people import person_problem

__all__ = ["Found", "FoundCell", "FoundRow", "Trouble", "is_workbook", "no_role", "read_workbook", "refused"]

MOST_ROWS = 20_000
MOST_COLUMNS = 200
HEADER_ROWS = 5
_COLUMN = re.compile(r"column (\w+): (.*)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell, by the key of its words and their values."""

    place: str
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell: what it says (a day as 2026-02-10), where it stands, and what is wrong with it."""

    words: str
    place: str
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of a sheet: its number, the key in its hidden column, its cells by the names of their columns."""

    sheet: str
    number: int
    key: str
    cells: Mapping[str, FoundCell]
    place: str

    def words(self, column: str) -> str:
        """Return what a cell says; nothing where the column is not there."""
        cell = self.cells.get(column)
        return cell.words if cell else ""

    def where(self, column: str) -> str:
        """Return the address of a cell, that of the row where the column is not there."""
        cell = self.cells.get(column)
        return cell.place if cell else self.place


def refused(row: FoundRow, error: InputError, columns: Mapping[str, str]) -> Trouble:
    """Return what a table says against a row, at the cell it speaks of.

    `columns` gives the column of the sheet for one of the table, where the names differ.
    """
    told = _COLUMN.search(error.what)
    place = row.where(columns.get(told[1], told[1])) if told else row.place
    words = f"{told[2] if told else error.what} {error.expected}".strip()
    return Trouble(place, "refused", (("words", words),))


def no_role(place: str, who: str) -> Trouble | None:
    """Return what is wrong with a cell that is to name a role; None where nothing is."""
    problem = person_problem(who)
    if not problem:
        return None
    return Trouble(place, "refused", (("words", f"{problem}: {who}"),)) if who else Trouble(place, "no-role")


@dataclass(frozen=True, slots=True)
class Found:
    """A workbook that came back: facts on its making, what each cell held then, the rows, strange columns."""

    facts: Mapping[str, str]
    base: Mapping[tuple[str, str], Mapping[str, str]]
    rows: tuple[FoundRow, ...]
    sheets: tuple[str, ...]
    strange: tuple[str, ...]


def is_workbook(content: bytes) -> bool:
    """Tell whether the bytes may be a workbook and not a Word document; both are archives."""
    return content[:2] == b"PK" and b"xl/workbook.xml" in content


def read_workbook(name: str, content: bytes) -> Found:
    """Return the rows of a workbook that `iagkg export xlsx` wrote, whatever a person did with it since.

    Raises InputError where it is no workbook, or has no longer the hidden sheet that says what it held.
    """
    open_package(name, content, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that are not read
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            tabs = {str(sheet.title): list(_rows(sheet)) for sheet in book.worksheets}
    except InputError as error:
        raise InputError(f"{name}, {error.what}", error.expected) from error
    except Exception as error:  # openpyxl lets many kinds of errors out of a damaged workbook
        raise InputError(
            f"{name}: damaged: {error}", "an Excel workbook (.xlsx)", "save it again as .xlsx."
        ) from error
    facts, base = _base(name, tabs.get(BASE, []))
    found: list[FoundRow] = []
    sheets: list[str] = []
    strange: list[str] = []
    for title, rows in tabs.items():
        sheet = sheet_named(title)
        if not sheet:
            continue
        header = _header(sheet, rows)
        if header is None:
            raise InputError(
                f"{name}, sheet {title}: its headings are not there.", "the headings as they were written"
            )
        number, columns = header
        sheets.append(sheet)
        strange += [
            f"{title}!{get_column_letter(at)}{number}"
            for at, (cell, column) in enumerate(zip(rows[number - 1], columns, strict=True), start=1)
            if column is None and normal(cell.value)
        ]
        found += _found(sheet, title, columns, rows[number:], number)
    if lost := [sheet for sheet in SHEETS[:3] if sheet not in sheets]:
        raise InputError(f"{name}: no sheet {', '.join(lost)}.", "the sheets as they were written")
    return Found(facts, base, tuple(found), tuple(sheets), tuple(strange))


def _rows(sheet: Any) -> Iterator[list[Any]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise InputError(f"sheet {sheet.title}: more than {MOST_ROWS:,} rows.", f"at most {MOST_ROWS:,}")
        yield list(cells)


def _base(name: str, rows: list[list[Any]]) -> tuple[dict[str, str], dict[tuple[str, str], dict[str, str]]]:
    facts: dict[str, str] = {}
    base: dict[tuple[str, str], dict[str, str]] = {}
    try:
        for cells in rows:
            sheet, key, value = (text_of(str(cell.value or "")) for cell in [*cells, *cells[:1] * 3][:3])
            if sheet:
                base[sheet, key] = {str(column): str(held) for column, held in json.loads(value).items()}
            else:
                facts[key] = value
    except (ValueError, AttributeError) as error:
        raise InputError(
            f"{name}: its hidden sheet was changed: {error}", "the hidden sheet as it was written"
        ) from error
    if "form" not in facts or "version" not in facts:
        raise InputError(
            f"{name}: not a workbook that iagkg export xlsx wrote.",
            "such a workbook, with its hidden sheet",
            "a workplan is read with iagkg read FILE.",
        )
    return facts, base


def _header(sheet: str, rows: list[list[Any]]) -> tuple[int, list[Column | None]] | None:
    for number, cells in enumerate(rows[:HEADER_ROWS], start=1):
        columns = [column_named(sheet, normal(cell.value)) for cell in cells]
        names = {column.name for column in columns if column}
        if len(names) > len(COLUMNS[sheet]) // 2:
            return number, columns
    return None


def _found(
    sheet: str, title: str, columns: list[Column | None], rows: list[list[Any]], header: int
) -> Iterator[FoundRow]:
    for number, cells in enumerate(rows, start=header + 1):
        found: dict[str, FoundCell] = {}
        for at, (cell, column) in enumerate(zip(cells, columns, strict=False), start=1):
            if column is not None and column.name not in found:
                found[column.name] = _cell(f"{title}!{get_column_letter(at)}{number}", column, cell)
        key = found.pop("key", None)
        if (key and key.words) or any(cell.words for cell in found.values()):
            yield FoundRow(sheet, number, key.words if key else "", found, f"{title}!{number}")


def _cell(place: str, column: Column, cell: Any) -> FoundCell:
    value = cell.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = normal(text_of(value) if isinstance(value, str) else value)
    trouble = None
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=") and cell.data_type != "s"):
        trouble = Trouble(place, "formula")
    elif isinstance(value, bool) or cell.data_type == "e":
        trouble = Trouble(place, "no-words")
    elif isinstance(value, dt.date):
        if column.kind not in {"day", "month"}:
            trouble = Trouble(place, "is-date", (("words", _was(value)),))
    elif isinstance(value, dt.time | dt.timedelta):
        trouble = Trouble(place, "no-words")
    elif isinstance(value, int | float):
        if column.kind in {"day", "month"}:
            trouble = Trouble(place, "no-day", (("words", words),))
        elif column.kind == "text":
            trouble = Trouble(place, "is-number", (("words", words),))
    elif words and column.kind == "day" and not _is_day(words):
        trouble = Trouble(place, "no-day", (("words", words),))
    return FoundCell(words, place, trouble)


def _was(day: dt.date) -> str:
    """Return what a person may have typed that became a date: 16/9, or where both can be, 3/7 or 7/3."""
    typed = f"{day.day}/{day.month}"
    return typed if day.day > 12 or day.day == day.month else f"{typed} / {day.month}/{day.day}"


def _is_day(words: str) -> bool:
    try:
        return dt.date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
