"""Read a sheet of an Excel workbook: which sheet, its title, its rows, and what stands in it beside words."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.office.package import open_package
from iagkg.office.sheet import MAX_COLUMNS, Marks, sheet_marks, sheet_parts
from iagkg.problem import Problem
from iagkg.source.kinds import MAX_ROWS, refuse_rows
from iagkg.source.preamble import apart, header_of
from iagkg.source.table import Row, Table
from iagkg.source.workbook_cells import cell_of, merged_row, one_header, sheet_problems

__all__ = ["read_workbook"]

EXPECTED = "a sheet with tasks, mandates and timelines, its header in one of the first rows"
LAST_ROW = MAX_ROWS + 1000
LOOKED_AT = 40
"""Rows of each sheet looked at to find the one with the workplan."""


def read_workbook(name: str, content: bytes, wanted: str | None = None) -> Table:
    """Return the title and the rows of one sheet: the one `wanted`, else the only one that is understood.

    `wanted` is its name, or its number from 1. Raises InputError where the bytes are no workbook, no sheet
    or several could be meant (the message lists them), or it has more rows than are read.
    """
    package = open_package(name, content, "xlsx")
    parts = sheet_parts(package)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = list(book.worksheets)
            sheet, problems = _chosen(name, sheets, wanted)
            marks = sheet_marks(package, parts.get(sheet.title, ""))
            refuse_rows(name, marks.rows, MAX_ROWS)
            rows = list(_rows(sheet, marks, LAST_ROW))
    except InputError:
        raise
    except Exception as error:  # openpyxl lets many kinds of errors out of a damaged workbook
        raise InputError(
            f"{name}: damaged: {type(error).__name__}.",
            "an Excel workbook (.xlsx)",
            "open it in Excel and save it again under a new name.",
        ) from error
    title, kept, remarks = apart(rows)
    kept = one_header(kept)
    if not kept:
        raise InputError(f"{name}, sheet {sheet.title}: it is empty.", EXPECTED)
    if marks.last_row > LAST_ROW:
        problems.append(
            Problem(
                "warning",
                "rows-not-read",
                f"The sheet has words far below its table; rows after {LAST_ROW:,} are not read.",
                found=f"row {marks.last_row:,}",
            )
        )
    problems = [*problems, *sheet_problems(sheet.title, marks), *remarks]
    return Table(name, sha256(content), "xlsx", "utf-8", title, tuple(kept), tuple(problems))


def _rows(sheet: Any, marks: Marks, most: int) -> Iterator[Row]:
    """Give the rows that hold something, numbered as in the sheet."""
    sheet.reset_dimensions()
    last = min(max(marks.last_row, 1), most)
    above: dict[tuple[int, int], tuple[str, ...]] = {}
    found = sheet.iter_rows(max_row=last, max_col=max(min(marks.last_column, MAX_COLUMNS), 1))
    for number, cells in enumerate(found, start=1):
        if any(cell.value is not None for cell in cells) or number in marks.merged:
            row = tuple(cell_of(cell, number, column) for column, cell in enumerate(cells, start=1))
            yield merged_row(row, number, marks, above)


def _chosen(name: str, sheets: list[Any], wanted: str | None) -> tuple[Any, list[Problem]]:
    """Return the sheet to be read, and what is to be said of the others."""
    if not sheets:
        raise InputError(f"{name}: it has no sheet.", EXPECTED)
    if wanted is not None:
        by_name = [sheet for sheet in sheets if sheet.title.casefold() == wanted.strip().casefold()]
        by_number = (
            sheets[int(wanted) - 1 : int(wanted)] if wanted.isdecimal() and 0 < int(wanted) < 1000 else []
        )
        chosen = next(iter(by_name or by_number), None)
        if chosen is None:
            raise InputError(f"{name}: it has no sheet {wanted!r}.", f"one of {_listed(sheets)}")
        return chosen, []
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    scores = {sheet.title: _score(sheet) for sheet in sheets}
    known = [sheet for sheet in visible if scores[sheet.title] > 2]
    known = known or [sheet for sheet in visible if scores[sheet.title] == max(scores.values()) > 0]
    if not known and len(visible) == 1:
        known = visible
    if len(known) != 1:
        which = "several sheets could hold the workplan" if known else "no sheet is understood"
        first = (known or visible or sheets)[0].title
        raise InputError(
            f"{name}: {which}. Its sheets: {_listed(sheets)}",
            EXPECTED,
            f'name the sheet: --sheet "{first}".',
        )
    others = [sheet for sheet in sheets if sheet is not known[0]]
    return known[0], list(_said(others, known[0]))


def _said(others: list[Any], chosen: Any) -> Iterator[Problem]:
    for hidden, code, words in (
        (False, "other-sheets", "Other sheets are not read"),
        (True, "hidden-sheets", "Hidden sheets are not read"),
    ):
        titles = [sheet.title for sheet in others if (sheet.sheet_state != "visible") is hidden]
        if titles:
            yield Problem(
                "warning" if hidden else "info",
                code,
                f'{words}: the sheet "{chosen.title}" was read. Another one: --sheet NAME.',
                found=", ".join(titles)[:200],
            )


def _score(sheet: Any) -> int:
    sheet.reset_dimensions()
    rows = []
    for number, cells in enumerate(sheet.iter_rows(max_row=LOOKED_AT, max_col=MAX_COLUMNS), start=1):
        row = Row(number, tuple(cell_of(cell, number, column) for column, cell in enumerate(cells, start=1)))
        if any(row.texts):
            rows.append(row)
    return header_of(rows)[1]


def _listed(sheets: list[Any]) -> str:
    shown = (
        f'{number} "{sheet.title}"' + ("" if sheet.sheet_state == "visible" else " (hidden)")
        for number, sheet in enumerate(sheets[:20], start=1)
    )
    return ", ".join(shown)
