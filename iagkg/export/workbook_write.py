"""Write the workbook of a workplan: grey cells locked, white ones open, lists to choose from.

No cell is a formula; words are text cells, so that 16/9 stays a decision; only days are dates. The same book
gives the same bytes.
"""

import datetime as dt
import io
import json
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import FilterColumn, Filters

from iagkg.errors import InputError
from iagkg.export.workbook_model import (
    BASE,
    COLUMNS,
    SHEETS,
    Book,
    BookRow,
    Cell,
    Column,
    heading,
    held_by,
    sheet_title,
)
from iagkg.office.packing import timeless
from iagkg.office.text_cell import LONGEST_CELL, put_text
from iagkg.wording import say

__all__ = ["SPARE", "write_workbook"]

SPARE = {"tasks": 30, "corrections": 40}
"""White rows below the filled ones, for what the user adds."""
HEADER = PatternFill("solid", start_color="1F3864", end_color="1F3864")
OWN_HEADER = PatternFill("solid", start_color="2E75B6", end_color="2E75B6")
GREY = PatternFill("solid", start_color="EDEDED", end_color="EDEDED")
TOP = Alignment(wrap_text=True, vertical="top")
NUMBER = Alignment(horizontal="center", vertical="top")
THIN = Side(style="thin", color="BFBFBF")
LINES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
FORMATS = {"text": "@", "day": "yyyy-mm-dd", "month": "mmm yyyy", "number": "0"}
FROZEN = {"tasks": 1, "decisions": 4, "corrections": 2, "log": 0}
PAGES_ACROSS = {"tasks": 3, "decisions": 2}
"""Pages beside each other that a printed sheet takes, so that it can be read."""
LINE = 13.5
EMPTY = 14
"""The width of a grey column in which nothing stands."""
FACE = "Calibri"


def write_workbook(book: Book) -> bytes:
    """Return the bytes of a workbook. Raises InputError where words are too long for a cell."""
    made = Workbook()
    made.properties.creator = "iagkg"
    made.properties.title = book.facts["title"]
    first: Any = made.active
    _read_me(first, book)
    lists: Any = made.create_sheet(say("book.sheet-lists", book.lang))
    ranges = _lists(lists, book)
    for at, sheet in enumerate(SHEETS, start=1):
        _sheet(made.create_sheet(sheet_title(sheet, book.lang), at), sheet, book, ranges)
    _base(made.create_sheet(BASE), book)
    made.active = 1
    first.sheet_view.tabSelected = False
    target = io.BytesIO()
    made.save(target)
    return timeless(target.getvalue())


