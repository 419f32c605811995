"""Read a timeline cell: `parse_period` is the door of this package."""

import datetime as dt
import re

from iagkg.period.arrange import arrange
from iagkg.period.bounds import Reading, note, precision_of
from iagkg.period.carry import complete
from iagkg.period.combine import combine, unfolded
from iagkg.period.entries import Entry, entries
from iagkg.period.events import events, shown
from iagkg.period.model import Period, Precision
from iagkg.period.scan import LONGEST, squeeze
from iagkg.period.tokens import Token, compose, tokens
from iagkg.problem import Problem

__all__ = ["parse_period", "to_json"]

_SPLIT_YEAR = re.compile(r"(?<![\d/.–-])([12]\d{3})\s?[/∕⁄]\s?(\d{2}|[12]\d{3})(?![\d/.–-])")


def parse_period(text: str) -> Period:
    """Return what a timeline cell says; `text` is kept as given.

    No error is raised for any text: what is odd becomes a problem. Only what the text prints is given as a
    date; nothing is taken from the clock. The rules are in the module `combine`.
    """
    clean = squeeze(text)
    if len(clean) > LONGEST:
        words = f"The text has {len(clean)} characters: too long for a period. It was not read."
        return Period(text, problems=(Problem("warning", "too-long", words, field="timeline"),))
    if not any(letter.isalnum() for letter in clean):
        return Period(text)
    problems: list[Problem] = []
    items = events(compose(tokens(clean), clean), clean)
    row, unread, remarks = arrange(items, clean)
    found, unfit = entries(row, clean)
    found = complete(unfolded(found, problems), problems)
    reading = combine(found, problems)
    _weekday(items, found, problems)
    _split_year(clean, reading, problems)
    unread += [shown(clean, item.start, item.end) for item in unfit if item.kind not in ("LPAR", "RPAR")]
    problems += _unread(unread, remarks)
    return _period(text, reading, problems)


def _period(text: str, reading: Reading, problems: list[Problem]) -> Period:
    precision = precision_of(reading.precisions)
    return Period(
        text,
        _printed(reading.start, precision),
        _printed(reading.end, precision),
        reading.start,
        reading.end,
        precision,
        reading.open_ended,
        reading.anchors,
        reading.kind,
        reading.carried,
        tuple(dict.fromkeys(problems)),
    )


def _printed(day: dt.date | None, precision: Precision) -> str | None:
    """Return a bound as YYYY-MM, or YYYY-MM-DD where the precision is a day."""
    if day is None:
        return None
    return day.isoformat() if precision == "day" else f"{day.year:04}-{day.month:02}"


def _unread(unread: list[str], remarks: list[str]) -> list[Problem]:
    """Return the problems that quote what was not read, and the remarks."""
    found = []
    words = [word for word in dict.fromkeys(unread) if word.strip()]
    if words:
        quoted = ", ".join(f'"{word}"' for word in words)
        said = f"Not read as part of the period: {quoted}."
        found.append(Problem("info", "not-read", said, found="; ".join(words), field="timeline"))
    for remark in dict.fromkeys(remarks):
        said = f'A condition beside the period, kept in words: "{remark}".'
        found.append(Problem("info", "remark", said, found=remark, field="timeline"))
    return found


def _weekday(items: list[Token], found: list[Entry], problems: list[Problem]) -> None:
    """Report a weekday that is not that of the one printed day ("Monday, 9 December 2016")."""
    named = [item.number for item in items if item.kind == "WEEKDAY"]
    dates = [bound.first for entry in found for bound in entry.bounds if bound.first]
    if len(named) != 1 or len(dates) != 1:
        return
    date = dates[0]
    if not date.fixed or date.unit != "day" or date.year is None or not date.place or not date.day:
        return
    if dt.date(date.year, date.place, date.day).isoweekday() != named[0]:
        said = f'The weekday printed beside "{date.printed}" is not that of the date. Check both.'
        problems.append(Problem("warning", "weekday", said, found=date.printed, field="timeline"))


def _split_year(text: str, reading: Reading, problems: list[Problem]) -> None:
    """Tell that "2026/27" prints no months: it may be a year that begins in the middle of 2026."""
    for printed in _SPLIT_YEAR.finditer(text):
        first, second = int(printed[1]), int(printed[2])
        if second not in (first + 1, (first + 1) % 100) or not (reading.start or reading.end):
            continue
        said = (
            f'"{printed[0]}" does not say in which month it begins and ends; both years are taken whole. If '
            "a year from the middle of one to the middle of the next is meant, print its months."
        )
        problems.append(note("split-year", said, printed[0]))


def to_json(period: Period) -> dict[str, object]:
    """Return the period as a JSON object; `problems` only where there are some.

    `anchor` is null, a string, or a list of strings if there are several.
    """
    anchors: object = list(period.anchors) if len(period.anchors) > 1 else None
    if len(period.anchors) == 1:
        anchors = period.anchors[0]
    value: dict[str, object] = {
        "text": period.text,
        "start": period.start,
        "end": period.end,
        "first_day": period.first_day.isoformat() if period.first_day else None,
        "last_day": period.last_day.isoformat() if period.last_day else None,
        "precision": period.precision,
        "open_ended": period.open_ended,
        "anchor": anchors,
        "kind": period.kind,
        "carried": period.carried,
    }
    if period.problems:
        value["problems"] = [
            {"severity": each.severity, "code": each.code, "message": each.message}
            for each in period.problems
        ]
    return value
