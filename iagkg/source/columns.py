"""Find the header of a table and what each column holds, by headings and contents and not by position."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.source.column_remarks import EXPECTED, HINT, refusal, remarks
from iagkg.source.column_roles import best_of, content_roles, heading_roles, task_column
from iagkg.source.evidence import citation_share, period_share
from iagkg.source.given import places
from iagkg.source.headings import Role, role_of
from iagkg.source.table import EMPTY, Cell, Row, Table

__all__ = ["HEADER_WITHIN", "Columns", "find_columns", "header_score", "keys_of"]

CITED = re.compile(r"\d\s*/\s*\d|\bpara\S*\s+\d", re.IGNORECASE)
HEADER_WITHIN = 10
"""A header is looked for in the first rows only: a title and remarks may stand in rows before it."""
GIVEN_HEADINGS = {
    "task": "Task",
    "number": "No.",
    "mandate": "Mandate",
    "timeline": "Timeline",
    "start": "Start",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column in a row, counted from 0; None where the table has none."""

    header: Row
    task: int
    number: int | None = None
    mandate: int | None = None
    timeline: int | None = None
    end: int | None = None
    """A second column of periods, of their ends; `timeline` has the starts then."""
    deadline: bool = False
    """True where a single date in the timeline column is an end without a start."""
    stream: int | None = None
    """A column that names the workstream of each task."""
    responsible: tuple[int, ...] = ()
    output: tuple[int, ...] = ()
    at: int = 0
    """The place of the header among the rows; -1 where the table has none and a person said what is what."""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """The headings as printed, each on one line."""
        return tuple(" ".join(text.split()) for text in self.header.texts)

    @property
    def roles(self) -> tuple[str, ...]:
        """What each column was read as (task, number, mandate …); "other" where it was kept only."""
        found = ["other"] * len(self.header.cells)
        timeline = "deadline" if self.deadline else "start" if self.end is not None else "timeline"
        parts: list[tuple[int | None, str]] = [(self.task, "task"), (self.number, "number")]
        parts += [(self.mandate, "mandate"), (self.timeline, timeline), (self.end, "end")]
        parts.append((self.stream, "stream"))
        for place, role in parts:
            if place is not None:
                found[place] = role
        for places_, role in ((self.responsible, "responsible"), (self.output, "output")):
            for place in places_:
                found[place] = role
        return tuple(found)

    @property
    def keys(self) -> tuple[str, ...]:
        """What the cells of each column are kept by, where its role is "other"; no two alike."""
        return keys_of(self.names, self.roles)

    def cell(self, row: Row, index: int | None) -> Cell:
        """Return a cell of the row; empty where the table has no such column or the row is short."""
        return row.cells[index] if index is not None and index < len(row.cells) else EMPTY

    def others(self) -> list[int]:
        """Return the places of the columns that are kept by their headings."""
        return [place for place, role in enumerate(self.roles) if role == "other"]


def keys_of(names: Sequence[str], roles: Sequence[str]) -> tuple[str, ...]:
    """Return the heading of each column, or its place; a second kept column "Notes" is "Notes (2)"."""
    keys: list[str] = []
    taken: set[str] = set()
    for place, (name, role) in enumerate(zip(names, roles, strict=True), start=1):
        key = plain = name or f"column {place}"
        count = 1
        while role == "other" and (key in taken or (key != plain and key in names)):
            count += 1
            key = f"{plain} ({count})"
        if role == "other":
            taken.add(key)
        keys.append(key)
    return tuple(keys)


def header_score(texts: Sequence[str]) -> int:
    """Return how many parts of a workplan the headings name: a task, a mandate, a timeline.

    "Decision 16/9" is a mandate and names none; beside it one known word is not enough ("task force").
    """
    cited = [bool(CITED.search(text)) for text in texts]
    roles = {role_of(text) for text, is_cited in zip(texts, cited, strict=True) if not is_cited}
    if any(cited) and len(roles - {None}) < 2:
        return 0
    task = bool(roles & {"task", "output"})
    dated = bool(roles & {"timeline", "deadline", "start", "end"})
    return 2 * task + ("mandate" in roles) + dated if task or roles else 0


