"""Dates and numbers that a sheet holds where words are wanted: a program made them of what was typed.

"16/9" typed into a sheet becomes 16 September, "2.1" the second of January or a number. What a person typed
is not known any more, so nothing is read of it.
"""

from collections.abc import Iterator, Sequence

from iagkg.problem import Problem
from iagkg.source.columns import Columns
from iagkg.source.table import Cell, Row

__all__ = ["held_problems"]

AS_TEXT = "Format the cell as text and type it again."
SHOWN = 10


def held_problems(rows: Sequence[Row], columns: Columns) -> Iterator[Problem]:
    """Yield a problem for each cell of tasks or mandates that holds a date or a number instead of words.

    Whole numbers in the column of the tasks' numbers are right; other numbers there are one warning.
    """
    parts = [(columns.task, "task"), (columns.number, "number"), (columns.mandate, "mandate")]
    loose: list[tuple[str, int]] = []
    for row in rows[columns.at + 1 :]:
        for place, name in parts:
            cell = columns.cell(row, place)
            if cell.held is None or cell.merged:
                continue
            if name == "number" and cell.held.kind == "number":
                if not cell.text.isdecimal():
                    loose.append((cell.held.address, row.number))
                continue
            yield _problem(cell, row, name)
    if loose:
        addresses = ", ".join(address for address, _ in loose[:SHOWN])
        more = f" and {len(loose) - SHOWN} more" if len(loose) > SHOWN else ""
        yield Problem(
            "warning",
            "number-as-figure",
            f"Numbers of tasks stand as figures in {addresses}{more}: 2.1 may have been typed 2.10. Check "
            "them, or format the column as text and type them again.",
            found=addresses,
            row=loose[0][1],
            field="task",
        )


def _problem(cell: Cell, row: Row, name: str) -> Problem:
    held = cell.held
    address, kind, guess = (held.address, held.kind, held.guess) if held else ("", "", "")
    shown = held.shown if held and held.shown else cell.text
    was = f"; was it {guess}?" if guess else "."
    wanted = {"mandate": "a decision and its paragraph", "number": "a number as words", "task": "words"}
    article = "the date" if kind == "date" else "the number" if kind == "number" else f"the {kind}"
    return Problem(
        "error",
        f"{kind}-in-cell",
        f"{address} holds {article} {shown}{was} It was not read. {AS_TEXT}",
        found=shown,
        expected=wanted[name],
        row=row.number,
        field="task" if name == "number" else name,
    )
