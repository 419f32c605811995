"""Complete dates from their neighbours: a month, and a year that the same interval or list prints once.

A year is carried backwards only ("August - December 2025"), and only where the month is not later than that
of the date it comes from: "November - March 2026" may begin in 2025 or in 2026, so its start stays open. A
year is never carried forwards, over words without a joint, or into or out of the bracket of an event.
"""

from dataclasses import replace

from iagkg.period.dates import Date, impossible, order
from iagkg.period.entries import Bound, Entry
from iagkg.problem import Problem, Severity

__all__ = ["complete"]


def complete(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Return the entries with their dates completed; what stays open is added to `problems`."""
    slots = _slots(entries)
    for group in _groups(entries, slots):
        dates = [slots[key] for key in group]
        dates = _numbers(dates)
        dates = _years(dates, problems)
        slots.update(zip(group, (_checked(date, problems) for date in dates), strict=True))
    repeated = _recurring(entries)
    for date in slots.values():
        lacking = date.year is None and not date.doubt and date.unit not in ("number", "year")
        if lacking and not repeated and not _told(date, problems):
            problems.append(_problem("year-missing", date, "No year is printed; the date stays open."))
        if date.unit == "number":
            problems.append(_problem("number-alone", date, "A number without a month says no date."))
    return [_filled(entry, number, slots) for number, entry in enumerate(entries)]


_Key = tuple[int, int, str]


def _slots(entries: list[Entry]) -> dict[_Key, Date]:
    """Return the dates of all bounds by entry, bound and edge, in the order of the text."""
    found: dict[_Key, Date] = {}
    for number, entry in enumerate(entries):
        for place, bound in enumerate(entry.bounds):
            if bound.first:
                found[number, place, "first"] = bound.first
            if bound.last:
                found[number, place, "last"] = bound.last
    return found


def _groups(entries: list[Entry], slots: dict[_Key, Date]) -> list[list[_Key]]:
    """Return the keys of dates that may complete each other."""
    groups: list[list[_Key]] = []
    before: _Key | None = None
    for key in slots:
        entry, place, _ = key
        own = entries[entry].bounds[place].event
        if before is None:
            joined = False
        elif key[:2] == before[:2]:
            joined = True
        elif own or entries[before[0]].bounds[before[1]].event:
            joined = False
        else:
            joined = entry == before[0] or (entry == before[0] + 1 and entries[entry].joint != "")
        if joined:
            groups[-1].append(key)
        else:
            groups.append([key])
        before = key
    return groups


def _numbers(dates: list[Date]) -> list[Date]:
    """Give bare numbers their unit: that of the date after them, or before them ("April 24-26, 2019")."""
    done = list(dates)
    for at in range(len(done) - 1, -1, -1):
        after = done[at + 1] if at + 1 < len(done) else None
        led = at > 0 and done[at - 1].month_first
        if after and not led:
            done[at] = _with_unit(done[at], after)
    for at in range(1, len(done)):
        before = done[at - 1]
        if done[at].unit == "number" and before.unit == "day":
            done[at] = replace(done[at], unit="day", place=before.place, month_first=before.month_first)
    return done


def _with_unit(date: Date, after: Date) -> Date:
    if date.unit != "number" or date.year is not None:
        return date
    if after.unit == "day" and not after.doubt:
        return replace(date, unit="day", place=after.place)
    if after.unit in ("quarter", "half"):
        return replace(date, unit=after.unit, place=date.day, day=None)
    return date


def _years(dates: list[Date], problems: list[Problem]) -> list[Date]:
    """Carry years backwards where the order of the months allows it."""
    done = list(dates)
    for at in range(len(done) - 2, -1, -1):
        date, after = done[at], done[at + 1]
        if date.year is not None or date.doubt or date.unit in ("number", "year", "season"):
            continue
        if after.year is None or after.doubt or after.unit in ("number", "year", "season"):
            continue
        if impossible(date):
            done[at] = replace(date, year=after.year)
        elif order(date, after):
            done[at] = replace(date, year=after.year, carried=True)
        else:
            words = f'No year is printed, and "{after.printed}" is earlier in the year. Print its year.'
            problems.append(_problem("year-not-carried", date, words))
    return done


def _checked(date: Date, problems: list[Problem]) -> Date:
    """Mark a date that the calendar does not have, and tell of every doubt."""
    if impossible(date):
        problems.append(_problem("impossible-date", date, "The calendar has no such date.", "error"))
        return replace(date, doubt="impossible-date")
    if date.short and not date.doubt:
        said = f"The year is read as {date.year}. Print it in full."
        problems.append(_problem("short-year", date, said))
    if date.doubt == "ambiguous-date":
        problems.append(
            _problem("ambiguous-date", date, "It can be read in two ways. Print the month in words.")
        )
    if date.doubt == "short-year-open":
        problems.append(_problem("short-year-open", date, "The year is not printed in full: it stays open."))
    return date


def _told(date: Date, problems: list[Problem]) -> bool:
    return any(each.code == "year-not-carried" and each.found == date.printed for each in problems)


def _recurring(entries: list[Entry]) -> bool:
    """Tell whether a missing year is meant: "every March", "annually by 31 March"."""
    return any(entry.role in ("every", "RECURRING") for entry in entries)


def _problem(code: str, date: Date, words: str, severity: Severity = "warning") -> Problem:
    return Problem(severity, code, f'"{date.printed}": {words}', found=date.printed, field="timeline")


def _filled(entry: Entry, number: int, slots: dict[_Key, Date]) -> Entry:
    """Return the entry with the completed dates in its bounds."""
    bounds: list[Bound] = []
    for place, bound in enumerate(entry.bounds):
        first = slots.get((number, place, "first"))
        bounds.append(replace(bound, first=first, last=slots.get((number, place, "last"))))
    return replace(entry, bounds=tuple(bounds))
