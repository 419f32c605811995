"""The cells of one task, gathered from its row or rows: words, mandates, timelines, what is kept beside."""

from dataclasses import dataclass, field

from iagkg.problem import Problem
from iagkg.source.columns import Columns
from iagkg.source.items import Paragraph
from iagkg.source.table import Cell, Row

__all__ = ["BLANK", "Piece", "TaskDraft", "fill", "odd", "own"]

BLANK = frozenset({"", "-", "–", "—", "--", "n/a", "N/A", "n.a.", "…", "...", "/"})
"""What a cell holds that says nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one cell and the place of its row."""

    text: str
    row: int
    line: int | None
    held: bool = False
    """True where the cell holds a date or a number instead of words."""
    ends: bool = False
    """True where the words are an end alone, from a column of ends."""


@dataclass(slots=True)
class TaskDraft:
    """The cells of one task, of one row or of several."""

    row: Row
    number: str | None
    words: list[Paragraph]
    mandate: list[Piece] = field(default_factory=list)
    timeline: list[Piece] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    extra: dict[str, list[str]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


def odd(row: Row, severity: str, code: str, message: str) -> Problem:
    """Return a problem with a whole row."""
    shown = " | ".join(" ".join(text.split()) for text in row.texts)[:200]
    return Problem(
        "warning" if severity == "warning" else "info",
        code,
        message,
        found=shown,
        row=row.number,
        line=row.line,
    )


def own(cell: Cell) -> str:
    """Return the words of a cell, none where it only goes on from the row above."""
    return "" if cell.merged else cell.text


def _paragraphs(cell: Cell, row: Row) -> list[Paragraph]:
    return [Paragraph(text, row.number, line) for text, line in cell.placed()]


def fill(columns: Columns, task: TaskDraft, row: Row, *, goes_on: bool = False) -> list[Problem]:
    """Put the cells of a row into the draft of its task.

    A cell that goes on from the row above holds for a new task, and says nothing more for the same one.
    Returns what was odd about the number of cells.
    """
    task.rows.append(row.number)
    if not (cell := columns.cell(row, columns.task)).merged:
        task.words.extend(_paragraphs(cell, row))
    cell = columns.cell(row, columns.mandate)
    if cell.text and not (goes_on and cell.merged):
        task.mandate.append(Piece(cell.text, row.number, cell.line, held=cell.held is not None))
    task.timeline.extend(_timeline(columns, row, goes_on=goes_on))
    kept = [(index, task.responsible) for index in columns.responsible]
    kept += [(index, task.output) for index in columns.output]
    keys = columns.keys
    kept += [(index, task.extra.setdefault(keys[index], [])) for index in columns.others()]
    for index, texts in kept:
        cell = columns.cell(row, index)
        if cell.text and not (goes_on and cell.merged):
            texts.append(cell.text)
    return _count_cells(columns, task, row)


def _timeline(columns: Columns, row: Row, *, goes_on: bool) -> list[Piece]:
    """Return the timeline of a row; of two columns, starts and ends, the words joined as an interval."""
    cells = [columns.cell(row, index) for index in (columns.timeline, columns.end)]
    start, end = ("" if goes_on and cell.merged else cell.text for cell in cells)
    line = cells[0].line or cells[1].line
    if columns.end is None or end in BLANK:
        bound = columns.end is not None and start not in BLANK and not cells[0].across
        words = f"{start} –" if bound else start
        return [Piece(words, row.number, line)] if words else []
    if start in BLANK:
        return [Piece(end, row.number, line, ends=True)]
    return [Piece(start if start == end else f"{start} – {end}", row.number, line)]


def _count_cells(columns: Columns, task: TaskDraft, row: Row) -> list[Problem]:
    width = len(columns.header.cells)
    for index, cell in enumerate(row.cells[width:], start=width + 1):
        if cell.text:
            task.extra.setdefault(f"column {index}", []).append(cell.text)
    if len(row.cells) == width:
        return []
    few = "too few" if len(row.cells) < width else "too many"
    problem = odd(
        row,
        "warning",
        "cell-count",
        f"The row has {few} cells; they were taken from the left. Check which column each belongs to.",
    )
    return [
        Problem(
            problem.severity,
            problem.code,
            problem.message,
            f"{len(row.cells)} cells: {problem.found}",
            f"{width} cells",
            row.number,
            row.line,
        )
    ]
