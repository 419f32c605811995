"""Tell whether two readings say the same, wherever the words stand in their files."""

import re
from collections.abc import Iterator

from iagkg.source.tasks import every_item
from iagkg.workplan import Task, Workplan

__all__ = ["differences"]

WORDED = re.compile(r"\bdecision\s+(?=\d)", re.IGNORECASE)
PLACE = ("body", "decision", "part", "annex", "section", "para", "sub", "subsub", "label", "target")


def differences(one: Workplan, other: Workplan) -> Iterator[str]:
    """Yield the references of tasks, or the parts of the document, that two readings give otherwise.

    Columns that are kept only may stand elsewhere, and a reading without roles has no columns to compare.
    Words before a citation ("Decision 16/9" for "16/9") make no difference, nor do rows and lines.
    """
    if one.title != other.title:
        yield "title"
    roles = [[role for role in plan.roles if role != "other"] for plan in (one, other)]
    if all(roles) and roles[0] != roles[1]:
        yield "columns"
    tasks = [[task for stream in plan.workstreams for task in stream.tasks] for plan in (one, other)]
    streams = [
        [(stream.number, stream.title, len(stream.tasks)) for stream in plan.workstreams]
        for plan in (one, other)
    ]
    if streams[0] != streams[1]:
        yield "workstreams"
    for mine, theirs in zip(*tasks, strict=False):
        if _said(mine) != _said(theirs):
            yield mine.ref


def _said(task: Task) -> tuple[object, ...]:
    citations = [tuple(getattr(one.citation, name) for name in PLACE) for one in task.citations]
    items = [(item.path, item.text) for item in every_item(task.items)]
    period = task.period
    dates = (period.text, period.first_day, period.last_day, period.open_ended, period.kind)
    mandate = " ".join(WORDED.sub("", task.mandate_text).split())
    kept = (task.responsible, task.output, task.extra)
    return (task.number, task.text, mandate, citations, items, dates, *kept)
