"""What is odd in a whole workplan and stays as printed: numbers, doubled words, spellings, years."""

import re
from collections.abc import Iterable, Iterator, Sequence

from iagkg.problem import Problem
from iagkg.source.enumerator import follows, kinds, prefix, read_enumerator
from iagkg.source.periods import spelling
from iagkg.source.tasks import every_item
from iagkg.workplan import SubItem, Task, Workplan

__all__ = ["oddities"]

DOUBLED = re.compile(
    r"\b(?P<word>[^\W\d_]{2,40})[ \n\u00a0]+(?P=word)\b"
    r"|\b(?P<phrase>[^\W\d_]{4,40}(?: [^\W\d_]{1,40}){0,2}) (?:of|in|on|for|de|du|des|del|para|sur|dans)"
    r"(?: (?:the|a|an|la|le|les|el|los|las))? (?P=phrase)\b",
    re.IGNORECASE,
)
TWICE_IS_RIGHT = frozenset({"that", "had", "nous", "vous", "bora", "ha"})
"""Words that may rightly stand twice."""


def oddities(workplan: Workplan) -> Iterator[Problem]:
    """Yield what a person may want to check; nothing of it changes the reading."""
    tasks = [task for workstream in workplan.workstreams for task in workstream.tasks]
    yield from _numbers(workplan)
    yield from _not_numbered(tasks)
    for task in tasks:
        yield from _swallowed(task)
        yield from _doubled(task)
    yield from _spellings(tasks)
    yield from _carried(tasks)
    yield from _years(workplan, tasks)


def _numbers(workplan: Workplan) -> Iterator[Problem]:
    headings = [
        (workstream.number, workstream.row, workstream.line)
        for workstream in workplan.workstreams
        if workstream.row is not None
    ]
    yield from _siblings(headings, "the workstreams")
    last = None
    for workstream in workplan.workstreams:
        placed = [(task.number, task.row, task.line) for task in workstream.tasks]
        name = f"workstream {workstream.number}" if workstream.number else "this group of tasks"
        yield from _siblings(placed, name, last)
        last = placed[-1][0] if placed else last
        for task in workstream.tasks:
            yield from _item_numbers(task.items, f"task {task.number or task.ordinal}")


def _not_numbered(tasks: Sequence[Task]) -> Iterator[Problem]:
    """Report tasks without a number where most have one: such a row may go on with the task above."""
    bare = [task for task in tasks if not task.number]
    if len(bare) * 2 >= len(tasks):
        return
    for task in bare:
        yield Problem(
            "warning",
            "number-not-printed",
            "This task has no number, the others have one. If the row goes on with the task above, write its "
            "words and its mandate into the row of that task.",
            found=task.text[:60],
            row=task.row,
            line=task.line,
            field="task",
        )


def _swallowed(task: Task) -> Iterator[Problem]:
    """Report another cell of a task that opens with the number after its own: a task that ran on in it."""
    for name, text in (("", task.responsible), ("", task.output), *task.extra.items()):
        mark = read_enumerator(text)
        if mark is None or not task.number or not follows(mark.value, task.number) or len(text) <= mark.end:
            continue
        column = f' of the column "{name}"' if name else ""
        yield Problem(
            "warning",
            "task-in-other-cell",
            f"A cell{column} beside task {task.number} begins with the number {mark.value}; it was not read "
            "as a task. If it is one, give it a row of its own; in a text, put a blank line before each row.",
            found=text[:60],
            row=task.row,
            line=task.line,
            field="task",
        )


def _item_numbers(items: Sequence[SubItem], name: str) -> Iterator[Problem]:
    yield from _siblings([(_value(item), item.row, item.line) for item in items], name)
    for item in items:
        yield from _item_numbers(item.items, item.path)


def _value(item: SubItem) -> str:
    return item.printed.strip("().:") if item.printed.startswith("(") else item.printed.rstrip(").:")


