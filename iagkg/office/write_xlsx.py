"""Write a table as an Excel workbook: every cell is text, so that no number becomes a date or a formula."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from iagkg.errors import InputError
from iagkg.office.grid import Grid
from iagkg.office.packing import timeless
from iagkg.office.text_cell import LONGEST_CELL, put_text

__all__ = ["write_xlsx"]

"""What Excel would read as a letter in code ("_x0041_")."""
WIDTHS = {"task": 70, "mandate": 36, "timeline": 28, "number": 10}
HEADER = PatternFill("solid", start_color="D9E2F3", end_color="D9E2F3")
HEADING = PatternFill("solid", start_color="F2F2F2", end_color="F2F2F2")
TOP = Alignment(wrap_text=True, vertical="top")


def write_xlsx(grid: Grid) -> bytes:
    """Return the bytes of a workbook; the same table gives the same bytes.

    Raises InputError where a cell is longer than a cell of a workbook may be.
    """
    book = Workbook()
    book.properties.creator = "iagkg"
    sheet: Any = book.active
    sheet.title = "Workplan"
    at = 1
    if grid.title:
        _put(sheet, at, 1, grid.title).font = Font(bold=True, size=14)
        at += 1
    for column, text in enumerate(grid.header, start=1):
        cell = _put(sheet, at, column, text)
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADER, TOP
        letter: Any = sheet.column_dimensions[get_column_letter(column)]
        letter.width, letter.number_format = WIDTHS.get(grid.roles[column - 1], 28), "@"
    sheet.freeze_panes = sheet.cell(at + 1, 1).coordinate
    for number, row in enumerate(grid.rows, start=at + 1):
        for column, text in enumerate(row.cells, start=1):
            if text or row.heading:
                cell = _put(sheet, number, column, text)
                cell.alignment = TOP
                if row.heading:
                    cell.font, cell.fill = Font(bold=True), HEADING
        if row.heading and len(row.cells) > 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(row.cells))
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write words into a cell as text, never as a formula, number or date."""
    if len(text) > LONGEST_CELL:
        raise InputError(
            f"row {row}, column {column}: {len(text):,} characters.",
            f"at most {LONGEST_CELL:,}, which is what a cell of a workbook holds",
            "write it as .docx or .csv instead.",
        )
    return put_text(sheet, row, column, text)
