"""Check tables that people keep: the columns of tags and decisions of a CSV file or of an Excel workbook."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import load_workbook

from iagkg.chm.lint_keys import KeyCheck
from iagkg.chm.lint_model import Finding
from iagkg.chm.lint_records import lint_members
from iagkg.errors import InputError
from iagkg.office.package import open_package

__all__ = ["Sheet", "lint_table", "read_sheets"]

COLUMNS = {
    "gbftargets": "gbfTargets",
    "gbftarget": "gbfTargets",
    "targets": "gbfTargets",
    "subject": "subject",
    "subjects": "subjects",
    "cbdsubjects": "cbdSubjects",
    "themes": "themes",
    "aichitargets": "aichiTargets",
    "tags": "tags",
    "copdecision": "copDecision",
    "copparagraphno": "copParagraphNo",
    "decisions": "decisions",
}
"""The fields that columns stand for, by their headings in small letters without blanks and signs."""
TARGETS = frozenset({"gbfTargets", "tags"})
SUBJECTS = frozenset({"subject", "subjects", "cbdSubjects", "themes", "tags"})
MOST_ROWS = 100_000
MOST_COLUMNS = 200
HEADER_ROWS = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with columns of tags: the heading of each field, and the rows with their numbers."""

    name: str
    headings: dict[str, str]
    rows: tuple[tuple[int, dict[str, str]], ...]
    again: "Sheet | None" = None
    """The same rows with the further columns of a meaning that a column before has."""


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """Return the tables of a file that have a column of tags or decisions.

    Raises InputError where the file cannot be read, or no table in it has such a column.
    """
    workbook = name.lower().endswith(".xlsx")
    grids = _workbook(name, content) if workbook else {"": _text_rows(name, content)}
    found = [sheet for title, rows in grids.items() if (sheet := _sheet(title, rows)) is not None]
    if not found:
        raise InputError(
            f"{name}: no column of tags or decisions.",
            "a heading such as GBF_Targets, Subject, COPDecision, tags",
        )
    return found


def _sheet(title: str, rows: list[tuple[int, list[str]]]) -> Sheet | None:
    widest = 0
    for position, (_, cells) in enumerate(rows[:HEADER_ROWS]):
        filled = sum(map(bool, cells))
        if filled <= widest:
            continue  # below a row of headings that has no such column
        widest = filled
        fields = [COLUMNS.get(re.sub(r"[\W_]+", "", cell).lower(), "") for cell in cells]
        if any(fields):
            return _layer(title, cells, fields, rows[position + 1 :])
    return None


def _layer(title: str, cells: list[str], fields: list[str], rows: list[tuple[int, list[str]]]) -> Sheet:
    """Return the sheet of the first column of each field, with the others as sheets again."""
    first = [field if field not in fields[:column] else "" for column, field in enumerate(fields)]
    later = [field if field in fields[:column] else "" for column, field in enumerate(fields)]
    body = [
        (number, {f: c for f, c in zip(first, values, strict=False) if f})
        for number, values in rows
        if any(values)
    ]
    named = {field: cell for field, cell in zip(first, cells, strict=True) if field}
    again = _layer(title, cells, later, rows) if any(later) else None
    return Sheet(title, named, tuple(body), again)


def _text_rows(name: str, content: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8, at byte {error.start}.", "a table saved as UTF-8") from error
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    rows = []
    csv.field_size_limit(131_072)  # one for the whole process, which readers of other files widen
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1
        ):
            if number > MOST_ROWS:
                raise InputError(f"{name}: more than {MOST_ROWS:,} rows.", f"at most {MOST_ROWS:,} rows")
            rows.append((number, [cell.strip() for cell in cells[:MOST_COLUMNS]]))
    except csv.Error as error:
        raise InputError(f"{name}: {error}.", "a table with cells of ordinary length") from error
    return rows


def _workbook(name: str, content: bytes) -> dict[str, list[tuple[int, list[str]]]]:
    open_package(name, content, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that are not read
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, data_only=True)
            return {str(sheet.title): _cells(name, sheet) for sheet in book.worksheets}
    except InputError:
        raise
    except Exception as error:  # openpyxl lets many kinds of errors out of a damaged workbook
        raise InputError(f"{name}: damaged: {error}", "an Excel workbook (.xlsx)") from error


def _cells(name: str, sheet: object) -> list[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    rows = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):  # type: ignore[attr-defined]
        if number > MOST_ROWS:
            raise InputError(f"{name}: more than {MOST_ROWS:,} rows.", f"at most {MOST_ROWS:,} rows")
        rows.append((number, ["" if cell is None else str(cell).strip() for cell in cells]))
    return rows


def lint_table(file: str, sheet: Sheet, check: KeyCheck) -> Iterator[Finding]:
    """Yield the findings of a table; a path is the number of the row and the heading of the column."""
    fields = sheet.headings.keys()
    where = f"sheet {sheet.name}, " if sheet.name else ""
    yield from _members(file, sheet, check)
    further, filled = sheet.again, dict[int, set[str]]()
    while further is not None:
        for field, heading in further.headings.items():
            column = f"{where}column {heading}"
            yield Finding(file, column, "doubled", heading, f"{sheet.headings[field]} alone")
        yield from _members(file, further, check)
        for number, cells in further.rows:
            filled.setdefault(number, set()).update(field for field, cell in cells.items() if cell)
        further = further.again
    for number, cells in sheet.rows:
        row = f"{where}row {number}"
        for names, code, example in (
            (TARGETS, "no-target", "a target such as GBF-TARGET-21"),
            (SUBJECTS, "no-subject", "a subject such as CBD-SUBJECT-KM"),
        ):
            asked = [field for field in fields if field in names]
            there = any(cells.get(field) or field in filled.get(number, ()) for field in asked)
            if asked and asked != ["tags"] and not there:
                yield Finding(file, f"{row}, column {sheet.headings[asked[0]]}", code, "", example)


def _members(file: str, sheet: Sheet, check: KeyCheck) -> Iterator[Finding]:
    where = f"sheet {sheet.name}, " if sheet.name else ""
    for number, cells in sheet.rows:
        for finding in lint_members(file, "", dict(cells), "table", check):
            heading = sheet.headings.get(finding.path, finding.path)
            place = f"{where}row {number}, column {heading}"
            yield Finding(file, place, finding.code, finding.found, finding.expected)
