"""What one entry says: its bounds, precision, kind and anchors. The rules are told in `combine`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from iagkg.period.dates import Date, edges
from iagkg.period.entries import Bound, Entry
from iagkg.period.model import Kind, Precision
from iagkg.period.vocabulary import vocabulary
from iagkg.problem import Problem

__all__ = ["Reading", "note", "precision_of", "read_entry"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one entry, or the whole text, says."""

    kind: Kind = "unknown"
    start: dt.date | None = None
    end: dt.date | None = None
    precisions: tuple[Precision, ...] = ()
    anchors: tuple[str, ...] = ()
    open_ended: bool = False
    carried: bool = False
    undated: bool = False
    """True where an event without a date is among several points."""


def read_entry(entry: Entry, problems: list[Problem]) -> Reading:
    """Return the reading of one entry; oddities are added to `problems`."""
    first, last = entry.bounds[0], entry.bounds[-1]
    if first.relative:
        plain = replace(entry, bounds=(replace(first, relative=False),))
        return replace(read_entry(plain, problems), precisions=("relative",))
    anchors = tuple(name for bound in entry.bounds for name in bound.anchors)
    if entry.role == "offset_from" and first.first and not anchors:
        return replace(_begun("begin", first, anchors, problems), open_ended=False)
    if entry.offset:
        return _offset(entry)
    match entry.role:
        case "point":
            found = _point(first, problems)
        case "interval":
            found = _interval(first, last, anchors, problems)
        case "before" | "after":
            date = first.first if entry.role == "after" else first.last or first.first
            found = _beyond(entry.role, date, anchors, problems)
        case "deadline":
            precision, end = _edge(first.last or first.first, 1, problems)
            found = Reading("deadline", None, end, precision, anchors)
        case "every":
            precision = ("session",) if anchors else ((first.first.precision,) if first.first else ())
            start = edges(first.first)[0] if first.first else None
            found = Reading("recurring", start, None, precision, anchors, open_ended=True)
        case _:
            found = _begun(entry.role, first, anchors, problems)
    return found


def _begun(role: str, bound: Bound, anchors: tuple[str, ...], problems: list[Problem]) -> Reading:
    """Return the reading of what has a start alone: "from", "not before", "- ongoing", "week of"."""
    precision, start = _edge(bound.first, 0, problems)
    carried = bool(bound.first and bound.first.carried)
    if role == "week_of":
        problems.append(note("week", "Only the first day of the week is printed; its last day stays open."))
        return Reading("interval", start, None, precision, anchors, carried=carried)
    if role == "unfinished":
        words = "A dash has nothing behind it: whether the work goes on or an end is missing is not printed."
        problems.append(Problem("warning", "unfinished", words, field="timeline"))
    kind: Kind = "ongoing" if role == "running" else "start"
    open_ended = role not in ("not_before", "unfinished")
    return Reading(kind, start, None, precision, anchors, open_ended, carried)


def _edge(
    date: Date | None, side: int, problems: list[Problem]
) -> tuple[tuple[Precision, ...], dt.date | None]:
    """Return the precision and the day of one bound: side 0 is its start, 1 its end."""
    if date is None:
        return ("session",), None
    matching = date.part == ("begin-of", "end-of")[side]
    precision: Precision = replace(date, part="").precision if matching else date.precision
    day = edges(date)[side]
    if day is None and (date.fixed or (date.unit == "season" and date.year is not None)):
        _vague(date, problems)
    return (precision,), day


def _vague(date: Date, problems: list[Problem]) -> None:
    words = f'"{date.printed}" does not say in which month; the date stays open.'
    problems.append(note("not-fixed", words, date.printed))


