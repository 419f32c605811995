"""From a table to a workplan: the columns found, the rows gathered, the tasks made, the oddities reported."""

from collections.abc import Mapping
from dataclasses import replace

from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.source.clean import clean
from iagkg.source.columns import Columns, find_columns
from iagkg.source.held import held_problems
from iagkg.source.oddities import oddities
from iagkg.source.rows import Group, gather
from iagkg.source.table import Table
from iagkg.source.tasks import make_task
from iagkg.source.titles import title_period, title_status, workstream_title
from iagkg.workplan import Source, Workplan, Workstream

__all__ = ["make_workplan"]


def make_workplan(table: Table, given: Mapping[str, str] | None = None) -> Workplan:
    """Return the workplan of a table; all that was odd is in its problems, in the order of the rows.

    `given` says which column is what. Raises InputError where the headings are not understood, or no task
    stands below them.
    """
    table = clean(table)
    columns = find_columns(table, given)
    groups, problems, bare = gather(table.rows, columns)
    problems = [*table.problems, *columns.problems, *held_problems(table.rows, columns), *problems]
    workstreams = []
    for position, group in enumerate(groups, start=1):
        workstream, found = _workstream(group, columns, position, bare=bare)
        workstreams.append(workstream)
        problems += found
    if not any(workstream.tasks for workstream in workstreams):
        raise InputError(
            f"{table.name}: the table has a header and no task below it: {' | '.join(columns.names)}",
            "rows with a task, its mandate and its timeline",
            "check that the whole table was copied.",
        )
    workplan = Workplan(
        title=table.title,
        period=title_period(table.title),
        status=title_status(table.title),
        columns=columns.names,
        workstreams=tuple(workstreams),
        roles=columns.roles,
        source=Source(table.name, table.sha256, table.format, table.encoding, table.rows[-1].number),
    )
    problems += oddities(workplan)
    return _with(workplan, problems)


def _with(workplan: Workplan, problems: list[Problem]) -> Workplan:
    """Return the workplan with its problems: those of the document first, then row by row."""
    ordered = sorted(problems, key=lambda problem: problem.row or 0)
    return replace(workplan, problems=tuple(dict.fromkeys(ordered)))


def _workstream(
    group: Group, columns: Columns, position: int, *, bare: bool
) -> tuple[Workstream, list[Problem]]:
    ref = f"WS{position}"
    heading = group.heading
    text = " ".join(dict.fromkeys(text for text in heading.texts if text.strip("-–— "))) if heading else ""
    number, title = workstream_title(text) if heading else (None, None)
    tasks, problems = [], []
    for ordinal, draft in enumerate(group.tasks, start=1):
        task, found = make_task(draft, columns, f"{ref}.T{ordinal}", bare=bare)
        tasks.append(task)
        problems += found
    if heading and not tasks:
        problems.append(
            Problem(
                "warning",
                "workstream-without-tasks",
                "The row was read as a heading and no task stands below it. If it is a task, give it a "
                "mandate or a timeline.",
                found=text[:200],
                row=heading.number,
                line=heading.line,
            )
        )
    return (
        Workstream(
            ref,
            number,
            title,
            tuple(tasks),
            row=heading.number if heading else None,
            line=heading.line if heading else None,
            printed=" ".join(text.split()),
        ),
        problems,
    )
