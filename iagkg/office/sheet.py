"""What a sheet of a workbook has beside its values: joined cells, formulas, hidden rows, its last row.

Read from the XML in one pass that keeps nothing; the values are read by openpyxl. The package refuses parts
that declare entities, before they come here.
"""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from iagkg.errors import InputError
from iagkg.office.package import Package

__all__ = ["MAX_COLUMNS", "Marks", "Merge", "place_of", "sheet_marks", "sheet_parts"]

MAX_COLUMNS = 200
MAX_MERGES = 20_000
MAX_TOUCHED = 1_000_000
MAX_ELEMENTS = 1_100_000
"""A little more than the rows a sheet can have."""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Merge:
    """Joined cells: first and last row and column, from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    address: str


@dataclass(slots=True)
class Marks:
    """What was met: rows with values, the last of them, formulas, hidden rows, joined cells by row.

    `beyond` counts cells too far to the right; of formulas and hidden rows the first ones are named.
    """

    rows: int = 0
    last_row: int = 0
    last_column: int = 0
    beyond: int = 0
    formulas: list[str] = field(default_factory=list)
    formula_count: int = 0
    unsolved: list[str] = field(default_factory=list)
    """Formulas of which no result is stored: their cells read as empty."""
    unsolved_count: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    """Notes and comments on cells, each its address and words."""
    boxes: list[str] = field(default_factory=list)
    """Words in text boxes and shapes."""
    hidden: list[int] = field(default_factory=list)
    hidden_count: int = 0
    merges: list[Merge] = field(default_factory=list)
    merged: dict[int, list[Merge]] = field(default_factory=dict)


def place_of(address: str) -> tuple[int, int] | None:
    """Return row and column of an address ("C14"), None where it is none."""
    found = ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet by its title."""
    book, relations = package.part("xl/workbook.xml"), package.part("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {
        str(one.get("Id")): str(one.get("Target", "")) for one in _parsed(package, relations).iter(RELATION)
    }
    found = {}
    for sheet in _parsed(package, book).iter():
        if sheet.tag not in {f"{MAIN}sheet", f"{STRICT}sheet"}:
            continue
        key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(str(key), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found[str(sheet.get("name", ""))] = part
    return found


def _parsed(package: Package, content: bytes) -> ET.Element:
    try:
        return ET.fromstring(content)  # noqa: S314
    except ET.ParseError as error:
        raise _damaged(package, error) from error


def _damaged(package: Package, error: Exception) -> InputError:
    return InputError(
        f"{package.name}: damaged: {error}",
        "an Excel workbook (.xlsx)",
        "open it in Excel and save it again under a new name.",
    )


def sheet_marks(package: Package, part: str) -> Marks:
    """Return what a sheet has beside its values; an empty answer where there is no such part."""
    marks = Marks()
    content = package.part(part)
    if content is None:
        return marks
    elements = 0
    try:
        for element in _elements(content):
            elements += 1
            if elements > MAX_ELEMENTS:
                raise InputError(
                    f"{package.name}: its sheet has more than {MAX_ELEMENTS:,} rows and joined cells.",
                    "a sheet as a spreadsheet program writes it",
                )
            if element.tag.endswith("}row"):
                _row(marks, element)
            elif element.tag.endswith("}col"):
                _column(marks, element)
            else:
                _merge(marks, str(element.get("ref", "")))
    except ET.ParseError as error:
        raise _damaged(package, error) from error
    _beside(package, part, marks)
    touched = sum(max(min(one.last_row, marks.last_row) - one.first_row + 1, 0) for one in marks.merges)
    if touched > MAX_TOUCHED:
        raise InputError(
            f"{package.name}: its joined cells touch {touched:,} rows.",
            f"at most {MAX_TOUCHED:,}",
            "part the joined cells again.",
        )
    for merge in marks.merges:
        for row in range(merge.first_row, min(merge.last_row, marks.last_row) + 1):
            marks.merged.setdefault(row, []).append(merge)
    return marks


def _beside(package: Package, part: str, marks: Marks) -> None:
    """Note the comments on the cells of a sheet, and the words in its text boxes."""
    relations = package.part(
        posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
    )
    if relations is None:
        return
    for relation in _parsed(package, relations).iter(RELATION):
        kind, target = str(relation.get("Type", "")), str(relation.get("Target", ""))
        place = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        )
        content = package.part(place) if kind.endswith(("/comments", "/drawing")) else None
        if content is None:
            continue
        root = _parsed(package, content)
        if kind.endswith("/comments"):
            found = (
                (str(one.get("ref", "")), one) for one in root.iter() if str(one.tag).endswith("}comment")
            )
            marks.comments += [f"{address}: {_texts(one)}" for address, one in found][:SHOWN]
        else:
            bodies = (one for one in root.iter() if str(one.tag).endswith("}txBody"))
            marks.boxes += [words for one in bodies if (words := _texts(one))][:SHOWN]


