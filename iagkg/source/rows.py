"""From the rows of a table to the drafts of its tasks: which row is a heading, a task, or part of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iagkg.problem import Problem
from iagkg.source.columns import Columns
from iagkg.source.drafts import BLANK, TaskDraft, fill, odd, own
from iagkg.source.enumerator import follows, is_enumerator, is_first, kinds, prefix, read_enumerator
from iagkg.source.items import Paragraph
from iagkg.source.table import Row
from iagkg.source.titles import MAX_HEADING, is_workstream

__all__ = ["Group", "gather"]


@dataclass(slots=True)
class Group:
    """A workstream: its heading row, None where none is printed, and its tasks."""

    heading: Row | None
    tasks: list[TaskDraft] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    columns: Columns
    bare: bool
    groups: list[Group] = field(default_factory=list)
    stream: str = ""
    """The workstream that a column of its own named last."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def task(self) -> TaskDraft | None:
        """The task read last in the open workstream."""
        return self.groups[-1].tasks[-1] if self.groups and self.groups[-1].tasks else None


def gather(rows: Sequence[Row], columns: Columns) -> tuple[list[Group], list[Problem], bool]:
    """Return the workstreams with their tasks, what was odd, and whether numbers stand bare ("1 Provide")."""
    body = rows[columns.at + 1 :]
    walk = _Walk(columns, _bare(body, columns))
    for row in rows[: max(columns.at, 0)]:
        text = _alone(row)
        if text is not None and (row.heading or is_workstream(text)):
            walk.groups.append(Group(row))
        elif any(row.texts):
            walk.problems.append(
                odd(row, "info", "row-before-header", "A row before the header is not read.")
            )
    for place, row in enumerate(body):
        _take(walk, row, body[place + 1] if place + 1 < len(body) else None)
    return walk.groups, walk.problems, walk.bare


def _bare(body: Sequence[Row], columns: Columns) -> bool:
    """Tell whether most tasks begin with a figure and nothing after it."""
    if columns.number is not None:
        return False
    texts = [text for row in body if (text := columns.cell(row, columns.task).text)]
    bare = [text for text in texts if read_enumerator(text, bare=True) and not read_enumerator(text)]
    return len(bare) * 2 > len(texts)


def _take(walk: _Walk, row: Row, after: Row | None) -> None:
    texts = row.texts
    if not any(texts):
        walk.problems.append(odd(row, "info", "empty-row", "An empty row."))
    elif _same(texts, walk.columns.header.texts):
        walk.problems.append(odd(row, "info", "repeated-header", "The header row stands here once more."))
    elif row.heading or _is_heading(walk, row, after):
        walk.groups.append(Group(row))
        walk.stream = own(walk.columns.cell(row, walk.columns.stream)) or walk.stream
    elif _is_continuation(walk, row):
        _continue(walk, row)
    else:
        _start(walk, row)


def _same(texts: Sequence[str], header: Sequence[str]) -> bool:
    return [text.casefold() for text in texts] == [text.casefold() for text in header]


def _alone(row: Row) -> str | None:
    """Return the only words of a row: one cell filled, or all filled alike (cells joined in a document)."""
    filled = [cell.text for cell in row.cells if cell.text not in BLANK and not cell.merged]
    if len(filled) == 1 or (len(filled) > 1 and len(set(filled)) == 1 and len(filled) == len(row.cells)):
        return filled[0]
    return None


def _number(walk: _Walk, row: Row | None) -> str | None:
    """Return the number of the row, from its own column or from the first words."""
    if row is None:
        return None
    if walk.columns.number is not None and (text := walk.columns.cell(row, walk.columns.number).text):
        mark = read_enumerator(text, task=True)
        return mark.value if mark else text.strip("().: ")
    mark = read_enumerator(walk.columns.cell(row, walk.columns.task).text, task=True, bare=walk.bare)
    return mark.value if mark else None


def _is_heading(walk: _Walk, row: Row, after: Row | None) -> bool:
    text = _alone(row)
    if text is None:
        return _labelled(walk, row, after)
    first = next(index for index, cell in enumerate(row.cells) if own(cell))
    if len(row.cells) > 1 and first not in (0, walk.columns.task, walk.columns.number):
        return False
    if is_workstream(text):
        return True
    unwritten = first == walk.columns.number and (is_enumerator(text) or text.strip("().: ").isdigit())
    if unwritten or len(text) > MAX_HEADING or text.endswith((".", ";", ":")) or "\n(" in text:
        return False
    mark = read_enumerator(text, task=True, bare=walk.bare)
    if mark is None:
        return len(text) <= 120 or text.isupper()
    return not _counts_on(walk, mark.value, after)


