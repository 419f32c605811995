"""The table `data/followup.csv`: what a group means to do with a decision paragraph, by whose word and when.

Lines are only added. A line that names another in `replaces` takes its place.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import write_whole
from iagkg.progress.days import day_of
from iagkg.progress.people import person_problem

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "FollowUp",
    "append_follow_ups",
    "checked_follow_up",
    "in_force",
    "made_follow_up",
    "read_follow_ups",
]

ACTIONS = ("existing-task", "new-task", "not-for-group", "to-discuss")
"""The codes of the scheme follow-up."""
_PLACE = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9.%~_-]+){3,12}")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One line: `place` is the address of the paragraph below `id/decision/`, `who` a role, never a person.

    `row` is for messages.
    """

    id: str = ""
    place: str = ""
    action: str = ""
    who: str = ""
    date: str = ""
    recorded: str = ""
    replaces: str = ""
    row: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the line, in the order of the columns."""
        return tuple(str(getattr(self, column)) for column in COLUMNS)


COLUMNS = tuple(field.name for field in fields(FollowUp) if field.name != "row")
"""The columns of `data/followup.csv`, in their order."""


def made_follow_up(line: FollowUp) -> FollowUp:
    """Return a line with its id, which follows from what it says: who says the same writes the same line."""
    digest = hashlib.sha256("\x1f".join(line.cells[1:]).encode()).hexdigest()
    return replace(line, id=f"f{digest[:12]}")


def checked_follow_up(line: FollowUp, place: str) -> FollowUp:
    """Return a line. Raises InputError, naming place and column, for a cell that cannot be taken."""
    wrong = {
        "id": "" if re.fullmatch(r"f[0-9a-f]{12}", line.id) else "the id that the table gave it",
        "place": "" if _PLACE.fullmatch(line.place) else "an address such as cbd/cop/16/9/b/9/a",
        "action": "" if line.action in ACTIONS else f"one of {', '.join(ACTIONS)}",
        "who": "a role, such as secretary of the group" if person_problem(line.who) else "",
        "date": "" if day_of(line.date) else "a day such as 2026-02-10",
        "recorded": "" if day_of(line.recorded) else "a day such as 2026-02-10",
    }
    for column, expected in wrong.items():
        if expected:
            raise InputError(f"{place}, column {column}: {getattr(line, column)!r}.", expected)
    if line.date > line.recorded:
        raise InputError(
            f"{place}, column date: {line.date} is still to come.", "the day of the entry or before"
        )
    return line


def read_follow_ups(path: Path) -> tuple[FollowUp, ...]:
    """Return the lines of the table, in its order; none where there is no file.

    A line that stands there twice counts once. Raises InputError, naming file, row and column, for a cell
    that cannot be taken, and for a line that replaces one which is not there or is of another place.
    """
    if not path.is_file():
        return ()
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read: {error}", "a table in UTF-8 with commas") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise InputError(f"{path}, row 1: not the columns of this table.", ",".join(COLUMNS))
    found: dict[str, FollowUp] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not cells or tuple(cells) == COLUMNS:  # both sides of a merge may bring the header
            continue
        place = f"{path}, row {number}"
        if len(cells) != len(COLUMNS):
            raise InputError(f"{place}: {len(cells)} cells.", f"{len(COLUMNS)} cells, as in the header")
        line = checked_follow_up(FollowUp(**dict(zip(COLUMNS, cells, strict=True)), row=number), place)
        found.setdefault(line.id, line)
    for line in found.values():
        corrected = found.get(line.replaces)
        if line.replaces and (corrected is None or corrected.place != line.place):
            raise InputError(
                f"{path}, row {line.row}, column replaces: {line.replaces!r}.",
                "the id of a line of the same place",
            )
    return tuple(found.values())


def append_follow_ups(path: Path, lines: Iterable[FollowUp]) -> None:
    """Add lines at the end of the table, made where it is not there; a line that stands there is left out.

    The file is written whole, and read back before it takes its place. Raises InputError as reading does.
    """
    known = {line.id for line in read_follow_ups(path)}
    before = path.read_bytes() if path.is_file() else f"{','.join(COLUMNS)}\n".encode()
    end = "\r\n" if b"\r\n" in before else "\n"
    buffer = io.StringIO()
    new = (checked_follow_up(line, f"{path}, new row") for line in lines if line.id not in known)
    csv.writer(buffer, lineterminator=end).writerows(line.cells for line in new)
    with write_whole(path) as temporary:
        last = b"" if before.endswith(b"\n") else end.encode()
        temporary.write_bytes(before + last + buffer.getvalue().encode())
        read_follow_ups(temporary)


def in_force(lines: Iterable[FollowUp]) -> dict[str, FollowUp]:
    """Return what counts for each place: the latest line that no other replaces."""
    lines = tuple(lines)
    replaced = {line.replaces for line in lines}
    counting = [line for line in lines if line.id not in replaced]
    return {
        line.place: line for line in sorted(counting, key=lambda line: (line.date, line.recorded, line.id))
    }
