"""From entries to one reading: the bounds, precision, kind and anchors that they say together.

The rules that the form leaves to a careful secretary (`docs`: this is their one place):

- a point in time keeps its bounds; a year, half or quarter is an interval; an event with a date is a point;
- "by", "until", "up to": a deadline, which has no start; "from", "as of", "since", "onward": a start, open;
- "before March 2026" ends with February 2026; where that is in a year that is not printed ("before Q1 2026")
  the end stays open; "before 15 May 2026" keeps the printed day; "after" the same way for the start;
- "March and June 2026", "2026 and 2027" are several points; a slash or a comma is the same, but a slash
  between neighbours ("October/November 2025", "2025/2026") is an interval;
- "ongoing" alone is without an end; with a deadline it has the deadline, after a date it begins with it;
- a period that comes back is `recurring` and open, unless an end is printed;
- "week of 12 May 2025" has a first day; whether the week has five or seven days is not printed.
"""

import datetime as dt
from dataclasses import replace

from iagkg.period.bounds import Reading, note, read_entry
from iagkg.period.dates import Date, edges
from iagkg.period.entries import Bound, Entry
from iagkg.period.model import Kind
from iagkg.problem import Problem

__all__ = ["combine", "unfolded"]


def combine(entries: list[Entry], problems: list[Problem]) -> Reading:
    """Return the reading of all entries together; oddities are added to `problems`."""
    flags = {entry.role for entry in entries if entry.role.isupper()}
    said = [entry for entry in entries if not entry.role.isupper()]
    relative = tuple(
        name for entry in entries if entry.role == "RELATIVE" for name in entry.bounds[0].anchors
    )
    dated = [entry for entry in said if entry.role != "span"]
    if "TENTATIVE" in flags or ("TBD" in flags and dated):
        problems.append(note("tentative", "The text says that this is not final."))
    if not dated:
        return _without_date(said, flags, relative)
    dated = _joined(dated)
    readings = [read_entry(entry, problems) for entry in dated]
    whole = readings[0] if len(readings) == 1 else _several(readings)
    if not whole.anchors and not any(bound.first for entry in dated for bound in entry.bounds):
        whole = replace(whole, anchors=relative)
    return _flagged(whole, flags, entries, problems)


