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
            named = {field: cell for field, cell in zip(fields, cells, strict=True) if field}
            body = [
                (number, {f: c for f, c in zip(fields, values, strict=False) if f})
                for number, values in rows[position + 1 :]
                if any(values)
            ]
            return Sheet(title, named, tuple(body))
    return None


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
    for number, cells in sheet.rows:
        row = f"{where}row {number}"
        for finding in lint_members(file, "", dict(cells), "table", check):
            heading = sheet.headings.get(finding.path, finding.path)
            yield Finding(file, f"{row}, column {heading}", finding.code, finding.found, finding.expected)
        for names, code, example in (
            (TARGETS, "no-target", "a target such as GBF-TARGET-21"),
            (SUBJECTS, "no-subject", "a subject such as CBD-SUBJECT-KM"),
        ):
            asked = [field for field in fields if field in names]
            if asked and asked != ["tags"] and not any(cells.get(field) for field in asked):
                yield Finding(file, f"{row}, column {sheet.headings[asked[0]]}", code, "", example)
