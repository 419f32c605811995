"""Take out of the cells what no document prints, and say so.

Control characters, and halves of characters, are dropped, with a warning: no store, sheet or page keeps
them. Characters that turn the direction of writing are kept, with a warning: a text in Arabic may need them,
and what a reader sees may differ from what stands in the file.
"""

import re
from dataclasses import replace

from iagkg.problem import Problem
from iagkg.source.table import Cell, Row, Table

__all__ = ["clean", "without_controls"]

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_controls(text: str) -> str:
    """Return the text without control characters (tab and line break stay)."""
    return CONTROLS.sub("", text)


def _codes(found: list[str]) -> str:
    return ", ".join(f"U+{ord(character):04X}" for character in sorted(set(found)))


def _problems(row: Row) -> list[Problem]:
    problems = []
    for cell in row.cells:
        text = cell.text
        if dropped := CONTROLS.findall(text):
            problems.append(
                Problem(
                    "warning",
                    "control-character",
                    "Characters that cannot be printed were left out of this cell; check its words.",
                    found=_codes(dropped),
                    row=row.number,
                    line=cell.line,
                )
            )
        if turned := BIDI.findall(text):
            problems.append(
                Problem(
                    "warning",
                    "direction-character",
                    "Characters in this cell turn the direction of writing: what is seen may not be the "
                    "order of what is written. They were kept.",
                    found=_codes(turned),
                    row=row.number,
                    line=cell.line,
                )
            )
    return problems


def _clean_cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(without_controls(text).strip() for text in cell.paragraphs))


def clean(table: Table) -> Table:
    """Return the table without control characters in title and cells; each cell concerned is reported."""
    problems = [problem for row in table.rows for problem in _problems(row)]
    rows = tuple(replace(row, cells=tuple(map(_clean_cell, row.cells))) for row in table.rows)
    title = " ".join(without_controls(table.title).split())
    return replace(table, title=title, rows=rows, problems=(*table.problems, *problems))
