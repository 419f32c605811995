"""A status event: what somebody in a named role reported of a task, as of a day."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

__all__ = ["COLUMNS", "STATUSES", "StatusEvent", "made", "same_day"]

STATUSES = ("not-started", "in-progress", "completed", "postponed", "no-longer-required")
"""The codes of the scheme task-status, from the first to the last. No event: not reported."""


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """One line of `data/status.csv`.

    `task` is the key of a task, which outlives versions; `as_of` the day the report speaks of, `recorded` the
    day it was written down; `reported_by` a role and never a name; `lead` an organisation; `deadline` stands
    only with `deadline_source`; `replaces` is the id of an event that this one corrects. Without a status an
    event gives lead, deadline or note, or takes back the event it replaces. `row` is for messages.
    """

    id: str = ""
    task: str = ""
    status: str = ""
    as_of: str = ""
    reported_by: str = ""
    meeting: str = ""
    document: str = ""
    output_title: str = ""
    output_symbol: str = ""
    output_link: str = ""
    output_thread: str = ""
    next_step: str = ""
    for_meeting: str = ""
    lead: str = ""
    deadline: str = ""
    deadline_source: str = ""
    note: str = ""
    recorded: str = ""
    replaces: str = ""
    row: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the line, in the order of the columns."""
        return tuple(str(getattr(self, column)) for column in COLUMNS)


COLUMNS = tuple(field.name for field in fields(StatusEvent) if field.name != "row")
"""The columns of `data/status.csv`, in their order."""


def made(values: Mapping[str, str], recorded: dt.date) -> StatusEvent:
    """Return an event of the values given, with its id; blanks and line ends in a value become one blank.

    The id follows from what the line says and from nothing else, so that two people who record the same get
    the same line, and it begins with a letter, so that no spreadsheet takes it for a number.
    """
    cells = {name: " ".join(value.split()) for name, value in values.items()}
    event = StatusEvent(row=0, **{**cells, "id": "", "recorded": recorded.isoformat()})
    digest = hashlib.sha256("\x1f".join(event.cells[1:]).encode()).hexdigest()
    return replace(event, id=f"s{digest[:12]}")


def same_day(event: StatusEvent, events: Iterable[StatusEvent]) -> tuple[StatusEvent, ...]:
    """Return the events that count and give the task of an event another status as of the same day."""
    events = tuple(events)
    corrected = {other.replaces for other in events}
    if not event.status or event.id in corrected:
        return ()
    return tuple(
        other
        for other in events
        if (other.task, other.as_of) == (event.task, event.as_of)
        and other.status not in {"", event.status}
        and other.id not in corrected
    )
