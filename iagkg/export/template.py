"""An empty workplan table, as a Word document or a workbook, that `iagkg read` takes back.

A workstream and one example row show how rows are written; both are to be written over. Below them the cells
of the workbook are text already, so that 16/9 does not become a date; in Word the Tab key adds a row.
"""

import io
from typing import Any

from iagkg.office.grid import Grid, GridRow
from iagkg.office.packing import timeless
from iagkg.wording import say

__all__ = ["KINDS", "template"]

KINDS = ("docx", "xlsx")
ROLES = ("task", "mandate", "timeline")
EMPTY_ROWS = 60


def template(kind: str, lang: str) -> bytes:
    """Return the bytes of an empty workplan table of a kind of KINDS, with headings in a language."""
    header = tuple(say(f"template.{role}", lang) for role in ROLES)
    rows = [
        GridRow((say("template.stream", lang), "", ""), heading=True),
        GridRow(tuple(say(f"template.example-{role}", lang) for role in ROLES)),
    ]
    if kind == "docx":
        from iagkg.office.write_docx import write_docx  # noqa: PLC0415

        return write_docx(Grid(say("template.title", lang), header, ROLES, tuple(rows)))
    from iagkg.office.write_xlsx import write_xlsx  # noqa: PLC0415

    return _with_room(write_xlsx(Grid(say("template.title", lang), header, ROLES, tuple(rows))))


def _with_room(content: bytes) -> bytes:
    """Return the workbook with cells below its table that are text, wrapped and framed; ready to print."""
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment, Border, Side  # noqa: PLC0415

    book = load_workbook(io.BytesIO(content))
    sheet: Any = book.active
    thin = Side(style="thin", color="BFBFBF")
    lines = Border(left=thin, right=thin, top=thin, bottom=thin)
    first, last = 2, sheet.max_row + EMPTY_ROWS
    for number in range(first, last + 1):
        for column in range(1, len(ROLES) + 1):
            cell = sheet.cell(number, column)
            cell.number_format, cell.border = "@", lines
            if number > 2:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())