def _read_me(sheet: Any, book: Book) -> None:
    sheet.title = say("book.sheet-read-me", book.lang)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 96
    title = put_text(sheet, 1, 1, book.facts["title"])
    title.font = Font(name=FACE, bold=True, size=14)
    standing = put_text(sheet, 2, 1, book.facts["standing"])
    standing.font = Font(name=FACE, bold=True, color="C00000")
    at = 4
    for name in ("as_of", "version", "file", "checksum"):
        put_text(sheet, at, 1, say(f"book.fact-{name}", book.lang)).font = Font(name=FACE, bold=True)
        put_text(sheet, at, 2, book.facts[name]).alignment = TOP
        at += 1
    at += 1
    for name in ("grey", "white", "add", "correct", "decisions", "dates", "send"):
        put_text(sheet, at, 1, say(f"book.how-{name}", book.lang)).font = Font(name=FACE, bold=True)
        cell = put_text(sheet, at, 2, say(f"book.how-{name}-words", book.lang))
        cell.alignment = TOP
        sheet.cell(at, 1).alignment = TOP
        sheet.row_dimensions[at].height = 15 * (1 + len(str(cell.value)) // 95)
        if name == "grey":
            sheet.cell(at, 1).fill = GREY
        at += 1
    for words in book.readable:
        put_text(sheet, at, 2, words).alignment = TOP
        at += 1
    _page(sheet, book)
    sheet.page_setup.orientation = "landscape"
    sheet.protection.sheet = True


def _lists(sheet: Any, book: Book) -> dict[str, str]:
    """Write the lists, a column each, and return where each lies."""
    found = {}
    title = sheet.title.replace("'", "''")
    for column, (name, words) in enumerate(book.lists.items(), start=1):
        letter = get_column_letter(column)
        head = put_text(sheet, 1, column, say(f"book.list-{name}", book.lang))
        head.font, head.fill = Font(name=FACE, bold=True, color="FFFFFF"), HEADER
        for row, one in enumerate(words, start=2):
            put_text(sheet, row, column, one)
        sheet.column_dimensions[letter].width = min(max([18, *(len(one) + 2 for one in words)]), 60)
        if words:
            found[name] = f"'{title}'!${letter}$2:${letter}${len(words) + 1}"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    _page(sheet, book)
    return found


def _sheet(sheet: Any, name: str, book: Book, ranges: dict[str, str]) -> None:
    columns, rows = COLUMNS[name], book.rows[name]
    for at, column in enumerate(columns, start=1):
        cell = put_text(sheet, 1, at, heading(name, column, book.lang))
        cell.font, cell.alignment, cell.border = Font(name=FACE, bold=True, color="FFFFFF"), TOP, LINES
        cell.fill = OWN_HEADER if column.editable else HEADER
        letter = sheet.column_dimensions[get_column_letter(at)]
        filled = column.editable or column.typed or any(row.cells.get(column.name) for row in rows)
        letter.width = column.width if filled or column.width < EMPTY else EMPTY
        letter.number_format = FORMATS[column.kind]
        letter.hidden = column.name == "key"
    sheet.row_dimensions[1].height = 3 * LINE + 4
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            _cell(sheet, number, at, column, row)
        sheet.row_dimensions[number].height = _height(columns, row)
        if not row.shown:
            sheet.row_dimensions[number].hidden = True
    last = len(rows) + 1 + SPARE.get(name, 0)
    for number in range(len(rows) + 2, last + 1):
        _spare(sheet, number, columns)
    for at, column in enumerate(columns, start=1):
        if column.choices in ranges and (column.editable or column.typed):
            start = 2 if column.editable else len(rows) + 2
            box = DataValidation(
                type="list",
                formula1=ranges[column.choices],
                allow_blank=True,
                errorStyle="stop" if column.strict else "information",
                showErrorMessage=True,
            )
            letter_of = get_column_letter(at)
            box.add(f"{letter_of}{start}:{letter_of}{max(last, start)}")
            sheet.add_data_validation(box)
    sheet.freeze_panes = sheet.cell(2, FROZEN[name] + 1).coordinate
    _filter(sheet, name, columns, rows, last)
    _protect(sheet)
    _page(sheet, book)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.fitToWidth = PAGES_ACROSS.get(name, 1)
    if name in PAGES_ACROSS:
        sheet.print_title_cols = f"A:{get_column_letter(FROZEN[name])}"
        sheet.print_area = f"A1:{get_column_letter(len(columns) - 1)}{len(rows) + 1}"


def _cell(sheet: Any, number: int, at: int, column: Column, row: BookRow) -> None:
    value = row.key if column.name == "key" else row.cells.get(column.name, "")
    cell = _value(sheet, number, at, value, column)
    white = column.editable and column.name not in row.closed
    cell.alignment, cell.border = NUMBER if column.kind == "number" else TOP, LINES
    cell.protection = Protection(locked=not white)
    if not white:
        cell.fill = GREY


def _value(sheet: Any, number: int, at: int, value: Cell, column: Column) -> Any:
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise InputError(
                f"{sheet.title}, row {number}: {len(value):,} characters.",
                f"at most {LONGEST_CELL:,}, which is what a cell of a workbook holds",
            )
        cell = put_text(sheet, number, at, value)
    else:
        cell = sheet.cell(number, at, value)
    if not isinstance(value, str) or column.kind != "text":
        cell.number_format = FORMATS[
            "day" if isinstance(value, dt.date) and column.kind == "text" else column.kind
        ]
    return cell


def _spare(sheet: Any, number: int, columns: tuple[Column, ...]) -> None:
    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(number, at)
        cell.number_format, cell.alignment, cell.border = FORMATS[column.kind], TOP, LINES
        cell.protection = Protection(locked=not column.typed)
        if not column.typed:
            cell.fill = GREY


def _height(columns: tuple[Column, ...], row: BookRow) -> float:
    """Return the height that the longest cell needs; no program works it out for a file it did not write."""
    lines = 1
    for column in columns:
        words = str(row.cells.get(column.name, ""))
        if column.name != "key":
            room = max(int(column.width), 1)
            lines = max(lines, sum(len(wrap(line, room)) or 1 for line in words.split("\n")))
    return min(LINE * lines + 4, 400)


def _filter(sheet: Any, name: str, columns: tuple[Column, ...], rows: tuple[BookRow, ...], last: int) -> None:
    shown = len(columns) - 1  # the key is no part of what people filter
    sheet.auto_filter.ref = f"A1:{get_column_letter(shown)}{last}"
    if all(row.shown for row in rows):
        return
    place = [column.name for column in columns].index("for_group")
    words = sorted({str(row.cells["for_group"]) for row in rows if row.shown})
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=place, filters=Filters(filter=words)))


def _protect(sheet: Any) -> None:
    """Lock the grey cells, without a password: filters, sorting and widths stay the user's."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows", "insertRows"):
        setattr(protection, allowed, False)


def _page(sheet: Any, book: Book) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.8, 0.7
    margins.header = margins.footer = 0.35
    sheet.oddHeader.left.text = book.facts["standing"].replace("&", "&&")
    sheet.oddHeader.right.text = f"{say('book.fact-as_of', book.lang)} {book.facts['as_of']}"
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"


def _base(sheet: Any, book: Book) -> None:
    """Keep what each cell held, to tell later what the user changed and what changed meanwhile."""
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    number = 1
    for name, value in sorted(book.facts.items()):
        for column, words in enumerate(("", name, value), start=1):
            put_text(sheet, number, column, words)
        number += 1
    for name in SHEETS:
        for row in book.rows[name]:
            put_text(sheet, number, 1, name)
            put_text(sheet, number, 2, row.key)
            put_text(sheet, number, 3, json.dumps(held_by(name, row), ensure_ascii=False, sort_keys=True))
            number += 1