def _labelled(walk: _Walk, row: Row, after: Row | None) -> bool:
    """Tell whether a number stands in its column, a title beside it, nothing else, and tasks of it below."""
    columns = walk.columns
    filled = [index for index, text in enumerate(row.texts) if text and text not in BLANK]
    if columns.number is None or sorted(filled) != sorted((columns.number, columns.task)):
        return False
    number, title = row.cells[columns.number].text, row.cells[columns.task].text
    if is_workstream(f"{number} {title}"):
        return True
    below = _number(walk, after)
    return (
        below is not None
        and prefix(below) == number.strip("(). ")
        and after is not None
        and _filled(after) > 2
    )


def _filled(row: Row) -> int:
    return sum(cell.text not in BLANK and not cell.merged for cell in row.cells)


def _counts_on(walk: _Walk, number: str, after: Row | None) -> bool:
    """Tell whether a number goes on counting the tasks, before or after it: then the row is a task."""
    before = walk.task.number if walk.task else None
    if before and (follows(number, before) or prefix(number) in (before, *_heads(before))):
        return True
    following = _number(walk, after)
    if walk.task is None and is_first(number) and _below_worded(walk):
        alone = _alone(after) if after is not None else None
        if after is None or (alone is not None and is_workstream(alone)):
            return True  # the only task of a workstream, with neither mandate nor timeline
        if following is not None and follows(following, number):
            return True
    same_kind = walk.task is None and following is not None and follows(following, number)
    return same_kind and after is not None and _alone(after) is None


def _below_worded(walk: _Walk) -> bool:
    """Tell whether the open workstream has a heading in words ("Workstream 1: ...")."""
    heading = walk.groups[-1].heading if walk.groups else None
    text = _alone(heading) if heading is not None else None
    return text is not None and is_workstream(text)


def _heads(number: str) -> tuple[str, ...]:
    head = prefix(number)
    return (head,) if head else ()


def _is_continuation(walk: _Walk, row: Row) -> bool:
    """Tell whether a row goes on with the task above: it has no task, or sub-items alone."""
    columns = walk.columns
    if _names_stream(walk, row):
        return False
    number, words = own(columns.cell(row, columns.number)), own(columns.cell(row, columns.task))
    if not words or (walk.task is not None and columns.cell(row, columns.number).merged):
        return not number
    if _filled(row) > 1 + bool(number) or walk.task is None or not walk.task.number:
        return False
    mark = read_enumerator(f"{number} {words}" if number else words)
    if mark is None:
        return False
    above = walk.task.number
    child = mark.dotted and prefix(mark.value) == above.replace("(", ".").strip(").")
    return child or (mark.form == "both" and not set(kinds(mark.value)) & set(kinds(above)))


def _names_stream(walk: _Walk, row: Row) -> bool:
    """Tell whether the column of workstreams names another one than before."""
    named = own(walk.columns.cell(row, walk.columns.stream))
    return named not in BLANK and named != walk.stream


def _open_stream(walk: _Walk, row: Row) -> None:
    """Open a workstream where the column that names it says another one than before."""
    cell = walk.columns.cell(row, walk.columns.stream)
    if cell.text and cell.text != walk.stream:
        walk.stream = cell.text
        walk.groups.append(Group(Row(row.number, (cell,), heading=True)))


def _start(walk: _Walk, row: Row) -> None:
    _open_stream(walk, row)
    if not walk.groups:
        walk.groups.append(Group(None))
    columns = walk.columns
    number = columns.cell(row, columns.number).text if columns.number is not None else ""
    task = TaskDraft(row, _number(walk, row) if number else None, [])
    walk.groups[-1].tasks.append(task)
    walk.problems += fill(columns, task, row)
    if task.number is None:
        task.number = _number(walk, row)
    if columns.cell(row, columns.task).text in BLANK:
        walk.problems.append(
            odd(row, "warning", "task-without-words", "No task is written in this row. Write it in.")
        )


def _continue(walk: _Walk, row: Row) -> None:
    task = walk.task
    if task is None:
        walk.problems.append(
            odd(
                row,
                "warning",
                "row-without-task",
                "The row has no task of its own and no task stands above it; it is not read. "
                "Write the task into it.",
            )
        )
        return
    number = walk.columns.cell(row, walk.columns.number)
    if own(number):
        mark = f"{number.text} {walk.columns.cell(row, walk.columns.task).text}"
        task.words.append(Paragraph(mark, row.number, number.line))
        task.rows.append(row.number)
    else:
        walk.problems += fill(walk.columns, task, row, goes_on=True)
