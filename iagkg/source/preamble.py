"""The rows of a sheet before and after its table: a title, remarks, notes, and rows that are empty."""

import re
from collections.abc import Sequence
from dataclasses import replace

from iagkg.problem import Problem
from iagkg.source.columns import HEADER_WITHIN, header_score
from iagkg.source.enumerator import follows, is_enumerator, read_enumerator
from iagkg.source.headings import role_of
from iagkg.source.table import EMPTY, Cell, Row
from iagkg.source.titles import MAX_HEADING, is_workstream

__all__ = ["apart", "header_of"]

NOTE = re.compile(
    r"[*†‡]|\[?\d{1,2}\]?\s+\S|_{3}|(?:notes?|sources?|remarques?|notas?)(?:\s+\d{1,2})?\s*(?::|\n|$)",
    re.IGNORECASE,
)
"""How a note below a table begins; a word has a colon after it or a line to itself, else it is a task."""


def header_of(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the place of the header among the rows, and how much of a workplan it names (0 to 4)."""
    scores = [header_score(row.texts) if _filled(row) > 1 else 0 for row in rows[:HEADER_WITHIN]]
    best = max(scores, default=0)
    return (scores.index(best), best) if best else (0, 0)


def _filled(row: Row) -> int:
    return sum(bool(cell.text) for cell in row.cells)


def _one_header(rows: list[Row]) -> list[Row]:
    """Return the rows with a second row of the header ("Start" and "End") put into the first."""
    at, score = header_of(rows)
    if score < 2 or at + 1 >= len(rows):
        return rows
    header, below = rows[at], rows[at + 1]
    bounds = {role_of(text) for text in below.texts if text}
    if bounds != {"start", "end"}:
        return rows
    width = max(len(header.cells), len(below.cells))
    tops, unders = (row.cells + (EMPTY,) * (width - len(row.cells)) for row in (header, below))
    cells = tuple(
        Cell((*(top.paragraphs if top.text else ()), *under.paragraphs)) if under.text else top
        for top, under in zip(tops, unders, strict=True)
    )
    return [*rows[:at], replace(header, cells=cells), *rows[at + 2 :]]


def apart(rows: Sequence[Row]) -> tuple[str, list[Row], list[Problem]]:
    """Return the title, the rows of the table, and what is to be said of the rows around it.

    The title is the first row with words in one cell alone, above the header. Empty rows are left out.
    """
    kept = _one_header([row for row in rows if _filled(row)])
    at, score = header_of(kept)
    title, problems = "", []
    if kept and _filled(kept[0]) == 1 and (at > 0 or not score):
        words = next(cell.text for cell in kept[0].cells if cell.text)
        if not is_workstream(words):
            title = " ".join(words.split())
            kept.pop(0)
    if not title:
        first = kept[0] if kept else None
        problems.append(
            Problem(
                "warning",
                "no-title",
                "The file prints no title above its table; write it into a row of its own above it.",
                row=first.number if first else None,
                line=first.line if first else None,
            )
        )
    kept, notes = _without_notes(kept)
    problems += [
        Problem(
            "warning",
            "text-after-table",
            "Words after the table are not read. If they are a task, give it a number or a mandate.",
            found=" ".join(text for text in row.texts if text)[:200],
            row=row.number,
            line=row.line,
        )
        for row in notes
    ]
    return title, kept, problems


def _without_notes(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of the table and the notes below it.

    A number that follows that of the task above, or stands first below a workstream, is that of a task.
    """
    end = len(rows)
    while end > 2 and _looks_like_a_note(rows[end - 1]):
        end -= 1
    table, notes = rows[:end], []
    numbers = [number for row in table if (number := _number(row))]
    first = _filled(table[-1]) == 1 and is_workstream(_first_words(table[-1])) if table else False
    noted = ""
    for row in rows[end:]:
        number = _number(row)
        after_a_note = bool(number and noted and follows(number, noted))
        if number and not after_a_note and (first or _goes_on(number, numbers)):
            table.append(row)
            numbers.append(number)
        else:
            notes.append(row)
            noted = number
        first = False
    return table, notes


def _goes_on(number: str, numbers: Sequence[str]) -> bool:
    """Tell whether a number follows the last one of its kind above."""
    alike = [one for one in numbers if one.isdigit()]
    return bool(alike) and follows(number, alike[-1])


def _number(row: Row) -> str:
    """Return the number a row begins with, "" where there is none."""
    words = _first_words(row)
    if is_enumerator(words):
        return words.strip("().: ")
    mark = read_enumerator(words, task=True, bare=True)
    return mark.value if mark else ""


def _first_words(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell.text), "")


def _looks_like_a_note(row: Row) -> bool:
    """Tell whether a last row may be a note below the table: one cell alone, its sign or word before it."""
    if _filled(row) != 1:
        return False
    words = _first_words(row)
    return (
        bool(NOTE.match(words))
        and not is_workstream(words)
        and (row.heading or len(words) <= 4 * MAX_HEADING)
    )