def _texts(element: ET.Element) -> str:
    return " ".join(" ".join(t.text or "" for t in element.iter() if str(t.tag).endswith("}t")).split())


def _elements(content: bytes) -> Iterator[ET.Element]:
    """Give rows and joined cells one by one, and forget each."""
    open_elements: list[ET.Element] = []
    for event, element in ET.iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314
        if event == "start":
            open_elements.append(element)
            continue
        open_elements.pop()
        if str(element.tag).endswith(("}row", "}mergeCell", "}col")):
            yield element
            if open_elements:
                open_elements[-1].clear()


def _row(marks: Marks, row: ET.Element) -> None:
    own = row.get("r")
    number = int(own) if own is not None and own.isdecimal() and len(own) < 11 else marks.last_row + 1
    filled = [cell for cell in row if len(cell)]
    if not filled:
        return
    marks.rows += 1
    marks.last_row = max(marks.last_row, number)
    for at, cell in enumerate(row, start=1):
        if not len(cell):
            continue
        address = str(cell.get("r", ""))
        place = place_of(address)
        column = place[1] if place else at
        marks.last_column = max(marks.last_column, min(column, MAX_COLUMNS))
        marks.beyond += column > MAX_COLUMNS
        if any(str(child.tag).endswith("}f") for child in cell):
            marks.formula_count += 1
            if len(marks.formulas) < SHOWN:
                marks.formulas.append(address)
            if not _has_result(cell):
                marks.unsolved_count += 1
                if len(marks.unsolved) < SHOWN:
                    marks.unsolved.append(address)
    if row.get("hidden") in {"1", "true"}:
        marks.hidden_count += 1
        if len(marks.hidden) < SHOWN:
            marks.hidden.append(number)


def _has_result(cell: ET.Element) -> bool:
    """Tell whether a formula's result is stored; a text may be an empty one."""
    stored = next((child for child in cell if str(child.tag).endswith(("}v", "}is"))), None)
    return stored is not None and (bool(stored.text) or len(stored) > 0 or cell.get("t") == "str")


def _column(marks: Marks, column: ET.Element) -> None:
    """Note hidden columns by their letters."""
    first, last = str(column.get("min", "")), str(column.get("max", ""))
    if column.get("hidden") in {"1", "true"} and first.isdecimal() and last.isdecimal():
        for number in range(int(first[:6]), min(int(last[:6]), MAX_COLUMNS) + 1):
            if len(marks.hidden_columns) < SHOWN:
                marks.hidden_columns.append(get_column_letter(number))


def _merge(marks: Marks, ref: str) -> None:
    first, _, last = ref.partition(":")
    start, end = place_of(first), place_of(last)
    if start and end and start <= end and len(marks.merges) < MAX_MERGES:
        marks.merges.append(Merge(start[0], start[1], end[0], end[1], ref))