def _point(bound: Bound, problems: list[Problem]) -> Reading:
    """Return the reading of a single date or event."""
    date = bound.first
    if date is None and any(map(_repeats, bound.anchors)):
        return Reading("recurring", None, None, ("session",), bound.anchors, open_ended=True)
    if date is None:
        return Reading("point", None, None, ("session",), bound.anchors, undated=True)
    if bound.last:
        whole = _interval(bound, bound, bound.anchors, problems)
        return replace(whole, kind="point" if bound.event else "interval")
    start, end = edges(date)
    if (date.fixed and start is None and end is None) or date.unit == "season":
        _vague(date, problems)
    whole_unit = date.unit in ("year", "quarter", "half", "season") and date.part in ("", "about")
    kind: Kind = "interval" if whole_unit and not bound.event else "point"
    if date.unit == "number":
        kind = "unknown"
    precision = () if date.unit == "number" else (date.precision,)
    return Reading(kind, start, end, precision, bound.anchors, carried=date.carried)


def _interval(first: Bound, last: Bound, anchors: tuple[str, ...], problems: list[Problem]) -> Reading:
    """Return the reading of two bounds; an end before the start leaves both open."""
    begins, ends = first.first, last.last or (last.first if last is not first else first.last)
    dated: list[Precision] = []
    start = end = None
    if begins:
        precision, start = _edge(begins, 0, problems)
        dated += precision
    if ends:
        precision, end = _edge(ends, 1, problems)
        dated += precision
    if start and end and end < start:
        words = "The end is before the start; both stay open. Correct the dates."
        problems.append(Problem("error", "end-before-start", words, field="timeline"))
        start = end = None
    carried = bool(begins and begins.carried and start)
    return Reading("interval", start, end, tuple(dated) or ("session",), anchors, carried=carried)


def _beyond(role: str, date: Date | None, anchors: tuple[str, ...], problems: list[Problem]) -> Reading:
    """Return the reading of "before" or "after" a date or an event."""
    side = 1 if role == "before" else 0
    kind: Kind = "deadline" if role == "before" else "start"
    if date is None:
        return Reading(kind, None, None, ("session",), anchors)
    day = edges(date)[side]
    if not anchors and date.fixed and date.unit != "day" and date.part != ("begin-of", "end-of")[1 - side]:
        day = _outside(date, role) if date.part == "" else day
    if day is None and date.fixed:
        words = (
            f'"{role} {date.printed}" does not print the {"end" if side else "start"} itself; it stays open.'
        )
        problems.append(note(role, words, date.printed))
    start, end = (None, day) if side else (day, None)
    return Reading(kind, start, end, _edge(date, side, [])[0], anchors)


def _outside(date: Date, role: str) -> dt.date | None:
    """Return the last day before, or the first day after, a unit, if that is in the printed year."""
    first, last = edges(date)
    day = first - dt.timedelta(days=1) if role == "before" and first else None
    if role == "after" and last and last.year < 9999:
        day = last + dt.timedelta(days=1)
    return day if day and day.year == date.year else None


def _offset(entry: Entry) -> Reading:
    """Return the reading of "six months before COP-17"."""
    bound = entry.bounds[0]
    sign = "-" if entry.role.endswith("before") else "+"
    names = bound.anchors or ((bound.first.printed,) if bound.first else ())
    anchors = tuple(f"{name} {sign} {entry.offset}" for name in names)
    kind: Kind = "deadline" if entry.role.startswith("limit") else "relative"
    if any(_repeats(name) for name in names):
        kind = "recurring"
    return Reading(kind, None, None, ("relative",), anchors, open_ended=kind == "recurring")


def _repeats(name: str) -> bool:
    """Tell whether an event is named as one that comes back ("each dialogue")."""
    word = vocabulary().exact.get((name.split(" ", 1)[0].casefold(),))
    return word is not None and "each" in word.meanings


def note(code: str, words: str, found: str = "") -> Problem:
    """Return a problem for information alone."""
    return Problem("info", code, words, found=found, field="timeline")


def precision_of(kinds: Iterable[Precision]) -> Precision:
    """Return the one precision of several bounds: `mixed` where they differ, `none` where there is none."""
    found = set(kinds)
    if len(found) > 1:
        return "mixed"
    return found.pop() if found else "none"
