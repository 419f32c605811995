"""A review sheet as an Excel workbook: explained, coloured where it proposes, text as text.

Tabs: what to do, the paragraphs, the codes that are allowed, and the document that was read. The bytes are
the same for the same sheet: no time of writing stands in them.
"""

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from iagkg.errors import InputError
from iagkg.office.package import open_package
from iagkg.office.packing import timeless
from iagkg.office.text_cell import LONGEST_CELL, put_text, text_of
from iagkg.problem import Problem
from iagkg.register.asking import codes
from iagkg.register.model import KINDS, ROLES
from iagkg.register.sheet_columns import SOURCE, cell_words, heading, headings
from iagkg.register.sheet_rows import FoundRows, Grid, Row
from iagkg.wording import LANGUAGES, say

__all__ = ["read_xlsx", "write_xlsx"]

MOST_ROWS = 20_000
MOST_COLUMNS = 100
HEADER_ROWS = 5
PROPOSED = PatternFill("solid", start_color="FFF2CC", end_color="FFF2CC")
HEADER = PatternFill("solid", start_color="1F3864", end_color="1F3864")
WIDTHS = {"decision": 10, "kind": 11, "number": 9, "recalls": 18, "note": 40, "proposed": 24}
WIDTHS |= dict.fromkeys(("part", "annex", "section", "para", "sub", "subsub"), 8)
WIDTHS |= dict.fromkeys(("verb", "directed_to", "role"), 18)
WIDTHS |= dict.fromkeys(("verb_words", "directed_to_words", "role_words"), 26)
WIDTH_OF_TEXT = 60
BOXES = ("kind", "verb", "directed_to", "role")


def write_xlsx(grid: Grid, lang: str) -> bytes:
    """Return a sheet as the bytes of a workbook. Raises InputError where a text is too long for a cell."""
    book = Workbook()
    book.properties.creator = "iagkg"
    read_me: Any = book.active
    read_me.title = say("sheet.tab-read-me", lang)
    read_me["A1"] = say("register.read-me", lang, decision=grid.decision)
    read_me["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    read_me.column_dimensions["A"].width = 110
    read_me.row_dimensions[1].height = 140
    paragraphs = book.create_sheet(say("sheet.tab-paragraphs", lang))
    _fill(paragraphs, grid, lang)
    lists = book.create_sheet(say("sheet.tab-lists", lang))
    _boxes(paragraphs, lists, grid, lang)
    source = book.create_sheet(say("sheet.tab-source", lang))
    for number, name in enumerate(SOURCE, start=1):
        put_text(source, number, 1, heading(name, lang))
        put_text(source, number, 2, grid.source[name])
    source.column_dimensions["A"].width, source.column_dimensions["B"].width = 34, 80
    book.active = 1
    read_me.sheet_view.tabSelected = False
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())


def _fill(sheet: Worksheet, grid: Grid, lang: str) -> None:
    for column, name in enumerate(grid.columns, start=1):
        cell = put_text(sheet, 1, column, heading(name, lang))
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADER
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        letter: Any = sheet.column_dimensions[get_column_letter(column)]
        letter.width, letter.number_format = WIDTHS.get(name, WIDTH_OF_TEXT), "@"
    top = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(grid.rows, start=2):
        proposed = set(row.get("proposed", "").split(", "))
        for column, name in enumerate(grid.columns, start=1):
            value = cell_words(row, name, lang)
            if len(value) > LONGEST_CELL:
                raise InputError(
                    f"{sheet.title}, row {number}, column {heading(name, lang)}: {len(value):,} letters.",
                    f"at most {LONGEST_CELL:,}, which is what a cell of a workbook holds",
                    "write the sheet as .csv instead.",
                )
            cell = put_text(sheet, number, column, value)
            cell.alignment = top
            if name in proposed and value:
                cell.fill = PROPOSED
    sheet.freeze_panes = sheet.cell(
        2, len([name for name in grid.columns if name in WIDTHS][:7]) + 1
    ).coordinate
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(grid.columns))}{len(grid.rows) + 1}"


