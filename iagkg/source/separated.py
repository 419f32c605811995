"""Read a table as CSV: comma, semicolon, tab or bar between the cells, found by what the cells then say."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.office.encoding import decode, split_lines
from iagkg.problem import Problem
from iagkg.source.kinds import MAX_BYTES, MAX_ROWS, refuse_rows
from iagkg.source.preamble import apart, header_of
from iagkg.source.table import Cell, Row, Table

__all__ = ["SEPARATORS", "read_csv", "reads_as_csv"]

SEPARATORS = ",;\t|"
SAMPLE_LINES = 60
SAMPLE_LETTERS = 100_000
MAX_COLUMNS = 200
SEP_LINE = re.compile(r'"?sep=([,;|\t])"?\r?\n', re.IGNORECASE)
GUARDED = re.compile(r"'+[=+\-@\t\r]")
"""A cell that a spreadsheet would run as a formula, with the apostrophe that keeps it words."""
END = "\ue000 end of the text \ue000"
"""A line put behind the text: where it becomes part of a cell, a quotation mark is open."""
NEW_LINE = re.compile(r"\r\n?|\n")
EXPECTED = "rows of cells with one sign between them (comma, semicolon, tab), the header row first"
HINT = "save the sheet again as CSV UTF-8, or as .xlsx."


def read_csv(name: str, content: bytes) -> Table:
    """Return the title and the rows of a CSV file, with the line each row begins on.

    One apostrophe before = + - @ is taken off, as this program writes it. Raises InputError where the bytes
    are no text, or there are more rows or columns than are read.
    """
    text, encoding, problems = decode(name, content)
    found = list(problems)
    start = SEP_LINE.match(text)
    separator = start[1] if start else _separator(text)
    first = 2 if start else 1
    csv.field_size_limit(MAX_BYTES)
    rows: list[Row] = []
    spanning: list[_Record] = []
    try:
        for record in _records(text[start.end() if start else 0 :], separator, first):
            number, line, cells = record.number, record.line, record.cells
            refuse_rows(name, len(rows), MAX_ROWS)
            if len(cells) > MAX_COLUMNS:
                raise InputError(
                    f"{name}, line {line}: {len(cells):,} cells in a row.",
                    f"at most {MAX_COLUMNS} columns",
                    HINT,
                )
            rows.append(Row(number, tuple(_cell(cell, line) for cell in cells)))
            if record.open or any("\n" in cell for cell in cells):
                spanning.append(record)
    except csv.Error as error:
        raise InputError(f"{name}: {error}.", EXPECTED, HINT) from error
    trimmed = _trimmed(rows)
    width = len(rows[header_of(rows)[0]].cells) if rows else 0
    found += [problem for record in spanning for problem in _swallowed(record, separator, width)]
    title, kept, remarks = apart(trimmed)
    if not kept:
        raise InputError(f"{name}: there is no table in it.", EXPECTED, HINT)
    return Table(name, sha256(content), "csv", encoding, title, tuple(kept), (*found, *remarks))


def reads_as_csv(name: str, content: bytes) -> bool:
    """Tell whether a text is a table as CSV, whatever its ending says.

    Without tabs: some separator gives a header that is understood. With tabs: a spreadsheet wrote it, in
    UTF-16 or with quotation marks around cells, and the header begins its line.
    """
    text, encoding, _ = decode(name, content)
    sample = _sample(text)
    if "\t" not in sample:
        return any(_score(sample, sign)[0] > 2 for sign in SEPARATORS)
    quoted = encoding == "utf-16" or PurePath(name).suffix.lower() in {".tsv", ".tab"}
    return quoted and '"' in sample and _score(sample, "\t")[0] > 2


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    line: int
    """The line it begins on."""
    cells: list[str]
    open: bool
    """True where the text ends within a quotation mark of its last cell."""


def _records(text: str, separator: str, first: int) -> Iterator[_Record]:
    """Give each record with its number and the line it begins on; empty lines count and are left out."""
    lines = itertools.chain(io.StringIO(text, newline=""), [END])
    reader = csv.reader(lines, delimiter=separator)
    line = first
    for number, cells in enumerate(reader, start=1):
        if cells == [END]:
            return
        is_open = bool(cells) and cells[-1].endswith(END)
        if is_open:
            cells[-1] = cells[-1].removesuffix(END)
        if any(cells):
            yield _Record(number, line, cells, is_open)
        line = first + reader.line_num


def _cell(words: str, line: int) -> Cell:
    plain = words[1:] if GUARDED.match(words) else words
    paragraphs = tuple(kept for part in split_lines(plain) if (kept := part.replace("\t", " ").strip())) or (
        "",
    )
    return Cell(paragraphs, (line,) * len(paragraphs))


def _trimmed(rows: list[Row]) -> list[Row]:
    """Return the rows without the empty cells that stand beyond the header on the right."""
    at, _ = header_of([row for row in rows if any(row.texts)])
    kept = [row for row in rows if any(row.texts)]
    if not kept:
        return []
    header = kept[at].texts
    width = max((place + 1 for place, text in enumerate(header) if text), default=0)
    done = []
    for row in kept:
        used = max(place + 1 for place, cell in enumerate(row.cells) if cell.text)
        done.append(Row(row.number, row.cells[: max(width, used)]))
    return done


def _swallowed(record: _Record, separator: str, width: int) -> list[Problem]:
    """Report a cell in which a quotation mark was opened and never closed, or closed rows later.

    The second is told by a row with another number of cells than the header, or a mark without its pair, and
    a line within the cell that has the separators of a row.
    """
    line = record.line
    for place, cell in enumerate(record.cells, start=1):
        never = record.open and place == len(record.cells)
        lines = cell.split("\n")
        many = len(lines) > 21 and sum(one.count(separator) > 1 for one in lines) > 10
        odd = width > 2 and (len(record.cells) != width or cell.count('"') % 2 == 1)
        if many or never or (odd and any(one.count(separator) >= width - 2 for one in lines[1:])):
            sign = f'The quotation mark that opens "{lines[0].strip()[:40]}" in line {line}'
            said = "is never closed" if never or many else "may be closed in the wrong place"
            return [
                Problem(
                    "error" if many else "warning",
                    "open-quotation",
                    f"{sign} {said}: the rows that follow were read as words of one cell. Close it there.",
                    found=" ".join(cell[:200].split()),
                    row=record.number,
                    line=line,
                )
            ]
        line += len(NEW_LINE.findall(cell))
    return []


def _sample(text: str) -> str:
    return "".join(text[:SAMPLE_LETTERS].splitlines(keepends=True)[:SAMPLE_LINES])


def _separator(text: str) -> str:
    sample = _sample(text)
    return max(SEPARATORS, key=lambda sign: _score(sample, sign))


def _score(sample: str, separator: str) -> tuple[int, float, int]:
    """Return how well a separator fits: what the header says, how alike the rows are, how many cells."""
    try:
        records = [record.cells for record in _records(sample, separator, 1)]
    except csv.Error:
        return 0, 0.0, 0
    rows = [Row(at, tuple(Cell((cell,)) for cell in cells[:MAX_COLUMNS])) for at, cells in enumerate(records)]
    widths = Counter(len(cells) for cells in records)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    alike = count / len(records) if width > 1 else 0.0
    return header_of(rows)[1], alike, width if width > 1 else 0
