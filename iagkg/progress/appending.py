"""Add an event to `data/status.csv`: a line at its end, every other byte as it was."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import write_whole
from iagkg.progress.checking import checked
from iagkg.progress.days import day_of
from iagkg.progress.event import COLUMNS, StatusEvent, made
from iagkg.progress.reading import read_events

__all__ = ["append_event", "line_of", "taken_back"]


def line_of(cells: tuple[str, ...]) -> str:
    """Return cells as a line of the table, without its end."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def append_event(path: Path, event: StatusEvent) -> bool:
    """Add an event to the table, made where it is not there; tell whether it was added.

    An event that stands there already is not added again. The file is written whole or not at all. Raises
    InputError where the event or the table cannot be taken, or the file cannot be written.
    """
    event = checked(event, f"{path}, new row")
    events = {known.id: known for known in read_events(path)}
    if event.id in events:
        return False
    if event.replaces and event.replaces not in events:
        raise InputError(f"{path}: no line has the id {event.replaces}.", "the id of a line of this table")
    before = path.read_bytes() if path.is_file() else f"{line_of(COLUMNS)}\n".encode()
    end = b"\r\n" if b"\r\n" in before else b"\n"
    if not before.endswith(b"\n"):
        before += end
    try:
        with write_whole(path) as temporary:
            temporary.write_bytes(before + line_of(event.cells).encode() + end)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}.", "a file that you may write to"
        ) from error
    return True


def taken_back(events: tuple[StatusEvent, ...], identifier: str, by: str, today: str) -> StatusEvent:
    """Return the event that takes back another: it restores what that one corrected, or states nothing.

    Raises UsageError where there is no such event, or another corrects it already.
    """
    known = {event.id: event for event in events}
    event = known.get(identifier)
    if event is None:
        raise UsageError(f"No event has the id {identifier}.", "an id that iagkg status show gives")
    later = next((other for other in events if other.replaces == identifier), None)
    if later is not None:
        raise UsageError(
            f"{identifier} no longer counts: {later.id} took its place.",
            "an event that counts",
            f"iagkg status undo {later.id} takes that one back.",
        )
    day = day_of(today)
    assert day is not None  # noqa: S101  # a day of the clock
    corrected = known.get(event.replaces)
    base = corrected if corrected else StatusEvent(task=event.task, as_of=event.as_of)
    values = {name: getattr(base, name) for name in COLUMNS if name not in {"id", "recorded", "replaces"}}
    if corrected is None:
        values["reported_by"] = by
    return replace(made({**values, "replaces": identifier}, day), row=0)
