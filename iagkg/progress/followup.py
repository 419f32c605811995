"""The table `data/followup.csv`: what a group means to do with a decision paragraph, by whose word and when.

Lines are only added. A line that names another in `replaces` takes its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from iagkg.errors import InputError
from iagkg.progress.days import day_of
from iagkg.progress.lines import append_lines, code_named, counting, identifier, read_lines
from iagkg.progress.people import person_problem

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "FollowUp",
    "action_named",
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


def action_named(words: str) -> str:
    """Return what to do that words name in one of the languages, or by its code; nothing for other words."""
    return code_named(words, ACTIONS, "follow-up.")


def made_follow_up(line: FollowUp) -> FollowUp:
    """Return a line with its id, which follows from what it says: who says the same writes the same line."""
    return replace(line, id=identifier("f", line.cells[1:]))


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
    """Return the lines of the table, in its order, each once. Raises InputError as `read_lines` does.

    It does so too for a line that replaces one of another place.
    """
    lines = read_lines(
        path, COLUMNS, lambda cells, at, row: checked_follow_up(FollowUp(**cells, row=row), at)
    )
    places = {line.id: line.place for line in lines}
    for line in lines:
        if line.replaces and places[line.replaces] != line.place:
            raise InputError(
                f"{path}, row {line.row}, column replaces: {line.replaces!r}.",
                "the id of a line of the same place",
            )
    return lines


def append_follow_ups(path: Path, lines: Iterable[FollowUp]) -> None:
    """Add lines to the table. Raises InputError where one cannot be taken."""
    append_lines(
        path, COLUMNS, [checked_follow_up(line, f"{path}, new row") for line in lines], read_follow_ups
    )


def in_force(lines: Iterable[FollowUp]) -> dict[str, FollowUp]:
    """Return what counts for each place: the latest line that no other replaces."""
    ordered = sorted(counting(lines), key=lambda line: (line.date, line.recorded, line.id))
    return {line.place: line for line in ordered}
