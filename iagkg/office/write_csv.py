"""Write a table as CSV for spreadsheet programs: UTF-8 with a mark, nothing that becomes a formula or a date.

A cell that begins with = + - @ and is no dash alone gets an apostrophe before it. A decision alone ("16/9")
is written with its word before it, and so is the number of a task ("Task 2.1"), else they would become dates.
"""

import csv
import io
import re

from iagkg.errors import UsageError
from iagkg.office.grid import Grid

__all__ = ["WRITTEN_SEPARATORS", "write_csv"]

WRITTEN_SEPARATORS = {",": ",", ";": ";", "tab": "\t", "\t": "\t"}
GUARDED = re.compile(r"'*[=+\-@\t\r]")
DECISION = re.compile(r"\d{1,3}/\d{1,3}")
NUMBER = re.compile(r"\d{1,4}(?:[./-]\d{1,4})+")


def write_csv(grid: Grid, separator: str = ",") -> bytes:
    """Return the bytes of a CSV file; `separator` is comma, semicolon or tab.

    Raises UsageError for another one.
    """
    if separator not in WRITTEN_SEPARATORS:
        raise UsageError(f"--separator {separator!r}: not known here.", '"," or ";" or tab')
    target = io.StringIO()
    writer = csv.writer(target, delimiter=WRITTEN_SEPARATORS[separator], lineterminator="\r\n")
    width = len(grid.header)
    if grid.title:
        writer.writerow([_safe(grid.title), *[""] * (width - 1)])
    writer.writerow([_safe(text) for text in grid.header])
    for row in grid.rows:
        writer.writerow(
            [_safe(_worded(text, role)) for text, role in zip(row.cells, grid.roles, strict=True)]
        )
    return target.getvalue().encode("utf-8-sig")


def _worded(text: str, role: str) -> str:
    """Return a cell with the word before it that keeps a spreadsheet program from turning it into a date."""
    if role == "mandate" and DECISION.fullmatch(text):
        return f"Decision {text}"
    if role == "number" and NUMBER.fullmatch(text):
        return f"Task {text}"
    return text


def _safe(text: str) -> str:
    return f"'{text}" if GUARDED.match(text) and text.strip("-") else text
