"""The rows of a sheet before and after its table: a title, remarks, notes, and rows that are empty."""

import re
from collections.abc import Sequence
from dataclasses import replace

from iagkg.problem import Problem
from iagkg.source.columns import HEADER_WITHIN, header_score
from iagkg.source.headings import role_of
from iagkg.source.table import EMPTY, Cell, Row
from iagkg.source.titles import MAX_HEADING, is_workstream

__all__ = ["apart", "header_of"]

NOTE = re.compile(
    r"(?:[*†‡]|\[?\d{1,2}\]?\s+\S|notes?\b|sources?\s*:|remarques?\b|notas?\b|_{3})", re.IGNORECASE
)


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
    notes: list[Row] = []
    while len(kept) > 2 and _is_note(kept[-1]):
        notes.insert(0, kept.pop())
    problems += [
        Problem(
            "info",
            "text-after-table",
            "Words after the table are not read.",
            found=" ".join(text for text in row.texts if text)[:200],
            row=row.number,
            line=row.line,
        )
        for row in notes
    ]
    return title, kept, problems


def _is_note(row: Row) -> bool:
    """Tell whether a last row is a note below the table: one cell alone, with the sign or word of a note."""
    if _filled(row) != 1:
        return False
    words = next(cell.text for cell in row.cells if cell.text)
    return (
        bool(NOTE.match(words))
        and not is_workstream(words)
        and (row.heading or len(words) <= 4 * MAX_HEADING)
    )
