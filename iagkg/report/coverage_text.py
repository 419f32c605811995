"""The first screen as text: aligned and never wrapped in a pipe, set to the width of a terminal."""

from typing import TextIO

from iagkg.report.coverage import COLUMNS, Coverage
from iagkg.wording import say

__all__ = ["print_coverage", "to_text"]

_GAP = "  "
_SHARES = (16, 20, 34, 24, 26)
"""How the width of a terminal is shared among the columns."""


def to_text(found: Coverage, lang: str = "en") -> str:
    """Return the screen as aligned lines, never wrapped."""
    headings = tuple(say(f"coverage.{name}", lang) for name in COLUMNS)
    rows = [headings, *(row for part in found.parts for row in part.rows)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = [*found.head, "", _line(headings, widths), _GAP.join("-" * width for width in widths)]
    for part in found.parts:
        lines += ["", part.heading]
        lines += [_line(row, widths) for row in part.rows]
        lines += [f"{_GAP}{note}" for note in part.notes]
    return "\n".join([*lines, "", *found.foot]) + "\n"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def print_coverage(found: Coverage, stream: TextIO, lang: str = "en", width: int | None = None) -> None:
    """Print the screen on a terminal, its columns wrapped to the width; colours follow NO_COLOR."""
    from rich.console import Console  # noqa: PLC0415  # loaded only for a terminal
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    standing, *rest = found.head
    console.print(Text(standing, "bold yellow"))
    for line in rest:
        console.print(Text(line))
    room = max(console.width - 2 * len(COLUMNS), 60)
    widths = [max(share * room // sum(_SHARES), 8) for share in _SHARES]
    heading = Table.grid(padding=(0, 2))
    for cells in widths:
        heading.add_column(width=cells)
    heading.add_row(*(Text(say(f"coverage.{name}", lang), "bold") for name in COLUMNS))
    console.print()
    console.print(heading)
    for part in found.parts:
        console.print()
        console.print(Text(part.heading, "bold cyan"))
        grid = Table.grid(padding=(0, 2))
        for cells in widths:
            grid.add_column(width=cells, overflow="fold")
        for row in part.rows:
            grid.add_row(*(Text(cell) for cell in row))
        console.print(grid)
        for note in part.notes:
            console.print(Text(f"{_GAP}{note}", "dim"))
    console.print()
    for line in found.foot:
        console.print(Text(line))
