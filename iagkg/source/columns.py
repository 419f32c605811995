"""Find the header of a table and what each column holds, by the headings and not by position."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.source.enumerator import is_enumerator
from iagkg.source.headings import Role, role_of
from iagkg.source.table import EMPTY, Cell, Row, Table

__all__ = ["Columns", "find_columns", "header_score"]

HEADER_WITHIN = 5
"""A header is looked for in the first rows only: a title may stand in a row of its own before it."""
EXPECTED = "a header row with a column of tasks (Task, Activity, Action) and one of mandates or of timelines"
HINT = "give the columns headings that data/headings.tsv has, or add the words printed here to that table."


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column in a row, counted from 0; None where the table has none."""

    header: Row
    task: int
    number: int | None = None
    mandate: int | None = None
    timeline: int | None = None
    deadline: bool = False
    """True where a single date in the timeline column is an end without a start."""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """The headings as printed, each on one line."""
        return tuple(" ".join(text.split()) for text in self.header.texts)

    def cell(self, row: Row, index: int | None) -> Cell:
        """Return a cell of the row; empty where the table has no such column or the row is short."""
        return row.cells[index] if index is not None and index < len(row.cells) else EMPTY

    def others(self) -> list[int]:
        """Return the places of the columns with no part in the reading."""
        used = {self.task, self.number, self.mandate, self.timeline}
        return [index for index in range(len(self.header.cells)) if index not in used]


def header_score(texts: Sequence[str]) -> int:
    """Return how many parts of a workplan the headings name: a task, a mandate, a timeline."""
    roles = {role_of(text) for text in texts}
    task = bool(roles & {"task", "output"})
    return 2 * task + ("mandate" in roles) + bool(roles & {"timeline", "deadline"}) if task or roles else 0


def _header(table: Table) -> int:
    first = table.rows[:HEADER_WITHIN]
    scores = [header_score(row.texts) for row in first]
    return scores.index(max(scores))


def find_columns(table: Table) -> Columns:
    """Return the columns of the table.

    Raises InputError, showing the headings, where no column of tasks is known, or neither mandates nor
    timelines: a refusal is better than a wrong reading.
    """
    if not table.rows:
        raise InputError(f"{table.name}: there is no table in it.", EXPECTED, HINT)
    at = _header(table)
    header, body = table.rows[at], table.rows[at + 1 :]
    roles = [role_of(text) for text in header.texts]
    roles = [_checked(role, _column(body, index)) for index, role in enumerate(roles)]
    timeline = _first(roles, "timeline", "deadline")
    mandate = _first(roles, "mandate")
    task, problems = _task(table, header, body, roles)
    if task is None or (mandate is None and timeline is None):
        raise InputError(_refusal(table, header, task), EXPECTED, HINT)
    found = Columns(
        header,
        task,
        _first(roles, "number"),
        mandate,
        timeline,
        timeline is not None and roles[timeline] == "deadline",
    )
    return Columns(
        header,
        task,
        found.number,
        mandate,
        timeline,
        found.deadline,
        (*problems, *_missing(found), *_second(found, roles)),
    )


def _column(body: Sequence[Row], index: int) -> list[str]:
    return [text for row in body if index < len(row.cells) and (text := row.cells[index].text)]


def _checked(role: Role | None, texts: list[str]) -> Role | None:
    """Correct a heading that says one thing over a column that holds another.

    "Reference" or "Item" may stand over numbers alone, or over words.
    """
    bare = sum(is_enumerator(text) for text in texts)
    if role == "mandate" and texts and bare == len(texts):
        return "number"
    if role == "number" and bare * 2 < len(texts):
        return None
    return role


def _first(roles: Sequence[Role | None], *wanted: Role) -> int | None:
    return next((roles.index(role) for role in wanted if role in roles), None)


def _task(
    table: Table, header: Row, body: Sequence[Row], roles: Sequence[Role | None]
) -> tuple[int | None, list[Problem]]:
    """Return the column of tasks, else that of outputs, else the longest unknown one with a warning."""
    known = _first(roles, "task", "output")
    if known is not None and (roles[known] == "task" or None not in roles):
        return known, []
    lengths = [sum(map(len, _column(body, index))) for index in range(len(roles))]
    unknown = [index for index, role in enumerate(roles) if role is None and header.texts[index]]
    longest = max(unknown, key=lambda index: lengths[index], default=None)
    others = [length for index, length in enumerate(lengths) if index != longest]
    if longest is None or not others or lengths[longest] < 2 * max(others):
        return known, []
    heading = header.texts[longest]
    return longest, [
        Problem(
            "warning",
            "task-column-guessed",
            f'No heading for a task is known here; the column "{heading}" was taken for it, because it has '
            "the longest words. Check the tasks.",
            found=heading,
            expected="Task, Activity, Action or another word of data/headings.tsv",
            row=header.number,
            line=header.line,
            field="task",
        )
    ]


def _refusal(table: Table, header: Row, task: int | None) -> str:
    missing = "a column of tasks" if task is None else "a column of mandates or of timelines"
    place = f"row {header.number}" + (f" (line {header.line})" if header.line else "")
    seen = " | ".join(" ".join(text.split())[:60] for text in header.texts[:12])
    return f"{table.name}, {place}: this table is not understood, {missing} is missing. Its headings: {seen}"


def _missing(columns: Columns) -> list[Problem]:
    """Report a missing column once, and not at each task."""
    problems = []
    if columns.mandate is None:
        problems.append(
            _at_header(
                columns,
                "no-mandate-column",
                "The table has no column of mandates; citations were sought in the words of the tasks.",
                "mandate",
            )
        )
    if columns.timeline is None:
        problems.append(
            _at_header(
                columns,
                "no-timeline-column",
                "The table has no column of timelines; no task has a period.",
                "timeline",
            )
        )
    return problems


def _second(columns: Columns, roles: Sequence[Role | None]) -> list[Problem]:
    """Report columns that seem to hold a second mandate or timeline; they are kept, not read."""
    again: dict[int, str] = {}
    for index, role in enumerate(roles):
        if role == "mandate" and index != columns.mandate:
            again[index] = "mandate"
        if role in ("timeline", "deadline") and index != columns.timeline:
            again[index] = "timeline"
    return [
        _at_header(
            columns,
            "second-column",
            f'The column "{columns.names[index]}" may hold a {name} too; it was kept and not read. '
            f'"{columns.names[first]}" was read.',
            name,
        )
        for index, name in again.items()
        if (first := columns.mandate if name == "mandate" else columns.timeline) is not None
    ]


def _at_header(columns: Columns, code: str, message: str, name: str) -> Problem:
    return Problem(
        "warning",
        code,
        message,
        found=" | ".join(columns.names),
        row=columns.header.number,
        line=columns.header.line,
        field=name,
    )