def _header(table: Table) -> int:
    """Return the place of the header: the row that names most parts; else the first one that is full.

    One known word is not enough: it may stand in any row ("Rome, not a date").
    """
    rows = table.rows[:HEADER_WITHIN]
    scores = [header_score(row.texts) if len(row.cells) > 1 else 0 for row in rows]
    if max(scores) < 2:
        filled = [len(row.cells) > 1 and sum(map(bool, row.texts)) for row in rows]
        return filled.index(max(filled))
    return scores.index(max(scores))


def find_columns(table: Table, given: Mapping[str, str] | None = None) -> Columns:
    """Return the columns of the table; `given` says which column is what, as a person sees it.

    Raises InputError, showing the headings, where no column of tasks is known, or neither mandates nor
    timelines: a refusal is better than a wrong reading. Raises UsageError where `given` names no column.
    """
    if not table.rows:
        raise InputError(f"{table.name}: there is no table in it.", EXPECTED, HINT)
    at = _header(table)
    header, body = table.rows[at], table.rows[at + 1 :]
    said = places(given, [" ".join(text.split()) for text in header.texts]) if given else {}
    if said and _is_task(header, said):
        at, header, body = -1, _named(header, said), table.rows
    cells = [_column(body, index) for index in range(len(header.cells))]
    roles = heading_roles(header.texts, cells, said)
    guessed = content_roles(roles, cells, header.texts) if not said else {}
    for place, role in guessed.items():
        roles[place] = role
    task, problems = task_column(header, cells, roles, said)
    mandate, timeline, end = best_of(roles, "mandate", cells), best_of(roles, "timeline", cells), None
    start, ending = _first(roles, "start"), _first(roles, "end")
    deadline = False
    if timeline is None:
        timeline, deadline = _first(roles, "deadline"), True
    if timeline is None:
        timeline, deadline = start if start is not None else ending, start is None
        end = ending if start is not None else None
    if task is None or (mandate is None and timeline is None and not said):
        raise InputError(refusal(table.name, header, task), EXPECTED, HINT)
    found = Columns(
        header,
        task,
        number=_first(roles, "number"),
        stream=_first(roles, "stream"),
        mandate=mandate,
        timeline=timeline,
        end=end,
        deadline=timeline is not None and deadline,
        responsible=tuple(_every(roles, "responsible", task)),
        output=tuple(_every(roles, "output", task)),
        at=at,
    )
    return replace(found, problems=(*problems, *remarks(found, roles, guessed)))


def _column(body: Sequence[Row], index: int) -> list[str]:
    return [text for row in body if index < len(row.cells) and (text := row.cells[index].text)]


def _first(roles: Sequence[Role | None], *wanted: Role) -> int | None:
    return next((roles.index(role) for role in wanted if role in roles), None)


def _every(roles: Sequence[Role | None], wanted: Role, task: int) -> list[int]:
    return [place for place, role in enumerate(roles) if role == wanted and place != task]


def _is_task(row: Row, said: Mapping[str, int | None]) -> bool:
    """Tell whether the row taken for the header holds a citation or a date where they were said to be."""
    if header_score(row.texts) > 1:
        return False
    for role, share in (("mandate", citation_share), ("timeline", period_share), ("deadline", period_share)):
        place = said.get(role)
        if place is not None and (text := row.cells[place].text) and share([text]):
            return True
    return False


def _named(row: Row, said: Mapping[str, int | None]) -> Row:
    """Return a header for a table without one, from what a person said."""
    names = {place: GIVEN_HEADINGS.get(role, role.title()) for role, place in said.items()}
    return Row(0, tuple(Cell((names.get(place, ""),)) for place in range(len(row.cells))))
