"""From the rows of a table to the drafts of its tasks: which row is a heading, a task, or part of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iagkg.problem import Problem
from iagkg.source.columns import Columns
from iagkg.source.enumerator import follows, kinds, prefix, read_enumerator
from iagkg.source.items import Paragraph
from iagkg.source.table import Cell, Row
from iagkg.source.titles import MAX_HEADING, is_workstream

__all__ = ["BLANK", "Group", "Piece", "TaskDraft", "gather"]

BLANK = frozenset({"", "-", "–", "—", "--", "n/a", "N/A", "n.a.", "…", "...", "/"})
"""What a cell holds that says nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one cell and the place of its row."""

    text: str
    row: int
    line: int | None


@dataclass(slots=True)
class TaskDraft:
    """The cells of one task, of one row or of several."""

    row: Row
    number: str | None
    words: list[Paragraph]
    mandate: list[Piece] = field(default_factory=list)
    timeline: list[Piece] = field(default_factory=list)
    extra: dict[str, list[str]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


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
    problems: list[Problem] = field(default_factory=list)

    @property
    def task(self) -> TaskDraft | None:
        """The task read last in the open workstream."""
        return self.groups[-1].tasks[-1] if self.groups and self.groups[-1].tasks else None


def gather(rows: Sequence[Row], columns: Columns) -> tuple[list[Group], list[Problem], bool]:
    """Return the workstreams with their tasks, what was odd, and whether numbers stand bare ("1 Provide")."""
    at = rows.index(columns.header)
    body = rows[at + 1 :]
    walk = _Walk(columns, _bare(body, columns))
    for row in rows[:at]:
        text = _alone(row)
        if text is not None and (row.heading or is_workstream(text)):
            walk.groups.append(Group(row))
        elif any(row.texts):
            walk.problems.append(
                _odd(row, "info", "row-before-header", "A row before the header is not read.")
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
        walk.problems.append(_odd(row, "info", "empty-row", "An empty row."))
    elif _same(texts, walk.columns.header.texts):
        walk.problems.append(_odd(row, "info", "repeated-header", "The header row stands here once more."))
    elif row.heading or _is_heading(walk, row, after):
        walk.groups.append(Group(row))
    elif _is_continuation(walk, row):
        _continue(walk, row)
    else:
        _start(walk, row)


def _same(texts: Sequence[str], header: Sequence[str]) -> bool:
    return [text.casefold() for text in texts] == [text.casefold() for text in header]


def _odd(row: Row, severity: str, code: str, message: str) -> Problem:
    shown = " | ".join(" ".join(text.split()) for text in row.texts)[:200]
    return Problem(
        "warning" if severity == "warning" else "info",
        code,
        message,
        found=shown,
        row=row.number,
        line=row.line,
    )


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
        mark = read_enumerator(text)
        return mark.value if mark else text.strip("().: ")
    mark = read_enumerator(walk.columns.cell(row, walk.columns.task).text, task=True, bare=walk.bare)
    return mark.value if mark else None


def _is_heading(walk: _Walk, row: Row, after: Row | None) -> bool:
    text = _alone(row)
    if text is None:
        return _labelled(walk, row, after)
    first = next(index for index, cell in enumerate(row.cells) if _own(cell))
    if len(row.cells) > 1 and first not in (0, walk.columns.task, walk.columns.number):
        return False
    if is_workstream(text):
        return True
    if len(text) > MAX_HEADING or text.endswith((".", ";", ":")) or "\n(" in text:
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
    same_kind = walk.task is None and following is not None and follows(following, number)
    return same_kind and after is not None and _alone(after) is None


def _heads(number: str) -> tuple[str, ...]:
    head = prefix(number)
    return (head,) if head else ()


def _is_continuation(walk: _Walk, row: Row) -> bool:
    """Tell whether a row goes on with the task above: it has no task, or sub-items alone."""
    columns = walk.columns
    if walk.task is not None and columns.cell(row, columns.number).merged:
        return True
    number, words = _own(columns.cell(row, columns.number)), _own(columns.cell(row, columns.task))
    if not number and not words:
        return True
    if _filled(row) > 1 + bool(number) or walk.task is None or not walk.task.number:
        return False
    mark = read_enumerator(f"{number} {words}" if number else words)
    if mark is None:
        return False
    above = walk.task.number
    child = mark.dotted and prefix(mark.value) == above.replace("(", ".").strip(").")
    return child or (mark.form == "both" and not set(kinds(mark.value)) & set(kinds(above)))


def _own(cell: Cell) -> str:
    """Return the words of a cell, none where it only goes on from the row above."""
    return "" if cell.merged else cell.text


def _paragraphs(cell: Cell, row: Row) -> list[Paragraph]:
    return [Paragraph(text, row.number, line) for text, line in cell.placed()]


def _start(walk: _Walk, row: Row) -> None:
    if not walk.groups:
        walk.groups.append(Group(None))
    columns = walk.columns
    number = columns.cell(row, columns.number).text if columns.number is not None else ""
    task = TaskDraft(row, _number(walk, row) if number else None, [])
    walk.groups[-1].tasks.append(task)
    _fill(walk, task, row)
    if task.number is None:
        task.number = _number(walk, row)


def _continue(walk: _Walk, row: Row) -> None:
    task = walk.task
    if task is None:
        walk.problems.append(
            _odd(
                row,
                "warning",
                "row-without-task",
                "The row has no task of its own and no task stands above it; it is not read. "
                "Write the task into it.",
            )
        )
        return
    number = walk.columns.cell(row, walk.columns.number)
    if _own(number):
        mark = f"{number.text} {walk.columns.cell(row, walk.columns.task).text}"
        task.words.append(Paragraph(mark, row.number, number.line))
        task.rows.append(row.number)
    else:
        _fill(walk, task, row, goes_on=True)


def _fill(walk: _Walk, task: TaskDraft, row: Row, *, goes_on: bool = False) -> None:
    """Put the cells of a row into the draft of its task.

    A cell that goes on from the row above holds for a new task, and says nothing more for the same one.
    """
    columns = walk.columns
    task.rows.append(row.number)
    if not (cell := columns.cell(row, columns.task)).merged:
        task.words.extend(_paragraphs(cell, row))
    for index, pieces in ((columns.mandate, task.mandate), (columns.timeline, task.timeline)):
        cell = columns.cell(row, index)
        if cell.text and not (goes_on and cell.merged):
            pieces.append(Piece(cell.text, row.number, cell.line))
    for index in columns.others():
        cell = columns.cell(row, index)
        if (text := cell.text) and not (goes_on and cell.merged):
            task.extra.setdefault(columns.names[index] or f"column {index + 1}", []).append(text)
    _count_cells(walk, task, row)


def _count_cells(walk: _Walk, task: TaskDraft, row: Row) -> None:
    width = len(walk.columns.header.cells)
    for index, cell in enumerate(row.cells[width:], start=width + 1):
        if cell.text:
            task.extra.setdefault(f"column {index}", []).append(cell.text)
    if len(row.cells) == width:
        return
    few = "too few" if len(row.cells) < width else "too many"
    problem = _odd(
        row,
        "warning",
        "cell-count",
        f"The row has {few} cells; they were taken from the left. Check which column each belongs to.",
    )
    walk.problems.append(
        Problem(
            problem.severity,
            problem.code,
            problem.message,
            f"{len(row.cells)} cells: {problem.found}",
            f"{width} cells",
            row.number,
            row.line,
        )
    )