def _siblings(
    placed: Sequence[tuple[str | None, int | None, int | None]], name: str, before: str | None = None
) -> Iterator[Problem]:
    """Report repeated numbers, and numbers that do not follow the one above them."""
    seen: set[str] = set()
    for number, row, line in placed:
        if number is None:
            continue
        if number in seen:
            yield Problem(
                "info",
                "repeated-number",
                f"The number {number} stands more than once in {name}; places are told apart by position.",
                found=number,
                row=row,
                line=line,
                field="task",
            )
        elif before is not None and seen and _out_of_order(number, before):
            yield Problem(
                "info",
                "number-out-of-order",
                f"In {name} the number {number} stands after {before}.",
                found=number,
                row=row,
                line=line,
                field="task",
            )
        seen.add(number)
        before = number


def _out_of_order(number: str, before: str) -> bool:
    same_list = prefix(number) == prefix(before) and bool(set(_ways(number)) & set(_ways(before)))
    return same_list and not follows(number, before)


def _ways(number: str) -> dict[str, int]:
    return kinds(number) if re.search(r"[A-Za-z]|\d", number) else {}


def _doubled(task: Task) -> Iterator[Problem]:
    texts = [(task.text, task.row, task.line)]
    texts += [(item.text, item.row, item.line) for item in every_item(task.items)]
    for text, row, line in texts:
        for found in DOUBLED.finditer(text):
            if (found["word"] or "").casefold() in TWICE_IS_RIGHT:
                continue
            yield Problem(
                "info",
                "doubled-words",
                f'"{found[0]}" may say a word twice; it is kept as printed.',
                found=found[0],
                row=row,
                line=line,
                field="task",
            )


def _spellings(tasks: Sequence[Task]) -> Iterator[Problem]:
    """Report timelines that differ in typography alone, at the row of the later form."""
    forms: dict[str, str] = {}
    for task in tasks:
        printed = task.period.text
        first = forms.setdefault(spelling(printed), printed)
        if printed != first:
            yield Problem(
                "info",
                "timeline-spelling",
                f'"{printed}" and "{first}" differ in typography alone; they are read alike.',
                found=printed,
                expected=first,
                row=task.row,
                line=task.line,
                field="timeline",
            )


def _list(rows: Iterable[int]) -> str:
    return f"rows {', '.join(map(str, rows))}"


def _carried(tasks: Sequence[Task]) -> Iterator[Problem]:
    carried = [task for task in tasks if task.period.carried]
    if carried:
        yield Problem(
            "info",
            "year-carried",
            "A start without a year takes the year printed at the end of its interval"
            + (f": {_list(task.row for task in carried)}." if len(carried) > 1 else "."),
            found=carried[0].period.text,
            row=carried[0].row,
            line=carried[0].line,
            field="timeline",
        )


def _years(workplan: Workplan, tasks: Sequence[Task]) -> Iterator[Problem]:
    """Report where the years of the title and the periods of the tasks do not agree."""
    if not workplan.period:
        return
    first, last = map(int, workplan.period)
    dated = [(task, _span(task)) for task in tasks if _span(task)]
    outside = [task for task, years in dated if years[0] < first or years[-1] > last]
    printed = f"{first}–{last}"
    if outside:
        yield Problem(
            "info",
            "period-outside-title",
            f"The title says {printed}; "
            + (
                f"periods go beyond: {_list(task.row for task in outside)}."
                if len(outside) > 1
                else "a period goes beyond."
            ),
            found=printed,
            row=outside[0].row,
            line=outside[0].line,
            field="timeline",
        )
    ends = [years[-1] for _, years in dated]
    if ends and not outside and max(ends) < last and not any(task.period.open_ended for task in tasks):
        yield Problem(
            "info",
            "period-within-title",
            f"The title says {printed}; the last period printed ends in {max(ends)}.",
            found=printed,
            field="timeline",
        )


def _span(task: Task) -> list[int]:
    return [day.year for day in (task.period.first_day, task.period.last_day) if day]
