"""Look over the identifiers in a column of a sheet (Excel, CSV, tab-separated): what a person tagged with."""

import csv
import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from iagkg.errors import InputError, UsageError
from iagkg.office.package import open_package
from iagkg.vocabulary.lint import Finding
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.model import Term
from iagkg.wording import say

__all__ = ["lint_column", "read_column"]

_BETWEEN = re.compile(r"[,;|\n]+")
_MOST_SHOWN = 5
_MOST_ROWS, _MOST_COLUMNS = 100_000, 500
Cells = list[tuple[int, list[str]]]


def read_column(path: Path, column: str | None) -> Cells:
    """Return the identifiers of each cell of a column, with the number of its row (the heading is row 1).

    Identifiers in a cell are separated by commas, semicolons, bars or line ends. Of an Excel workbook the
    first sheet is read; the separator of other files is the one that their first line has most of. Raises
    InputError where the file is neither a workbook nor a table in UTF-8, UsageError where it has no such
    column.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.", "a file that you may read") from error
    rows = _of_workbook(path, content) if content.startswith(b"PK") else _of_text(path, content)
    header = [name.strip() for name in rows[0]] if rows else []
    folded = [name.casefold() for name in header]
    if column is None or column.strip().casefold() not in folded:
        given = f"no column {column!r}" if column is not None else "which column has the identifiers?"
        raise UsageError(
            f"{path}: {given}", f"one of {', '.join(header[:30]) or 'the headings of its first row'}",
            "name it with --column.",
        )  # fmt: skip
    at = folded.index(column.strip().casefold())
    cells = ((number, row[at]) for number, row in enumerate(rows[1:], start=2) if len(row) > at)
    return [
        (number, [part.strip() for part in _BETWEEN.split(cell) if part.strip()])
        for number, cell in cells
        if cell.strip()
    ]


def _of_workbook(path: Path, content: bytes) -> list[list[str]]:
    """Return the cells of the first sheet of an Excel workbook as words."""
    open_package(str(path), content, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that are not read
            sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
            sheet.reset_dimensions()
            rows = [
                [_cell(value) for value in row]
                for row in sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
            ]
    except Exception as error:  # openpyxl lets many kinds of errors out of a damaged workbook
        raise InputError(
            f"{path}: damaged: {type(error).__name__}.",
            "an Excel workbook (.xlsx)",
            "save it again as .xlsx.",
        ) from error
    if len(rows) > _MOST_ROWS:
        raise InputError(f"{path}: more than {_MOST_ROWS:,} rows.", f"at most {_MOST_ROWS:,}")
    return rows


def _cell(value: object) -> str:
    """Return the words of a cell; a whole number as its figures."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _of_text(path: Path, content: bytes) -> list[list[str]]:
    """Return the cells of a table in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: is neither text in UTF-8 nor an Excel workbook (.xlsx).",
            "an .xlsx workbook, or a table in UTF-8",
            "in Excel, save it as .xlsx or as CSV UTF-8.",
        ) from error
    first = text.partition("\n")[0]
    separator = max("\t;,", key=first.count)
    csv.field_size_limit(131_072)  # one for the whole process, which readers of other files widen
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError(
            f"{path}: cannot be read as a table: {error}", "CSV or tab-separated cells"
        ) from error


def lint_column(cells: Cells, index: Index, domain: str = "", lang: str = "en") -> list[Finding]:
    """Return what is to be said of the identifiers of a column, once for each identifier, with its rows.

    To be corrected: identifiers that no term has (with terms that may be meant), that are written otherwise
    than the term, or whose term is withdrawn. To be checked: older keys, keys that stand twice in a cell, two
    keys of one meaning in one column.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    twice: dict[str, list[int]] = defaultdict(list)
    for number, names in cells:
        for name in dict.fromkeys(names):
            rows[name].append(number)
            if names.count(name) > 1:
                twice[name].append(number)
    found: list[Finding] = []
    used: dict[tuple[str, str], str] = {}
    for name, where in rows.items():
        places = tuple(say("vocabulary.row", lang, row=number) for number in where)
        for match in index.find(name, domain):
            used[match.term.domain, match.term.identifier] = name
        found += _of_identifier(name, places, index, domain, lang)
    for name, where in twice.items():
        places = tuple(say("vocabulary.row", lang, row=number) for number in where)
        message = say("vocabulary.twice-in-cell", lang, identifier=name)
        found.append(Finding("warning", "twice-in-cell", name, message, places))
    for relation in index.vocabulary.relations:
        one, other = (relation.domain, relation.identifier), (relation.other_domain, relation.other)
        if relation.relation == "related" and one in used and other in used:
            message = say(
                "vocabulary.near-duplicate", lang, one=used[one], other=used[other], reason=relation.reason
            )
            where = sorted({*rows[used[one]], *rows[used[other]]})
            places = tuple(say("vocabulary.row", lang, row=number) for number in where)
            found.append(Finding("warning", "near-duplicate", used[one], message, places, (used[other],)))
    return sorted(found, key=lambda each: ("error", "warning", "info").index(each.severity))


def _of_identifier(
    name: str, places: tuple[str, ...], index: Index, domain: str, lang: str
) -> Iterator[Finding]:
    matches = index.find(name, domain)
    if not matches:
        parts = name.split()
        inside = [index.find(part, domain) for part in parts]
        if len(parts) > 1 and all(inside):
            message = say("vocabulary.blank-between", lang, identifier=name)
            names = tuple(dict.fromkeys(each[0].term.identifier for each in inside))
            yield Finding("error", "blank-between", name, message, places, names)
            return
        nearest = index.meant(name, domain)
        message = say("vocabulary.unknown", lang, identifier=name)
        if ends := index.numbered(name, domain):
            known = say("vocabulary.numbered", lang, first=ends[0].identifier, last=ends[-1].identifier)
            yield Finding("error", "unknown", name, f"{message} {known}", places)
            return
        if nearest:
            meant = say("vocabulary.did-you-mean", lang, terms=_shown(nearest))
            message = f"{message} {meant}"
        yield Finding("error", "unknown", name, message, places, tuple(t.identifier for t in nearest))
        return
    term = matches[0].term
    if matches[0].how == "spelling":
        message = say("vocabulary.spelling", lang, identifier=name, term=_shown((term,)))
        yield Finding("error", "spelling", name, message, places, (term.identifier,))
    elif matches[0].how == "former":
        message = say("vocabulary.former", lang, identifier=name, term=_shown((term,)))
        yield Finding("warning", "former", name, message, places, (term.identifier,))
    if all(match.term.status for match in matches):
        message = say("vocabulary.dead", lang, identifier=name, note=term.note)
        yield Finding("error", "dead", name, message, places)


def _shown(terms: tuple[Term, ...]) -> str:
    return ", ".join(
        f"{term.identifier} ({term.name})" if term.name != term.identifier else term.identifier
        for term in terms[:_MOST_SHOWN]
    )
