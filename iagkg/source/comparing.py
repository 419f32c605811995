"""Tell whether two readings say the same, wherever the words stand in their files."""

from collections.abc import Iterator

from iagkg.source.tasks import every_item
from iagkg.workplan import Task, Workplan

__all__ = ["differences"]

PLACE = ("body", "decision", "part", "annex", "section", "para", "sub", "subsub", "label", "target")


def differences(one: Workplan, other: Workplan) -> Iterator[str]:
    """Yield the references of tasks, or the parts of the document, that two readings give otherwise.

    Words before a citation ("Decision 16/9" for "16/9") make no difference, nor do rows and lines.
    """
    if one.title != other.title:
        yield "title"
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
    return (task.number, task.text, citations, items, dates, task.responsible, task.output, task.extra)
