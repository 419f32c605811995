"""The calendar's table as people keep it, CSV or Excel, as rows of the calendar: by its headings.

A cell is taken as the words it shows. What a spreadsheet made a date or a number of is told by its address
and never guessed.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from iagkg.chm.model import Raw
from iagkg.errors import InputError
from iagkg.office.encoding import decode
from iagkg.office.package import open_package
from iagkg.office.sheet import sheet_marks, sheet_parts
from iagkg.problem import Problem
from iagkg.register.tracking_json import MAX_BYTES
from iagkg.source.table import Cell, Held
from iagkg.source.workbook_cells import cell_of

__all__ = ["TableFile", "is_table", "read_table_file"]

FIELDS = {
    **{"title": "title", "description": "description", "type": "type", "subject": "subject"},
    **{"actionrequiredbyparties": "actionRequiredByParties", "status": "status"},
    **{"statusnarrative": "statusNarrative", "startdate": "startDate", "enddate": "endDate"},
    **{"associatedbody": "associatedBody", "agendaitem": "agendaItem", "copdecision": "copDecision"},
    **{"copparagraphno": "copParagraphNo", "copparagraphtype": "copParagraphType"},
    **{"responsibleunit": "responsibleUnit", "responsibleofficer": "responsibleOfficer"},
    **{"fundingsource": "fundingSource", "fundingallocated": "fundingAllocated", "actors": "actors"},
    **{"actorscomments": "actorsComments", "gbftargets": "gbfTargets"},
    **{"relateddocuments": "relatedDocuments", "outcome": "outcome"},
}
"""The fields of a row of the calendar by its headings, in small letters without blanks and signs."""
_NEEDED = ("title", "copDecision")
_NUMBERS = frozenset({"copDecision", "copParagraphNo", "agendaItem"})
"""Columns whose numbers a spreadsheet takes for dates."""
_DAYS = frozenset({"startDate", "endDate"})
_TAGS = frozenset({"ref", "title", "status", "tags"})
_LOOKED_AT = 20
_MOST_ROWS = 50_000
_MOST_COLUMNS = 200
_LONGEST_HEADING = 100
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_EXPECTED = "the calendar's columns: Title, Description, Startdate, Enddate, COPDecision, COPParagraph_no, …"

_Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class TableFile:
    """The rows of a table as records to be read, how many cells they have, and what was odd."""

    rows: tuple[Raw, ...]
    cells: int
    problems: tuple[Problem, ...]


def is_table(content: bytes) -> bool:
    """Tell a workbook, or text that is no JSON and no markup."""
    if content.startswith(b"PK\x03\x04"):
        return True
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    first = content.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    return start not in {b"{", b"[", b"<", b""} and any(sign in first for sign in (b",", b";", b"\t"))


def read_table_file(name: str, content: bytes) -> TableFile:
    """Return the rows of a calendar table, each a record of the form calendar-row.

    Raises InputError where the file cannot be read, or no sheet of it has the calendar's columns.
    """
    workbook = content.startswith(b"PK")
    sheets, problems = _workbook(name, content) if workbook else _text(name, content)
    found: list[Raw] = []
    cells = 0
    for title, rows in sheets:
        if (at := _header(rows)) is None:
            if title and any(cell.text for _, cells in rows for cell in cells):
                what = f"sheet {title}: no table of the calendar: not read."
                problems.append(Problem("info", "sheet-not-read", what, expected=_EXPECTED))
            continue
        columns = _fields(rows[at][1])
        where = f"sheet {title}, " if title else ""
        for number, values in rows[at + 1 :]:
            if not any(cell.text for cell in values):
                continue
            place = f"{where}row {number}"
            members = dict(_members(columns, values))
            cells += len(members)
            found.append(Raw("calendar-row", "calendarRow", ((place, members),)))
            problems += [*_odd(place, columns, values)]
    if not found:
        raise _none(name, sheets)
    return TableFile(tuple(found), cells, tuple(problems))


def _none(name: str, sheets: Sequence[tuple[str, list[_Row]]]) -> InputError:
    headings = {_plain(cell.text) for _, rows in sheets for _, cells in rows[:1] for cell in cells}
    if headings >= _TAGS:
        return InputError(
            f"{name}: tags of tasks for a national site: no records, nothing to import.",
            _EXPECTED,
            "iagkg chm lint looks its tags over.",
        )
    return InputError(f"{name}: no table of the calendar.", _EXPECTED)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading).lower()


def _fields(cells: Sequence[Cell]) -> list[str]:
    """Return the field of each column; of other columns, and of one that comes again, the heading."""
    found: list[str] = []
    for column, cell in enumerate(cells, start=1):
        heading = " ".join(cell.text.split())[:_LONGEST_HEADING]
        name = FIELDS.get(_plain(heading), heading)
        name = name if name not in found else heading
        found.append(name if not name or name not in found else f"{name} ({get_column_letter(column)})")
    return found


def _header(rows: Sequence[_Row]) -> int | None:
    for position, (_, cells) in enumerate(rows[:_LOOKED_AT]):
        if set(_NEEDED) <= set(_fields(cells)):
            return position
    return None


def _members(columns: Sequence[str], cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """Yield the field and the words of each cell; words under no heading go by the letter of the column."""
    for number, cell in enumerate(cells, start=1):
        field = columns[number - 1] if number <= len(columns) else ""
        if field or cell.text:
            yield field or f"column {get_column_letter(number)}", cell.text


def _odd(place: str, columns: Sequence[str], cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield what a spreadsheet changed, and columns that are none of the calendar's."""
    for field, cell in zip(columns, cells, strict=False):
        held = cell.held
        if held is None or not field or (field in _DAYS and held.kind == "date"):
            continue
        if held.kind in {"error", "formula"}:
            what = f"{place}, {held.address}: holds {'an error' if held.kind == 'error' else 'a formula'}."
            yield Problem("error", "cell-no-words", what, cell.text, "words", field=f"{place}.{field}")
        elif field in _NUMBERS and held.kind == "date":
            was = f"; was it {held.guess}?" if held.guess else "."
            what = f"{place}, {held.address}: holds the date {held.shown}{was}"
            yield Problem("error", "cell-date", what, cell.text, "a number as text", field=f"{place}.{field}")


