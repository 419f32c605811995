"""The table `data/added.csv`: tasks that a meeting added beside the document, never a part of it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from iagkg.progress.days import day_of
from iagkg.progress.lines import (
    append_lines,
    check_cells,
    counting,
    identifier,
    line_to_replace,
    read_lines,
)
from iagkg.progress.people import person_problem

__all__ = [
    "COLUMNS",
    "AddedTask",
    "added_tasks",
    "adding",
    "append_added",
    "checked_added",
    "made_added",
    "read_added",
    "withdrawn",
]


@dataclass(frozen=True, slots=True)
class AddedTask:
    """One line: `workplan` is a key, `meeting` and `date` say where the task comes from, `who` is a role.

    `workstream`, `mandate` and `period` are words as the meeting gave them. `row` is for messages.
    """

    id: str = ""
    workplan: str = ""
    workstream: str = ""
    task: str = ""
    mandate: str = ""
    period: str = ""
    meeting: str = ""
    date: str = ""
    who: str = ""
    recorded: str = ""
    replaces: str = ""
    row: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the line, in the order of the columns."""
        return tuple(str(getattr(self, column)) for column in COLUMNS)


COLUMNS = tuple(field.name for field in fields(AddedTask) if field.name != "row")
"""The columns of `data/added.csv`, in their order."""


def made_added(line: AddedTask) -> AddedTask:
    """Return a line with its id; blanks and line ends in a cell become one blank."""
    cells = [" ".join(cell.split()) for cell in line.cells[1:]]
    return AddedTask(identifier("a", cells), *cells)  # type: ignore[arg-type]  # all cells are words


def checked_added(line: AddedTask, place: str) -> AddedTask:
    """Return a line. Raises InputError, naming place and column, for a cell that cannot be taken."""
    day, recorded = day_of(line.date), day_of(line.recorded)
    wrong = {
        "workplan": "" if line.workplan else "the key of a workplan, such as iag-tsc",
        "task": "" if line.task or line.replaces else "what is to be done",
        "meeting": "" if line.meeting else "the meeting that added the task",
        "date": "" if day and recorded and day <= recorded else "the day of the meeting, such as 2026-02-10",
        "who": "a role, such as secretary of the group" if person_problem(line.who) else "",
        "recorded": "" if recorded else "a day such as 2026-02-10",
    }
    check_cells(dict(zip(COLUMNS, line.cells, strict=True)), wrong, place)
    return line


def read_added(path: Path) -> tuple[AddedTask, ...]:
    """Return the lines of the table, in its order. Raises InputError as `read_lines` does."""
    return read_lines(path, COLUMNS, lambda cells, at, row: checked_added(AddedTask(**cells, row=row), at))


def append_added(path: Path, lines: Iterable[AddedTask]) -> int:
    """Add tasks to the table; return how many did not stand there yet.

    Raises InputError where one cannot be taken.
    """
    return append_lines(
        path, COLUMNS, [checked_added(line, f"{path}, new row") for line in lines], read_added
    )


def added_tasks(lines: Iterable[AddedTask], workplan: str) -> tuple[AddedTask, ...]:
    """Return the added tasks of a workplan that count: neither replaced nor withdrawn, by day and id."""
    held = [line for line in counting(lines) if line.workplan == workplan and line.task]
    return tuple(sorted(held, key=lambda line: (line.date, line.id)))


def adding(lines: Iterable[AddedTask], new: AddedTask) -> AddedTask:
    """Return a new added task as a line; where one that counts says the same already, that one.

    One that says the same and was withdrawn is added again, in the place of the line that withdrew it.
    """
    lines, line = tuple(lines), made_added(new)
    known = {one.id: one for one in counting(lines)}
    for one in known.values():
        if one.task and _said(one) == _said(line):
            return one
    while (later := next((one for one in lines if one.replaces == line.id), None)) is not None:
        line = made_added(replace(line, replaces=later.id))
    return line


def _said(line: AddedTask) -> tuple[str, ...]:
    return (
        line.workplan,
        line.workstream,
        line.task,
        line.mandate,
        line.period,
        line.meeting,
        line.date,
    )


def withdrawn(lines: Iterable[AddedTask], identifier: str, who: str, recorded: str) -> AddedTask:
    """Return the line that withdraws an added task. Raises UsageError as `line_to_replace` does."""
    _, line = line_to_replace(lines, identifier)
    return made_added(
        AddedTask(
            workplan=line.workplan,
            meeting=line.meeting,
            date=line.date,
            who=who,
            recorded=recorded,
            replaces=identifier,
        )
    )
