"""What each column of a table is: by its heading, corrected by its cells, or by its cells alone."""

from collections.abc import Mapping, Sequence
from typing import get_args

from iagkg.problem import Problem
from iagkg.source.enumerator import is_enumerator
from iagkg.source.evidence import are_numbers, citation_share, period_share
from iagkg.source.headings import Role, role_of
from iagkg.source.table import Row

__all__ = ["best_of", "content_roles", "heading_roles", "task_column"]

ENOUGH = 0.7
"""The part of the cells that must be citations, or dates, for a column without a known heading."""
LEAST = 2
"""Cells that must be filled for it."""


def heading_roles(
    headings: Sequence[str], cells: Sequence[list[str]], said: Mapping[str, int | None]
) -> list[Role | None]:
    """Return the part of each column by its heading; what a person said goes before it."""
    roles = [_checked(role_of(text), cells[place]) for place, text in enumerate(headings)]
    _numbers_apart(roles, cells)
    _areas_apart(roles, cells)
    known: dict[str, Role] = {role: role for role in get_args(Role)}
    for said_role, place in said.items():
        role = known[said_role]
        same = {"timeline": {"timeline", "deadline", "start", "end"}, "deadline": {"timeline", "deadline"}}
        for at, own in enumerate(roles):
            if own in same.get(role, {role}) and role not in ("other", "responsible", "output"):
                roles[at] = None
        if place is not None:
            roles[place] = role
    return roles


def _checked(role: Role | None, texts: list[str]) -> Role | None:
    """Correct a heading that says one thing over a column that holds another.

    "Reference" or "Item" may stand over numbers alone, or over words.
    """
    if role == "mandate" and are_numbers(texts):
        return "number"
    if role == "number" and sum(is_enumerator(text) for text in texts) * 2 < len(texts):
        return None
    return role


def _numbers_apart(roles: list[Role | None], cells: Sequence[list[str]]) -> None:
    """Take a column of tasks that holds numbers alone, beside another one, as that of their numbers."""
    tasks = [at for at, role in enumerate(roles) if role == "task"]
    bare = [at for at in tasks if len(cells[at]) > 1 and are_numbers(cells[at])]
    others = [at for at, role in enumerate(roles) if at not in bare and role in ("task", None) and cells[at]]
    if bare and others and "number" not in roles:
        roles[bare[0]] = "number"


def _areas_apart(roles: list[Role | None], cells: Sequence[list[str]]) -> None:
    """Take a column of tasks that is filled now and then, before a fuller one, as that of workstreams.

    "Area of work" and "What": each area stands once, beside the first of its tasks.
    """
    tasks = [at for at, role in enumerate(roles) if role == "task"]
    if len(tasks) == 2 and "stream" not in roles and 0 < len(cells[tasks[0]]) < len(cells[tasks[1]]):
        roles[tasks[0]] = "stream"


def best_of(roles: Sequence[Role | None], wanted: Role, cells: Sequence[list[str]]) -> int | None:
    """Return the column of a part; of several, the one whose cells are most like it, else the first."""
    places = [at for at, role in enumerate(roles) if role == wanted]
    if len(places) < 2:
        return places[0] if places else None
    share = citation_share if wanted == "mandate" else period_share
    return max(places, key=lambda at: (share(cells[at]), -at))


def content_roles(
    roles: Sequence[Role | None], cells: Sequence[list[str]], headings: Sequence[str]
) -> dict[int, Role]:
    """Return the mandate and the timeline among the columns with unknown headings, by their cells."""
    found: dict[int, Role] = {}
    dated: set[Role | None] = {"timeline", "deadline", "start", "end"}
    wanted: list[tuple[Role, set[Role | None]]] = [("mandate", {"mandate"}), ("timeline", dated)]
    for role, taken in wanted:
        if taken & set(roles):
            continue
        share = citation_share if role == "mandate" else period_share
        unknown = [at for at, own in enumerate(roles) if own is None and at not in found and headings[at]]
        shares = {
            at: share(cells[at])
            for at in unknown
            if len(cells[at]) >= LEAST and not share(headings[at : at + 1])
        }
        best = max(shares, key=lambda at: shares[at], default=None)
        if best is not None and shares[best] >= ENOUGH:
            found[best] = role
    return found


def task_column(
    header: Row, cells: Sequence[list[str]], roles: Sequence[Role | None], said: Mapping[str, int | None]
) -> tuple[int | None, list[Problem]]:
    """Return the column of tasks, else that of outputs, else the longest unknown one with a warning."""
    if "task" in said:
        return said["task"], []
    known = next((roles.index(role) for role in ("task", "output") if role in roles), None)
    if known is not None and (roles[known] == "task" or None not in roles):
        return known, []
    lengths = [sum(map(len, texts)) for texts in cells]
    unknown = [at for at, role in enumerate(roles) if role is None and header.texts[at]]
    longest = max(unknown, key=lambda at: lengths[at], default=None)
    others = [length for at, length in enumerate(lengths) if at != longest]
    if longest is None or not others or lengths[longest] < 2 * max(others):
        return known, []
    heading = " ".join(header.texts[longest].split())
    return longest, [
        Problem(
            "warning",
            "task-column-guessed",
            f'No heading for a task is known here; the column "{heading}" was taken for it, because it has '
            "the longest words. Check the tasks.",
            found=heading,
            expected="Task, Activity, Action or another word of data/headings.tsv",
            row=header.number or None,
            line=header.line,
            field="task",
        )
    ]
