"""Read `data/status.csv`: one event a line, in any order, checked cell by cell."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from iagkg.errors import InputError
from iagkg.progress.checking import checked
from iagkg.progress.event import COLUMNS, StatusEvent

__all__ = ["lines_of", "read_events"]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: tuple[str, ...]


def read_events(path: Path) -> tuple[StatusEvent, ...]:
    """Return the events of a table, in its order; a line that stands there twice counts once.

    A file that is not there has no events. Raises InputError, naming file, row and column, for a cell that
    cannot be taken, for an id that two lines give to different things, and for an event that corrects one
    which is not there, is of another task, or corrects it in turn.
    """
    found: dict[str, StatusEvent] = {}
    for line in lines_of(path):
        place = f"{path}, row {line.number}"
        event = checked(StatusEvent(**dict(zip(COLUMNS, line.cells, strict=True)), row=line.number), place)
        earlier = found.get(event.id)
        if earlier and replace(earlier, row=0) != replace(event, row=0):
            raise InputError(
                f"{place}, column id: {event.id} is the id of row {earlier.row} too, with other cells.",
                "an id of its own for each line",
                "leave the older line as it was; a correction is a line of its own with the id in replaces.",
            )
        found.setdefault(event.id, event)
    events = tuple(found.values())
    _check_corrections(path, found)
    return events


def lines_of(path: Path) -> Iterator[_Line]:
    """Yield the lines of a table with their numbers, the header and empty lines left out.

    Raises InputError, naming file and row, for what is no table of these columns in UTF-8 with commas.
    """
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}.", "a table in UTF-8 with commas") from error
    lines = text.replace("\r\n", "\n").split("\n")
    header = _cells(lines[0], f"{path}, row 1")
    if header != COLUMNS:
        wrong = next((name for name in COLUMNS if name not in header), "another order")
        hint = "save the sheet as CSV UTF-8 with commas." if lines[0].count(";") > 1 else ""
        raise InputError(f"{path}, row 1: not the columns of this table ({wrong}).", ",".join(COLUMNS), hint)
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            raise InputError(
                f"{path}, row {number}: a mark of an unsettled merge.",
                "lines of the table",
                "keep the lines of both sides, remove the marks; merge=union in .gitattributes avoids them.",
            )
        cells = _cells(line, f"{path}, row {number}")
        if cells == COLUMNS:  # both sides of a merge may bring the header
            continue
        if len(cells) != len(COLUMNS):
            raise InputError(
                f"{path}, row {number}: {len(cells)} cells.",
                f"{len(COLUMNS)} cells, as in the header",
                "quote a cell that has a comma; a cell has no line end.",
            )
        yield _Line(number, cells)


def _cells(line: str, place: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], strict=True), []))
    except csv.Error as error:
        raise InputError(
            f"{place}: {error}.",
            "cells with commas between them, one event a line",
            "a cell has no line end.",
        ) from error


def _check_corrections(path: Path, events: dict[str, StatusEvent]) -> None:
    for event in events.values():
        seen = {event.id}
        above = event
        while above.replaces:
            place = f"{path}, row {above.row}, column replaces"
            corrected = events.get(above.replaces)
            if corrected is None:
                raise InputError(
                    f"{place}: no line has the id {above.replaces}.", "the id of a line of this table"
                )
            if corrected.task != above.task:
                raise InputError(
                    f"{place}: {corrected.id} is of the task {corrected.task}.", f"an event of {above.task}"
                )
            if corrected.id in seen:
                raise InputError(
                    f"{place}: the events correct each other.", "a correction of an earlier line"
                )
            seen.add(corrected.id)
            above = corrected
