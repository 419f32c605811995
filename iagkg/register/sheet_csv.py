"""A review sheet as CSV: UTF-8 with a mark, so that spreadsheet programs read its letters right.

A spreadsheet program turns "16/9" into a date, "(1)" into -1 and "=1" into a formula. Such cells are written
with an apostrophe before them, which keeps them as they are; one apostrophe is taken off when they are read.
"""

import csv
import io
import re

from iagkg.errors import InputError
from iagkg.office.encoding import decode
from iagkg.office.package import MAX_BYTES
from iagkg.register.sheet_columns import SOURCE, cell_words, heading, headings
from iagkg.register.sheet_rows import FoundRows, Grid, Row

__all__ = ["read_csv", "write_csv"]

TURNED = re.compile(
    r"[=+\-@\t\r']|(?!\d{1,4}$)[(]?\d[\d\s.,:/()%-]*$|(?:true|false)$|\d+e\d+$", re.IGNORECASE
)


def write_csv(grid: Grid, lang: str) -> bytes:
    """Return a sheet as the bytes of a CSV file, what was read in the last columns of every row."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    columns = (*grid.columns, *SOURCE)
    writer.writerow([heading(name, lang) for name in columns])
    for row in grid.rows:
        cells = row | grid.source
        writer.writerow([_safe(cell_words(cells, name, lang)) for name in columns])
    return target.getvalue().encode("utf-8-sig")


def _safe(value: str) -> str:
    return f"'{value}" if TURNED.match(value) else value


def _plain(value: str) -> str:
    return " ".join((value[1:] if value.startswith("'") else value).split())


def read_csv(name: str, content: bytes) -> FoundRows:
    """Return the rows of a CSV file; comma, semicolon or tab between the cells.

    Raises InputError where the bytes are no text or hold no headings of ours.
    """
    if len(content) > MAX_BYTES:
        raise InputError(f"{name}: {len(content):,} bytes.", f"at most {MAX_BYTES:,} bytes")
    text, _, problems = decode(name, content)
    head = text.split("\n", 1)[0]
    known = headings()
    csv.field_size_limit(MAX_BYTES)
    between = max(
        ",;\t", key=lambda sign: sum(cell.strip().strip('"').casefold() in known for cell in head.split(sign))
    )
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    except csv.Error as error:
        raise InputError(f"{name}: {error}.", "a CSV file", "save it again as CSV, UTF-8.") from error
    columns = [known.get(_plain(cell).casefold(), "") for cell in (lines[0] if lines else [])]
    if "kind" not in columns:
        raise InputError(
            f"{name}, row 1: no headings of a review sheet.", "the headings as they were written"
        )
    rows, sources = [], []
    for number, cells in enumerate(lines[1:], start=2):
        values = {column: _plain(cell) for column, cell in zip(columns, cells, strict=False) if column}
        if any(value for column, value in values.items() if column not in SOURCE):
            rows.append(Row(number, values))
            sources.append(tuple(values.get(column, "") for column in SOURCE))
    source = max(set(sources), key=sources.count) if sources else ()
    return FoundRows(
        name, tuple(filter(None, columns)), 1, tuple(rows), dict(zip(SOURCE, source, strict=False)), problems
    )
