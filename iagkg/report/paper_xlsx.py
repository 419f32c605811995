"""A paper as a workbook: its lines on the first sheet, its tables on sheets of their own, every cell text."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from iagkg.errors import InputError
from iagkg.office.packing import timeless
from iagkg.office.text_cell import LONGEST_CELL, put_text
from iagkg.report.paper import Grid, Heading, Line, Paper
from iagkg.wording import say

__all__ = ["paper_xlsx"]

_HEADER = PatternFill("solid", start_color="E8EDF4", end_color="E8EDF4")
_HEADING = PatternFill("solid", start_color="F2F2F2", end_color="F2F2F2")
_TOP = Alignment(wrap_text=True, vertical="top")
_CHARACTERS = 150
"""Letters in the width of a sheet."""


def paper_xlsx(paper: Paper) -> bytes:
    """Return the workbook; the same paper gives the same bytes. Raises InputError for a cell too long."""
    book: Any = Workbook()
    book.properties.creator = "iagkg"
    book.properties.title = paper.title
    first: Any = book.active
    first.title = say("paper.sheet-overview", paper.lang)
    first.column_dimensions["A"].width = _CHARACTERS
    at = 1
    for words, bold in ((paper.standing, True), (paper.title, True)):
        _put(first, at, 1, words).font = Font(bold=bold)
        at += 1
    heading = ""
    for block in paper.blocks:
        if isinstance(block, Grid):
            _grid(book, block, heading)
            continue
        heading = block.text if isinstance(block, Heading) else heading
        words = block.text if isinstance(block, Heading) else block.words.text
        strong = isinstance(block, Heading) or (isinstance(block, Line) and block.strong)
        cell = _put(first, at, 1, words)
        cell.alignment, cell.font = _TOP, Font(bold=strong)
        at += 1
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddHeader.center.text = paper.standing
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())


def _grid(book: Any, grid: Grid, heading: str) -> None:
    """Add a table to its sheet, under its heading where others stand there too."""
    title = grid.sheet[:31]
    if title not in book.sheetnames:
        sheet = book.create_sheet(title)
        for column, (name, share) in enumerate(zip(grid.columns, grid.shares, strict=True), start=1):
            cell = _put(sheet, 1, column, name)
            cell.font, cell.fill, cell.alignment = Font(bold=True), _HEADER, _TOP
            width = max(9, _CHARACTERS * share // sum(grid.shares))
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
    sheet = book[title]
    at = sheet.max_row + 1
    if heading:
        for column in range(1, len(grid.columns) + 1):
            sheet.cell(at, column).fill = _HEADING
        _put(sheet, at, 1, heading).font = Font(bold=True)
        at += 1
    for number, row in enumerate(grid.rows, start=at):
        for column, words in enumerate(row, start=1):
            if words.text:
                _put(sheet, number, column, words.text).alignment = _TOP


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write words into a cell as text, never as a formula, number or date."""
    if len(text) > LONGEST_CELL:
        raise InputError(
            f"{sheet.title}, row {row}, column {column}: {len(text):,} letters.",
            f"at most {LONGEST_CELL:,}, which is what a cell of a workbook holds",
            "write the paper as docx or html instead.",
        )
    return put_text(sheet, row, column, text)