def _boxes(sheet: Worksheet, lists: Worksheet, grid: Grid, lang: str) -> None:
    """Give the coded columns lists to choose from; several codes at once stay possible where they are."""
    allowed = {"kind": KINDS, "verb": codes("verbs"), "directed_to": codes("actors"), "role": ROLES}
    for column, name in enumerate(BOXES, start=1):
        put_text(lists, 1, column, heading(name, lang)).font = Font(bold=True)
        for row, code in enumerate(allowed[name], start=2):
            put_text(lists, row, column, code)
        letter = get_column_letter(column)
        lists.column_dimensions[letter].width = 28
        title = lists.title.replace("'", "''")
        box = DataValidation(
            type="list",
            formula1=f"'{title}'!${letter}$2:${letter}${len(allowed[name]) + 1}",
            allow_blank=True,
            errorStyle="stop" if name in {"kind", "role"} else "warning",
            showErrorMessage=True,
        )
        at = get_column_letter(grid.columns.index(name) + 1)
        box.add(f"{at}2:{at}{len(grid.rows) + 200}")
        sheet.add_data_validation(box)


def read_xlsx(name: str, content: bytes) -> FoundRows:
    """Return the rows of the tab that has the headings of a review sheet.

    Raises InputError where the bytes are no workbook or no tab has those headings.
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
    known = headings()
    for title, rows in tabs.items():
        for number, cells in rows[:HEADER_ROWS]:
            columns = [known.get(_words(cell).casefold(), "") for cell in cells]
            if "kind" in columns and "number" in columns:
                return _found(f"{name}, sheet {title}", columns, number, rows, _source(tabs, known))
    raise InputError(
        f"{name}: no sheet has the headings of a review sheet.", "the headings as they were written"
    )


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise InputError(f"sheet {sheet.title}: more than {MOST_ROWS:,} rows.", f"at most {MOST_ROWS:,}")
        yield number, list(cells)


def _words(cell: Any) -> str:
    """Return the words of a cell; a whole number as its figures."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(text_of(str(value)).split())


def _found(
    where: str, columns: list[str], header: int, rows: Iterable[tuple[int, list[Any]]], source: dict[str, str]
) -> FoundRows:
    found, problems = [], []
    for number, cells in rows:
        if number <= header:
            continue
        values = {column: _words(cell) for column, cell in zip(columns, cells, strict=False) if column}
        if not any(values.values()):
            continue
        for column, cell in zip(columns, cells, strict=False):
            if column and (message := _strange(cell, column)):
                text = f"{where}, row {number}, column {heading(column, 'en')}: {message}"
                problems.append(
                    Problem("error", "sheet-cell", text, found=values[column], row=number, field=column)
                )
        found.append(Row(number, values))
    return FoundRows(where, tuple(filter(None, columns)), header, tuple(found), source, tuple(problems))


def _strange(cell: Any, column: str) -> str:
    """Return what is wrong with a cell that holds neither words nor a number."""
    value = cell.value
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        was = (
            f" Was it {value.day}/{value.month} or {value.month}/{value.day}?"
            if isinstance(value, dt.date) and column in {"decision", "recalls", "number"}
            else ""
        )
        return f"a date was found.{was} Format the cell as text and type it again."
    if isinstance(value, bool) or cell.data_type == "e":
        return "no words were found. Format the cell as text and type it again."
    if cell.data_type == "f":
        return "a formula was found. Type its words instead."
    return ""


def _source(tabs: dict[str, list[tuple[int, list[Any]]]], known: dict[str, str]) -> dict[str, str]:
    titles = {say("sheet.tab-source", lang) for lang in LANGUAGES}
    found: dict[str, str] = {}
    for title, rows in tabs.items():
        if title in titles:
            for _, cells in rows:
                words = [_words(cell) for cell in cells[:2]]
                if len(words) == 2 and known.get(words[0].casefold(), "") in SOURCE:
                    value = cells[1].value
                    day = value.date() if isinstance(value, dt.datetime) else value
                    found[known[words[0].casefold()]] = (
                        day.isoformat() if isinstance(day, dt.date) else words[1]
                    )
    return found
