"""The rows of the sheet Corrections, and of the tasks that meetings added, as they are recorded."""

import datetime as dt
from collections.abc import Mapping

from iagkg.export.workbook_model import COLUMNS, BookRow
from iagkg.export.workbook_tasks import answer
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = ["added_rows", "correction_rows"]


def correction_rows(store: Store, values: Mapping[str, str], lang: str) -> tuple[BookRow, ...]:
    """Return a row a correction that counts, in the order of the tasks. `values` has the workplan."""
    return tuple(
        BookRow(
            lexical(row["entry_id"]),
            {
                "ref": lexical(row["ref"]),
                "field": say(f"corrected-field.{row['field']}", lang),
                "printed": lexical(row["as_printed"]),
                "corrected": lexical(row["corrected"]),
                "why": lexical(row["why"]),
                "source": lexical(row["source"]),
                "role": lexical(row["said_by"]),
                "when": _day(row["recorded_on"]),
                "state": say(f"correction-state.{row['correction_state']}", lang),
            },
        )
        for row in answer(store, "corrections", _version(values))
    )


def added_rows(store: Store, values: Mapping[str, str], lang: str) -> tuple[BookRow, ...]:
    """Return a row a task that a meeting added; all its cells are grey, as no status is kept of it."""
    closed = frozenset(column.name for column in COLUMNS["tasks"] if column.editable)
    rows = []
    for row in answer(store, "tasks-added", _version(values)):
        meeting, day = lexical(row["added_at"]), lexical(row["added_on"])
        cells = {
            "stream": lexical(row["given_workstream"]),
            "task": lexical(row["given_task"]),
            "mandate": lexical(row["given_mandate"]),
            "period": lexical(row["given_period"]),
            "origin": say("added.origin", lang, meeting=meeting, date=day),
        }
        rows.append(BookRow(lexical(row["entry_id"]), cells, closed=closed))
    return tuple(rows)


def _version(values: Mapping[str, str]) -> dict[str, str]:
    return {"workplan": values["workplan"]}


def _day(value: object) -> dt.date | str:
    return value if isinstance(value, dt.date) else ""