def _text(name: str, content: bytes) -> tuple[list[tuple[str, list[_Row]]], list[Problem]]:
    text, _, problems = decode(name, content)
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    csv.field_size_limit(MAX_BYTES)  # one for the whole process, as for other tables
    rows: list[_Row] = []
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), start=1
        ):
            _refuse(name, number, cells)
            rows.append((number, [_cell(cell) for cell in cells]))
    except csv.Error as error:
        raise InputError(f"{name}: {error}.", "a table saved as CSV UTF-8") from error
    return [("", rows)], list(problems)


def _cell(words: str) -> Cell:
    plain = words[1:] if _GUARDED.match(words) else words
    return Cell(tuple(plain.strip().splitlines()) or ("",))


def _refuse(name: str, number: int, cells: Sequence[object]) -> None:
    if number > _MOST_ROWS or len(cells) > _MOST_COLUMNS:
        raise InputError(
            f"{name}, row {number}: the table is too large.",
            f"at most {_MOST_ROWS:,} rows and {_MOST_COLUMNS} columns",
            "save it in parts.",
        )


def _workbook(name: str, content: bytes) -> tuple[list[tuple[str, list[_Row]]], list[Problem]]:
    package = open_package(name, content, "xlsx")
    parts = sheet_parts(package)
    sheets: list[tuple[str, list[_Row]]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that are not read
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                marks = sheet_marks(package, parts.get(sheet.title, ""))
                _refuse(name, marks.rows, ())
                sheets.append((str(sheet.title), list(_cells(sheet, marks.last_row, set(marks.formulas)))))
    except InputError:
        raise
    except Exception as error:  # openpyxl lets many kinds of errors out of a damaged workbook
        raise InputError(f"{name}: damaged: {type(error).__name__}.", "an Excel workbook (.xlsx)") from error
    return sheets, []


def _cells(sheet: Any, last: int, formulas: set[str]) -> Iterator[_Row]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=max(min(last, _MOST_ROWS), 1), max_col=_MOST_COLUMNS)
    for number, cells in enumerate(rows, start=1):
        found = []
        for column, cell in enumerate(cells, start=1):
            read = cell_of(cell, number, column)
            address = f"{get_column_letter(column)}{number}"
            found.append(
                Cell(read.paragraphs, held=Held(address, "formula")) if address in formulas else read
            )
        yield number, found
