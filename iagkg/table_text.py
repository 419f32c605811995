"""A table as a person reads it: aligned text where the output is piped, a set table on a terminal.

Both leave out addresses where words say the same, say codes in words, and begin a new part where the
group (a decision, a workstream) changes. Only the terminal's form wraps and styles; rich is imported there.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from iagkg.store.terms import Value, lexical
from iagkg.table import Table
from iagkg.wording import has_words, say

__all__ = ["code_words", "date_words", "heading", "print_table", "to_text"]

_GAP = 2
_LEAST = 12
"""A column is not made narrower than this, or than what it holds."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown: names, headings and kinds of the columns, and the parts, each with its heading."""

    names: tuple[str, ...]
    headings: tuple[str, ...]
    kinds: tuple[str, ...]
    parts: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        for _, rows in self.parts:
            yield from rows


def to_text(table: Table, lang: str = "en") -> str:
    """Return the table as aligned lines, one a row, never wrapped; a line feed in a cell becomes " / "."""
    shown = _shown(table, lang)
    parts = [(head, [[_line(cell) for cell in row] for row in rows]) for head, rows in shown.parts]
    everything = [list(shown.headings), *(row for _, rows in parts for row in rows)]
    widths = [max(_width(row[at]) for row in everything) for at in range(len(shown.headings))]
    lines = [_aligned(shown.headings, widths, shown.kinds), _aligned(["-" * w for w in widths], widths, ())]
    for head, rows in parts:
        if head:
            lines += ["", head]
        lines += [_aligned(row, widths, shown.kinds) for row in rows]
    return "\n".join(lines) + "\n"


def print_table(table: Table, stream: TextIO, lang: str = "en", width: int | None = None) -> None:
    """Print the table on a terminal, wrapped to its width; colours follow NO_COLOR."""
    from rich import box  # noqa: PLC0415 (loaded only for a terminal)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as RichTable  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    shown = _shown(table, lang)
    widths = _fitted(shown, console.width)
    wraps = any(
        _width(line) > widths[at]
        for row in shown.rows()
        for at, cell in enumerate(row)
        for line in cell.split("\n")
    )
    for number, (head, rows) in enumerate(shown.parts):
        if head:
            console.print(Text(("\n" if number else "") + head, style="bold"))
        grid = RichTable(
            box=box.SIMPLE_HEAD, show_header=number == 0 or not head, header_style="dim", pad_edge=False,
            leading=1 if wraps else 0, padding=(0, _GAP - 1, 0, 0), show_edge=False,
        )  # fmt: skip
        for at, heading in enumerate(shown.headings):
            grid.add_column(
                heading,
                width=widths[at],
                overflow="fold",
                justify="right" if shown.kinds[at] == "integer" else "left",
                style={"ref": "bold", "tasks": "bold", "name": "bold", "row": "dim"}.get(shown.names[at], ""),
            )
        for row in rows:
            grid.add_row(*(Text(cell) for cell in row))
        console.print(grid)


def date_words(day: dt.date, precision: str = "day", lang: str = "en") -> str:
    """Return a day in words, no finer than it was printed: "December 2025", never "31 December 2025"."""
    if precision == "year":
        return str(day.year)
    month = say(f"month.{day.month}", lang)
    return say(
        "date.day" if precision == "day" else "date.month", lang, day=day.day, month=month, year=day.year
    )


def heading(name: str, lang: str) -> str:
    """Return the heading of a column; one that the table of words has not is its name."""
    return say(f"column.{name}", lang) if has_words(f"column.{name}") else name.replace("_", " ")


def code_words(code: str, kind: str, lang: str) -> str | None:
    """Return what a code says in a column of kind `code SCHEME`; None for other kinds and unknown codes."""
    key = f"{kind.removeprefix('code ')}.{code}"
    return say(key, lang) if kind.startswith("code ") and has_words(key) else None


def _shown(table: Table, lang: str) -> _Shown:
    kinds = table.kinds or ("text",) * len(table.columns)
    groups = [at for at, kind in enumerate(kinds) if kind == "group"]
    kept = [at for at in range(len(kinds)) if at not in groups and _is_shown(table, kinds, at)]
    precision = table.columns.index("precision") if "precision" in table.columns else None

    def cells(row: tuple[Value, ...]) -> tuple[str, ...]:
        fineness = "day" if precision is None else lexical(row[precision])
        return tuple(_words(row[at], kinds[at], fineness, lang) for at in kept)

    def head(row: tuple[Value, ...]) -> str:
        return "  ".join(text for at in groups if (text := _line(lexical(row[at]))))

    parts = tuple((name, tuple(cells(row) for row in rows)) for name, rows in groupby(table.rows, key=head))
    names = tuple(table.columns[at] for at in kept)
    headings = tuple(heading(name, lang) for name in names)
    return _Shown(names, headings, tuple(kinds[at] for at in kept), parts)


def _is_shown(table: Table, kinds: tuple[str, ...], at: int) -> bool:
    """Tell whether a column is shown: no address beside words, long words only where others are missing."""
    if kinds[at] == "iri":
        return all(kind == "iri" for kind in kinds)
    if kinds[at] == "long" and at:
        return any(not lexical(row[at - 1]) for row in table.rows)
    return table.columns[at] != "precision"


def _words(value: Value, kind: str, precision: str, lang: str) -> str:
    if isinstance(value, bool):
        return say("yes", lang) if value else ""
    if isinstance(value, dt.date):
        return date_words(value, precision, lang)
    text = lexical(value)
    words = code_words(text, kind, lang)
    if words is not None:
        return words
    return "".join(char for char in text if char == "\n" or char.isprintable())


def _line(text: str) -> str:
    return " / ".join(part.strip() for part in text.splitlines() if part.strip())


def _width(text: str) -> int:
    """Return the columns a text takes on a terminal: none for a combining sign, two for a wide one."""
    marks = ("Mn", "Me", "Cf")
    return sum(
        0 if unicodedata.category(char) in marks else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _aligned(cells: tuple[str, ...] | list[str], widths: list[int], kinds: tuple[str, ...]) -> str:
    padded = []
    for at, cell in enumerate(cells):
        room = " " * (widths[at] - _width(cell))
        padded.append(room + cell if kinds and kinds[at] == "integer" else cell + room)
    return (" " * _GAP).join(padded).rstrip()


def _fitted(shown: _Shown, room: int) -> list[int]:
    """Return the widths of the columns: as they are if they fit, else the widest made narrower."""
    rows = [shown.headings, *shown.rows()]
    widths = [
        max(_width(line) for row in rows for line in row[at].split("\n")) for at in range(len(shown.headings))
    ]
    room -= _GAP * len(widths)
    while sum(widths) > room and max(widths, default=0) > _LEAST:
        widest = widths.index(max(widths))
        others = max(
            (w for at, w in enumerate(widths) if at != widest and w < widths[widest]), default=_LEAST
        )
        excess = sum(widths) - room
        widths[widest] = max(_LEAST, min(widths[widest] - 1, max(others, widths[widest] - excess)))
    return widths