def unfolded(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Return the entries with those of brackets on the same level; what a bracket adds is told of."""
    found: list[Entry] = []
    for entry in entries:
        if entry.role == "aside":
            found += [replace(each, joint="") for each in unfolded(list(entry.inside), problems)]
            continue
        found.append(entry)
        for bound in entry.bounds:
            found += [each for each in bound.aside if each.role.isupper() or each.role == "every"]
            rest = [date for each in bound.aside for inner in each.bounds if (date := inner.first)]
            if rest:
                quoted = ", ".join(f'"{date.printed}"' for date in rest)
                problems.append(note("not-read", f"Not read, beside another date: {quoted}."))
    return found


def _without_date(said: list[Entry], flags: set[str], relative: tuple[str, ...]) -> Reading:
    """Return the reading of a text that has neither a date nor an event."""
    if "ONGOING" in flags:
        return Reading("ongoing", open_ended=True)
    if "RECURRING" in flags:
        return Reading("recurring", open_ended=True)
    if "NO_DEADLINE" in flags:
        return Reading("unknown", open_ended=True)
    if relative or said:
        return Reading("relative", precisions=("relative",), anchors=relative)
    return Reading()


def _joined(entries: list[Entry]) -> list[Entry]:
    """Make one entry of two that say one thing: "COP 17, October 2026", "2025/2026", "from ... by ..."."""
    if len(entries) != 2:
        return entries
    first, second = entries
    one, two = first.bounds[0], second.bounds[0]
    roles = (first.role, second.role)
    bounds = (one, two)
    if roles == ("point", "point"):
        apart = second.joint in ("", "COMMA") and not (one.anchors and two.anchors)
        if apart and bool(one.first) != bool(two.first):
            named = Bound((*one.anchors, *two.anchors), one.first or two.first, one.last or two.last, True)
            return [replace(first, bounds=(named,))]
        if second.joint != "SLASH" or not one.first or not two.first or not _neighbours(one.first, two.first):
            return entries
    elif roles == ("point", "deadline"):
        if second.joint not in ("", "COMMA") or not one.first or not two.first:
            return entries
    elif roles not in (("begin", "deadline"), ("after", "before")):
        return entries
    return [replace(first, role="interval", bounds=bounds)]


def _neighbours(first: Date, second: Date) -> bool:
    """Tell whether the second date follows the first at once, or both are whole days."""
    if first.unit != second.unit or first.part or second.part:
        return False
    if first.unit == "day" or not (first.fixed and second.fixed):
        return first.unit == "day"
    after, begins = edges(first)[1], edges(second)[0]
    if first.year is not None and second.year is not None and _iso(first) and _iso(second):
        return True
    return bool(after and begins and after + dt.timedelta(days=1) == begins)


def _iso(date: Date) -> bool:
    return date.printed[:4].isdecimal() and "-" in date.printed


def _several(readings: list[Reading]) -> Reading:
    """Return the reading of several points: the outermost bounds, open where the outer one is undated."""
    anchors = tuple(name for reading in readings for name in reading.anchors)
    precisions = [each for reading in readings for each in reading.precisions]
    starts = [reading.start for reading in readings]
    ends = [reading.end for reading in readings]
    start = min((day for day in starts if day), default=None) if starts[0] else None
    end = max((day for day in ends if day), default=None) if ends[-1] else None
    if start and end and end < start:
        start = end = None
    running = next((reading for reading in readings if reading.open_ended), None)
    kind: Kind = running.kind if running else "multi"
    end = None if running else end
    carried = readings[0].carried and start is not None
    return Reading(kind, start, end, tuple(precisions), anchors, running is not None, carried)


def _flagged(whole: Reading, flags: set[str], entries: list[Entry], problems: list[Problem]) -> Reading:
    """Apply "ongoing", "every year", "deadline" to the reading of the dates."""
    if "DEADLINE" in flags and whole.kind in ("point", "interval"):
        whole = replace(whole, kind="deadline", start=None, carried=False)
    if "NO_DEADLINE" in flags and whole.end is None:
        whole = replace(whole, open_ended=True)
    if {"ONGOING", "RECURRING"} <= flags and entries[0].role == "ONGOING":
        return _running(whole, entries, problems)
    if "RECURRING" in flags and _then_again(entries):
        return replace(whole, kind="recurring", end=None, open_ended=True)
    if "RECURRING" in flags:
        if whole.kind in ("point", "start") or (whole.kind == "deadline" and whole.end is None):
            return replace(whole, kind="recurring", end=None, open_ended=True)
        return replace(whole, kind="recurring", open_ended=whole.end is None)
    if "ONGOING" in flags and whole.kind in ("point", "interval", "start", "multi"):
        return _running(whole, entries, problems)
    return whole


def _then_again(entries: list[Entry]) -> bool:
    """Tell whether one date comes first and its repetition after it: "2026, then every two years"."""
    roles = [entry.role for entry in entries]
    return roles[:2] == ["point", "RECURRING"] and not entries[0].bounds[0].last


def _running(whole: Reading, entries: list[Entry], problems: list[Problem]) -> Reading:
    """Return "2025, ongoing" (begins in 2025), "Ongoing (2025-2027)", "Ongoing, COP 17" as they are meant."""
    order = [entry.role for entry in entries if entry.role not in ("span",)]
    leads = order[0] == "ONGOING"
    if whole.kind == "start" or not leads:
        return replace(whole, kind="ongoing", end=None, open_ended=True)
    if whole.kind == "interval":
        return whole
    problems.append(
        note("ongoing-with-date", "The text says ongoing and names a date; no end is read from it.")
    )
    return replace(whole, kind="ongoing", start=None, end=None, open_ended=True, carried=False)
