"""The list of statuses as people read it: who reported what, as of which day; nothing follows from a date."""

import datetime as dt
from collections.abc import Mapping, Sequence

from iagkg.queries import named, run
from iagkg.store.base import Store
from iagkg.store.terms import Value, lexical
from iagkg.table import Table
from iagkg.table_text import date_words
from iagkg.wording import say

__all__ = [
    "counted",
    "history",
    "reported",
    "status_cell",
    "status_words",
    "statuses",
    "statuses_for_reading",
    "without_empty_columns",
]

_SHOWN = ("output_title", "output_symbol", "next_step", "for_meeting", "lead", "deadline", "deadline_source")


def statuses(
    store: Store,
    values: Mapping[str, str],
    *,
    milestone: str = "",
    names: Mapping[str, str] | None = None,
) -> Table:
    """Return the rows of the query task-statuses, roles with the names given for them.

    With the code of a milestone the rows are grouped by it, in two columns more: `milestone_label` and
    `milestone_relation`.
    """
    table = run(store, named("task-statuses"), values)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    for row in rows:
        row["reported_by"] = _with_name(row["reported_by"], names or {})
    columns, kinds = table.columns, table.kinds
    if milestone:
        given = {key: value for key, value in values.items() if key != "as_of"}
        places = run(store, named("tasks-by-milestone"), {**given, "milestone": milestone})
        held = [dict(zip(places.columns, row, strict=True)) for row in places.rows]
        order = {lexical(place["task"]): (number, place) for number, place in enumerate(held)}
        rows = sorted(
            (
                {**row, **{name: order[lexical(row["task"])][1][name] for name in _MILESTONE}}
                for row in rows
                if lexical(row["task"]) in order
            ),
            key=lambda row: order[lexical(row["task"])][0],
        )
        columns, kinds = (*_MILESTONE, *columns), (*_MILESTONE.values(), *kinds)
    return Table(tuple(columns), tuple(tuple(row[name] for name in columns) for row in rows), tuple(kinds))


_MILESTONE = {"milestone_label": "text", "milestone_relation": "code milestone-relation"}


def reported(status: str, who: str, day: str, lang: str) -> str:
    """Return a report in words: "in progress, as reported by secretary, 10 February 2026".

    Without a status: nothing reported, as said by whom and when.
    """
    words = say(f"task-status.{status or 'not-reported'}", lang)
    return say(
        "status.as-reported",
        lang,
        status=words,
        who=who,
        date=date_words(dt.date.fromisoformat(day), "day", lang),
    )


def status_cell(row: Mapping[str, Value], lang: str) -> str:
    """Return the status of a row of `statuses` in words, also where reports differ or there is none."""
    code = lexical(row["task_status"])
    if code == "not-reported":
        return say("task-status.not-reported", lang)
    words = reported(code, lexical(row["reported_by"]), lexical(row["status_date"]), lang)
    return f"{say('task-status.reports-differ', lang)}: {words}" if row["reports_differ"] else words


def status_words(row: Mapping[str, str], lang: str) -> str:
    """Return the status of a row of `statuses` in words, from a row whose cells are words already."""
    return status_cell({**row, "reports_differ": row["reports_differ"] == "true"}, lang)


def statuses_for_reading(table: Table, lang: str) -> Table:
    """Return the rows of `statuses` with few columns: task, status in words, output, next step, lead."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    grouped = "milestone_label" in table.columns
    columns = ("ref", "short_title", "task_status", *_SHOWN, "period")
    known = dict(zip(table.columns, table.kinds, strict=True)) | {"task_status": "text"}
    cells = []
    for row in rows:
        shown = {**row, "task_status": status_cell(row, lang)}
        relation = say(f"milestone-relation.{lexical(row['milestone_relation'])}", lang) if grouped else ""
        group = (f"{lexical(row['milestone_label'])}: {relation}",) if grouped else ()
        cells.append((*group, *(shown[name] for name in columns)))
    found = Table(
        (*(("milestone_relation",) if grouped else ()), *columns),
        tuple(cells),
        (*(("group",) if grouped else ()), *(known[name] for name in columns)),
    )
    return without_empty_columns(found, ("ref", "short_title", "task_status"))


def without_empty_columns(table: Table, kept: Sequence[str] = ()) -> Table:
    """Return a table without the columns in which no row has anything."""
    places = [
        at
        for at, name in enumerate(table.columns)
        if name in kept or any(lexical(row[at]) for row in table.rows)
    ]
    return Table(
        tuple(table.columns[at] for at in places),
        tuple(tuple(row[at] for at in places) for row in table.rows),
        tuple(table.kinds[at] for at in places),
    )


def history(store: Store, values: Mapping[str, str], names: Mapping[str, str]) -> Table:
    """Return the rows of the query status-history, roles with the names given for them."""
    table = run(store, named("status-history"), values)
    place = table.columns.index("reported_by")
    rows = tuple((*row[:place], _with_name(row[place], names), *row[place + 1 :]) for row in table.rows)
    return Table(table.columns, rows, table.kinds)


def _with_name(role: Value, names: Mapping[str, str]) -> Value:
    name = names.get(lexical(role).casefold())
    return f"{lexical(role)} ({name})" if name else role


def counted(store: Store, values: Mapping[str, str], lang: str) -> str:
    """Return in one line how many tasks have which status, and of how many none is reported."""
    given = {key: value for key, value in values.items() if key != "lang"}
    rows = run(store, named("status-counts"), given).rows
    return ", ".join(
        f"{say(f'task-status.{lexical(code)}', lang)}: {lexical(count)}" for code, count, _ in rows
    )
