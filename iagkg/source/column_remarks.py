"""What is said of the columns of a table: which are missing, guessed, or there twice; why it is refused."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from iagkg.problem import Problem
from iagkg.source.headings import Role
from iagkg.source.table import Row

if TYPE_CHECKING:
    from iagkg.source.columns import Columns

__all__ = ["EXPECTED", "HINT", "refusal", "remarks"]

EXPECTED = "a header row with a column of tasks (Task, Activity, Action) and one of mandates or of timelines"
HINT = (
    'say which column is what: iagkg read FILE --columns "task=1,mandate=2,timeline=3"; or give the columns '
    "headings that data/headings.tsv has, or add the words printed here to that table."
)
SHOWN = 12


def refusal(name: str, header: Row, task: int | None) -> str:
    """Return the words for a table that is not understood: where it was looked, and what was seen."""
    missing = "a column of tasks" if task is None else "a column of mandates or of timelines"
    place = f"row {header.number}" + (f" (line {header.line})" if header.line else "")
    seen = " | ".join(" ".join(text.split())[:60] for text in header.texts[:SHOWN])
    return f"{name}, {place}: this table is not understood, {missing} is missing. Its headings: {seen}"


def remarks(
    columns: "Columns", roles: Sequence[Role | None], guessed: Mapping[int, Role]
) -> Iterator[Problem]:
    """Yield what is to be said of the columns, once for the whole table."""
    for place, role in guessed.items():
        yield _at_header(
            columns,
            f"{role}-column-guessed",
            f'No heading for a {role} is known here; the column "{columns.names[place]}" was taken for it, '
            f"by what its cells hold. Check the {role}s.",
            role,
        )
    if columns.mandate is None:
        yield _at_header(
            columns,
            "no-mandate-column",
            "The table has no column of mandates; citations were sought in the words of the tasks.",
            "mandate",
        )
    if columns.timeline is None:
        yield _at_header(
            columns,
            "no-timeline-column",
            "The table has no column of timelines; no task has a period.",
            "timeline",
        )
    yield from _second(columns, roles)


def _second(columns: "Columns", roles: Sequence[Role | None]) -> Iterator[Problem]:
    """Report columns that seem to hold a second mandate or timeline; they are kept, not read."""
    for index, role in enumerate(roles):
        again = ""
        if role == "mandate" and index != columns.mandate:
            again = "mandate"
        if role in ("timeline", "deadline", "start", "end") and index not in (columns.timeline, columns.end):
            again = "timeline"
        first = columns.mandate if again == "mandate" else columns.timeline
        if again and first is not None:
            yield _at_header(
                columns,
                "second-column",
                f'The column "{columns.names[index]}" may hold a {again} too; it was kept and not read. '
                f'"{columns.names[first]}" was read.',
                again,
            )


def _at_header(columns: "Columns", code: str, message: str, name: str) -> Problem:
    return Problem(
        "warning",
        code,
        message,
        found=" | ".join(columns.names),
        row=columns.header.number or None,
        line=columns.header.line,
        field=name,
    )
