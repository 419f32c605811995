"""The ends of printed periods, and milestones, as a calendar (iCalendar, RFC 5545).

An entry hangs on the key of its task, so the calendar of a new version moves it and adds none. A period is
not a deadline: an entry says that the printed period ends, on the last day that its words fix.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event

from iagkg.progress.milestones import Milestone
from iagkg.report.chm_records import ExportSet, Record
from iagkg.wording import say

__all__ = ["Dated", "calendar_ics", "without_end"]

_ID = "-//iagkg//workplan calendar//EN"
_DOMAIN = "iagkg.w3id.org"


@dataclass(frozen=True, slots=True)
class Dated:
    """Of which version the entries are: how many came before it, its day, the words on its standing."""

    versions_before: int
    day: dt.date
    standing: str


def without_end(records: Sequence[Record]) -> list[str]:
    """Return the references of tasks whose printed words fix no last day: they have no entry."""
    return [record.ref for record in records if not record.last_day]


def calendar_ics(
    export: ExportSet,
    keys: Mapping[str, str],
    milestones: Sequence[Milestone],
    version: Dated,
    lang: str = "en",
) -> bytes:
    """Return the calendar; the same data give the same bytes.

    `keys` are those of tasks by reference; a task without one is named by its reference.
    """
    calendar = Calendar()
    calendar.add("prodid", _ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    mark = f"{version.standing}: " if export.draft else ""
    calendar.add("x-wr-calname", f"{mark}{' '.join(export.title.split())}")
    calendar.add("x-wr-caldesc", say("disclaimer", lang))
    for record in export.records:
        if record.last_day:
            calendar.add_component(_task(record, keys.get(record.ref, record.ref), version, lang))
    for one in milestones:
        if one.start:
            calendar.add_component(_milestone(one, version, lang))
    content: bytes = calendar.to_ical()
    return content


def _base(identifier: str, version: Dated, first: dt.date, last: dt.date) -> Event:
    event = Event()
    event.add("uid", f"{identifier}@{_DOMAIN}")
    event.add("dtstamp", dt.datetime.combine(version.day, dt.time(), tzinfo=dt.UTC))
    event.add("sequence", version.versions_before)
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))  # the day after: RFC 5545, section 3.6.1
    event.add("transp", "TRANSPARENT")
    return event


def _task(record: Record, key: str, version: Dated, lang: str) -> Event:
    day = dt.date.fromisoformat(record.last_day)
    event = _base(f"{key.lower()}-period-ends", version, day, day)
    name = f"{record.ref} {record.short_title or record.title}".strip()
    summary = say("ics.period-ends", lang, task=name)
    event.add("summary", f"{say('ics.draft', lang)} {summary}" if record.draft else summary)
    event.add("status", "TENTATIVE" if record.draft else "CONFIRMED")
    event.add("categories", [f"{record.ref.partition('.')[0]} {record.workstream}".strip()])
    event.add("description", "\n".join(_lines(record, version, lang)))
    if record.task:
        event.add("url", record.task)
    return event


def _lines(record: Record, version: Dated, lang: str) -> list[str]:
    lines = [record.title, say("ics.period", lang, period=" ".join(record.period.split()))]
    for mandate in record.mandates:
        page = f" {mandate.page}" if mandate.page else ""
        lines.append(say("ics.rests-on", lang, place=mandate.label) + page)
    lines += [say("ics.unread", lang, words=words) for words in record.unread]
    return [*lines, say("ics.no-deadline", lang), version.standing]


def _milestone(one: Milestone, version: Dated, lang: str) -> Event:
    assert one.start is not None  # noqa: S101  # asked before
    event = _base(f"milestone-{one.code.lower()}", version, one.start, one.end or one.start)
    event.add("summary", one.name)
    event.add("status", "CONFIRMED")
    event.add("categories", [say(f"milestone-kind.{one.kind}", lang)])
    if one.place:
        event.add("location", one.place)
    event.add("description", say("ics.source", lang, source=one.source))
    return event
