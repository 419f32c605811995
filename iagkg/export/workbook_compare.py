"""What a person changed in a workbook that comes back, held against what was written and what holds now.

A cell that says what it said when the file was written was not changed; one that says what holds now has
nothing to apply. A cell that was changed, and changed in the tables meanwhile, is a conflict.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from iagkg.export.workbook_model import COLUMNS, Book, normal, print_of
from iagkg.export.workbook_read import Found, FoundRow, Trouble
from iagkg.export.workbook_sense import TAGS, Sense
from iagkg.export.workbook_tasks import REPORTED
from iagkg.progress.corrections import field_named

__all__ = ["Changes", "Edit", "compare"]

_REPORT = ("status", *REPORTED)
_DEFAULTED = {"as_of", "reported_by", "who", "date"}
"""Columns that are filled by --on and --by where they are left empty."""
_GROUPS = {"tasks": _REPORT, "decisions": ("to_do", "who", "date")}
_CORRECTED = {
    "task": "title",
    "number": "number",
    "mandate": "mandate",
    "period": "period",
    "stream": "workstream",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that was changed: where, of which row, what it says in place of what."""

    place: str
    sheet: str
    key: str
    ref: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What was found: changed cells, rows added below, troubles by cell, rows that are no longer there."""

    edits: tuple[Edit, ...]
    added: tuple[FoundRow, ...]
    corrections: tuple[FoundRow, ...]
    troubles: tuple[Trouble, ...]
    removed: tuple[str, ...]


def compare(found: Found, now: Book, sense: Sense) -> Changes:
    """Return what a workbook proposes; `now` is the workbook as it would be written now, with all reports.

    `sense` tells what words mean, so that a status in other capitals is no change.
    """
    edits: list[Edit] = []
    troubles: list[Trouble] = []
    counted = Counter((row.sheet, row.key) for row in found.rows if row.key)
    first: dict[tuple[str, str], FoundRow] = {}
    corrected = _corrected_fields(found.rows)
    for row in found.rows:
        place = (row.sheet, row.key)
        if not row.key or row.sheet == "log":
            continue
        if counted[place] > 1 and place in first:
            troubles.append(
                Trouble(row.place, "double", (("ref", _name(row)), ("other", first[place].place)))
            )
            continue
        first[place] = row
        if place not in found.base:
            troubles.append(Trouble(row.place, "unknown-key", (("key", row.key),)))
            continue
        current = now.row(*place)
        if current is None:
            if any(_edited(row, found.base[place], sense)):
                troubles.append(Trouble(row.place, "gone", (("ref", _name(row)),)))
            continue
        held = {column.name: normal(current.cells.get(column.name, "")) for column in COLUMNS[row.sheet]}
        troubles += _grey(row, found.base[place], held, current.closed, corrected)
        made, wrong = _white(row, found.base[place], held, current.closed, sense)
        edits += made
        troubles += wrong
    new = [row for row in found.rows if not row.key and row.sheet != "log"]
    troubles += [cell.trouble for row in new for cell in row.cells.values() if cell.trouble]
    removed = tuple(
        f"{key}" if sheet != "tasks" else _ref(now, key)
        for sheet, key in found.base
        if sheet in {"tasks", "decisions", "corrections"} and (sheet, key) not in first
    )
    return Changes(
        tuple(edits),
        tuple(row for row in new if row.sheet == "tasks"),
        tuple(row for row in new if row.sheet == "corrections"),
        tuple(troubles) + tuple(Trouble(row.place, "no-row") for row in new if row.sheet == "decisions"),
        removed,
    )


def _ref(now: Book, key: str) -> str:
    row = now.row("tasks", key)
    return normal(row.cells.get("ref")) if row else key


def _name(row: FoundRow) -> str:
    if row.sheet == "decisions":
        parts = (row.words(name) for name in ("decision", "section", "para", "subpara"))
        return " ".join(filter(None, parts))
    return row.words("ref") or row.key


def _edited(row: FoundRow, base: Mapping[str, str], sense: Sense) -> Iterator[str]:
    for column in COLUMNS[row.sheet]:
        name = column.name
        if column.editable and name in row.cells:
            words, old = row.words(name), base.get(name, "")
            if words != old and sense(name, words) != sense(name, old):
                yield name


def _grey(
    row: FoundRow,
    base: Mapping[str, str],
    held: Mapping[str, str],
    closed: frozenset[str],
    corrected: Mapping[tuple[str, str], str],
) -> Iterator[Trouble]:
    """Yield the grey cells that were changed without a row in Corrections that says the same."""
    for column in COLUMNS[row.sheet]:
        cell = row.cells.get(column.name)
        if cell is None or column.editable:
            continue
        kept = base.get(f"#{column.name}", print_of(""))
        if print_of(cell.words) == kept or cell.words == held[column.name]:
            continue
        if cell.trouble:
            yield cell.trouble
            continue
        field = _CORRECTED.get(column.name, "")
        names = {row.words("ref").casefold(), row.key.casefold()}
        if any(corrected.get((name, field)) == cell.words for name in names):
            continue
        yield Trouble(cell.place, "grey", (("new", cell.words), ("old", held[column.name])))


def _white(
    row: FoundRow, base: Mapping[str, str], held: Mapping[str, str], closed: frozenset[str], sense: Sense
) -> tuple[list[Edit], list[Trouble]]:
    edits, troubles = [], []
    group = _GROUPS.get(row.sheet, ())
    for name in _edited(row, base, sense):
        cell, old = row.cells[name], base.get(name, "")
        new, before, current = (sense(name, words) for words in (cell.words, old, held[name]))
        # Terms are added to those that others accepted meanwhile; any other cell has one value.
        if new == current or (name in TAGS and before <= new <= current):
            continue
        if cell.trouble:
            troubles.append(cell.trouble)
        elif name in closed:
            troubles.append(Trouble(cell.place, "closed" if row.words("ref") else "added"))
        elif current != before and name not in TAGS:
            troubles.append(_conflict(cell.place, held[name], old, cell.words))
        else:
            edits.append(Edit(cell.place, row.sheet, row.key, _name(row), name, old, cell.words))
    # A report is one thing: what somebody recorded meanwhile is not to be overlaid by half of another.
    if any(edit.field in group for edit in edits):
        known = {trouble.place for trouble in troubles}
        for name in group:
            words, old = row.words(name), base.get(name, "")
            said = words or name not in _DEFAULTED
            if said and name in row.cells and held[name] not in {words, old} and row.where(name) not in known:
                troubles.append(_conflict(row.where(name), held[name], old, words))
    return edits, troubles


def _conflict(place: str, now: str, old: str, new: str) -> Trouble:
    return Trouble(place, "conflict", (("now", now or "–"), ("old", old or "–"), ("new", new or "–")))


def _corrected_fields(rows: Iterable[FoundRow]) -> dict[tuple[str, str], str]:
    """Return what the rows of Corrections say, by task (reference or key) and field."""
    found = {}
    for row in rows:
        if row.sheet == "corrections":
            found[row.words("ref").casefold(), field_named(row.words("field"))] = row.words("corrected")
    return found
