"""The first screen as text: aligned and never wrapped in a pipe, set to the width of a terminal."""

from collections.abc import Iterable
from typing import TextIO

from iagkg.report.coverage import Coverage
from iagkg.wording import say

__all__ = ["print_coverage", "to_text"]

_GAP = "  "
_SHARES = {
    **{"paragraph": 16, "class": 20, "role": 12, "directed-to": 18},
    **{"cited-by": 34, "period": 24, "cited-as": 26},
}
"""How the width of a terminal is shared among the columns."""
_LEAST = 6


def to_text(found: Coverage, lang: str = "en") -> str:
    """Return the screen as aligned lines, never wrapped."""
    headings = tuple(say(f"coverage.{name}", lang) for name in found.columns)
    rows = [headings, *(row for part in found.parts for row in (*part.rows, *part.not_cited))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(found.columns))]
    lines = [*found.head, "", _line(headings, widths), _GAP.join("-" * width for width in widths)]
    for part in found.parts:
        lines += ["", part.heading]
        lines += [_line(row, widths) for row in part.rows]
        if part.not_cited:
            lines += [say("coverage.not-cited-listed", lang)]
            lines += [_line(row, widths) for row in part.not_cited]
            lines += [f"{_GAP}{say('coverage.note', lang)}"]
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
    shares = [_SHARES[name] for name in found.columns]
    room = max(console.width - len(_GAP) * len(shares), 60)
    widths = [max(share * room // sum(shares), _LEAST) for share in shares]

    def grid(rows: Iterable[tuple[str, ...]], style: str = "") -> Table:
        made = Table.grid(padding=(0, len(_GAP)))
        for cells in widths:
            made.add_column(width=cells, overflow="fold")
        for row in rows:
            made.add_row(*(Text(cell, style) for cell in row))
        return made

    console.print()
    console.print(grid([tuple(say(f"coverage.{name}", lang) for name in found.columns)], "bold"))
    for part in found.parts:
        console.print()
        console.print(Text(part.heading, "bold cyan"))
        console.print(grid(part.rows))
        if part.not_cited:
            console.print(Text(say("coverage.not-cited-listed", lang), "bold"))
            console.print(grid(part.not_cited))
            console.print(Text(f"{_GAP}{say('coverage.note', lang)}", "dim"))
        for note in part.notes:
            console.print(Text(f"{_GAP}{note}", "dim"))
    console.print()
    for line in found.foot:
        console.print(Text(line))
