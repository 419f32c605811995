"""The first screen as text: aligned and never wrapped in a pipe, set to the width of a terminal."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from iagkg.report.coverage import Coverage
from iagkg.wording import say

__all__ = ["print_coverage", "to_text"]

_GAP = "  "
_SHARES = {
    **{"paragraph": 16, "class": 20, "role": 12, "directed-to": 18},
    **{"cited-by": 34, "period": 24, "status": 30, "cited-as": 26},
}
"""How the width of a terminal is shared among the columns."""
_LEAST = 6
_BELOW = ("role", "directed-to")
"""What a pipe has in a line below its row: several bodies with their full names would widen every row."""
_INDENT = "    "


def to_text(found: Coverage, lang: str = "en") -> str:
    """Return the screen as aligned lines, never wrapped."""
    beside = [at for at, name in enumerate(found.columns) if name not in _BELOW]
    headings = tuple(say(f"coverage.{name}", lang) for name in found.columns)
    rows = [headings, *(row for part in found.parts for row in (*part.rows, *part.not_cited))]
    not_seen = say("group-role.text-not-seen", lang)
    widths = [max(len(row[at]) for row in rows) if at in beside else 0 for at in range(len(headings))]

    def line(row: tuple[str, ...]) -> str:
        return _GAP.join(row[at].ljust(widths[at]) for at in beside).rstrip()

    def shown(row: tuple[str, ...]) -> Iterator[str]:
        yield line(row)
        below = [
            f"{headings[at]}: {row[at]}"
            for at in range(len(row))
            if at not in beside and row[at] not in {"", not_seen}  # a note below tells what is not loaded
        ]
        if below:
            yield _INDENT + " - ".join(below)

    lines = [*found.head, "", line(headings), _GAP.join("-" * widths[at] for at in beside)]
    for part in found.parts:
        lines += ["", part.heading]
        lines += [words for row in part.rows for words in shown(row)]
        if part.not_cited:
            lines += [say("coverage.not-cited-listed", lang)]
            lines += [words for row in part.not_cited for words in shown(row)]
            lines += [f"{_GAP}{say('coverage.note', lang)}"]
        lines += [f"{_GAP}{note}" for note in part.notes]
    return "\n".join([*lines, "", *found.foot]) + "\n"


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
