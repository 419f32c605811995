"""The cells of a sheet as words: dates and numbers as they are shown, joined cells, formulas."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter

from iagkg.office.encoding import split_lines
from iagkg.office.sheet import Marks
from iagkg.problem import Problem
from iagkg.source.preamble import header_of
from iagkg.source.table import EMPTY, Cell, Held, Row

__all__ = ["cell_of", "merged_row", "one_header", "sheet_problems"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NOT_CODES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def cell_of(cell: Any, row: int, column: int) -> Cell:
    """Return a cell as words, with what it holds where that is no words."""
    value = cell.value
    if value is None:
        return EMPTY
    address = f"{get_column_letter(column)}{row}"
    if isinstance(value, str):
        if cell.data_type == "e":
            return Cell((value,), held=Held(address, "error"))
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        # Excel writes a character beyond 16 bits as two escapes, each one half of it.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return Cell(
            tuple(words for part in split_lines(text) if (words := part.replace("\t", " ").strip())) or ("",)
        )
    return _held(value, address, str(cell.number_format))


def _held(value: Any, address: str, form: str) -> Cell:
    """Return a cell that holds no words: a date, a number, a time, true or false."""
    if isinstance(value, bool):
        return Cell(("TRUE" if value else "FALSE",), held=Held(address, "value"))
    if isinstance(value, dt.datetime | dt.date):
        guess = f"{value.day}/{value.month}"
        if value.day <= 12 and value.day != value.month:
            guess += f" or {value.month}/{value.day}"
        shown = f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"
        return Cell((_date(value, form),), held=Held(address, "date", guess, shown))
    if isinstance(value, int | float):
        words = str(value) if isinstance(value, int) else format(value, ".15g")
        guess = words.replace(".", "/") if re.fullmatch(r"\d{1,2}\.\d{1,2}", words) else ""
        return Cell((words,), held=Held(address, "number", guess))
    return Cell((str(value),), held=Held(address, "time"))


def _date(value: dt.datetime | dt.date, form: str) -> str:
    """Return a date with those of its parts that the sheet shows."""
    codes = NOT_CODES.sub("", form.partition(";")[0]).casefold()
    day, month, year = "d" in codes, "m" in codes, "y" in codes
    if not (day or month or year):
        day = month = year = True
    parts = [str(value.day)] if day else []
    parts += [MONTHS[value.month - 1]] if day or month else []
    parts += [f"{value.year:04}"] if year else []
    return " ".join(parts)


def merged_row(
    row: tuple[Cell, ...], number: int, marks: Marks, above: dict[tuple[int, int], tuple[str, ...]]
) -> Row:
    """Return a row with the words of joined cells in each row they touch; `above` keeps them between rows."""
    cells = list(row)
    heading = False
    for merge in marks.merged.get(number, ()):
        at = merge.first_column - 1
        if at >= len(cells):
            continue
        key = (merge.first_row, merge.first_column)
        if number == merge.first_row:
            above[key] = cells[at].paragraphs
            cells[at] = replace(cells[at], across=merge.last_column > merge.first_column)
            words = cells[at].text
            only = sum(bool(cell.text) for cell in cells) == 1
            whole = merge.last_column - merge.first_column + 1 >= marks.last_column > 1
            heading = heading or (
                whole
                and only
                and len(words) <= 150
                and "\n" not in words
                and not words.endswith((".", ";", ","))
            )
        elif above.get(key):
            cells[at] = Cell(above[key], merged=True)
        if number == merge.last_row:
            above.pop(key, None)
    return Row(number, tuple(cells), heading=heading)


def one_header(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a header of two rows as one: cells joined down tell that it goes on."""
    at, score = header_of(rows)
    while at and score and any(cell.merged for cell in rows[at].cells):
        at -= 1
    if not score or at + 1 >= len(rows):
        return list(rows)
    header, below = rows[at], rows[at + 1]
    filled = [place for place, cell in enumerate(header.cells) if cell.text and not cell.across]
    if not any(cell.merged for cell in below.cells) or not all(below.cells[place].merged for place in filled):
        return list(rows)
    cells = []
    for top, under in zip(header.cells, below.cells, strict=False):
        cells.append(
            top
            if under.merged
            else Cell((*top.paragraphs, *under.paragraphs) if top.text else under.paragraphs)
        )
    return [*rows[:at], replace(header, cells=tuple(cells)), *rows[at + 2 :]]


def sheet_problems(title: str, marks: Marks) -> Iterator[Problem]:
    """Yield what is to be said of a sheet: formulas, joined cells, hidden rows, columns far to the right."""
    if marks.formula_count > marks.unsolved_count:
        solved = [address for address in marks.formulas if address not in marks.unsolved]
        yield Problem(
            "warning",
            "formulas",
            "Cells of the sheet hold formulas; what they last gave was read. Paste them as values.",
            found=_listed(solved, marks.formula_count - marks.unsolved_count),
        )
    if marks.unsolved_count:
        yield Problem(
            "warning",
            "formulas-unsolved",
            "Cells hold formulas of which no result is stored: nothing was read there. Open the file in a "
            "spreadsheet program and save it, or paste the values.",
            found=_listed(marks.unsolved, marks.unsolved_count),
        )
    for found, code, words in (
        (
            marks.hidden_columns,
            "hidden-columns",
            f'Columns of the sheet "{title}" are hidden; they were read.',
        ),
        (marks.comments, "comments-not-read", "Comments on cells are not read."),
        (marks.boxes, "text-box", "The words of a text box are not read."),
    ):
        if found:
            yield Problem("info", code, words, found="; ".join(found)[:200])
    joined = [merge.address for merge in marks.merges if merge.first_row != merge.last_row]
    if joined:
        yield Problem(
            "info",
            "merged-down",
            "Cells are joined down; their words were taken for each row they touch.",
            found=_listed(joined[:10], len(joined)),
        )
    across = [
        merge.address
        for merge in marks.merges
        if merge.first_column != merge.last_column
        and merge.last_column - merge.first_column + 1 < marks.last_column
    ]
    if across:
        yield Problem(
            "info",
            "merged-across",
            "Cells take several columns; their words were put into the first of them.",
            found=_listed(across[:10], len(across)),
        )
    if marks.hidden_count:
        yield Problem(
            "warning",
            "hidden-rows",
            f'Rows of the sheet "{title}" are hidden; they were read.',
            found=_listed([str(row) for row in marks.hidden], marks.hidden_count),
        )
    if marks.beyond:
        yield Problem(
            "warning",
            "columns-not-read",
            "The sheet has cells far to the right; they are not read.",
            found=f"{marks.beyond:,} cells",
        )


def _listed(first: list[str], count: int) -> str:
    more = f" and {count - len(first):,} more" if count > len(first) else ""
    return ", ".join(first) + more
