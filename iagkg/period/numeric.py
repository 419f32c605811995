"""Dates in figures: which figure is the day is decided by the figures, never by habit.

- a year first is year-month-day;
- a first figure above 12 is the day, a second one above 12 too; two equal figures say the same either way;
- else the other numeric dates of the same text decide, and where they do not the date stays open.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from iagkg.period.dates import Date, flip, short_year
from iagkg.period.scan import Piece

__all__ = ["date", "evidence", "year_pair"]


def _figures(piece: Piece) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", piece.text)[:3])


def evidence(pieces: Iterable[Piece]) -> str:
    """Return "day" or "month": what stands first in the numeric dates of a text; "" if not known."""
    found = set()
    for piece in pieces:
        if piece.kind in ("numeric", "daymonth"):
            first, second = _figures(piece)[:2]
            if first > 12 >= second:
                found.add("day")
            if second > 12 >= first:
                found.add("month")
    return found.pop() if len(found) == 1 else ""


def date(piece: Piece, order: str) -> Date:
    """Return the date of a piece of the kinds iso, numeric, daymonth and monthyear."""
    figures = _figures(piece)
    if piece.kind == "monthyear":
        return Date("month", figures[1], figures[0], printed=piece.text)
    if piece.kind == "iso":
        return Date("day", figures[0], figures[1], figures[2], printed=piece.text)
    first, second = figures[:2]
    year = figures[2] if len(figures) > 2 else None
    read = Date("day", year, second, first, printed=piece.text)
    if year is not None and year < 100:
        return replace(read, year=None, doubt="short-year-open")
    if second > 12 >= first:
        return flip(read)
    if first > 12 or first == second or order == "day":
        return read
    return flip(read) if order == "month" else replace(read, doubt="ambiguous-date")


def year_pair(piece: Piece) -> Date | tuple[int, int]:
    """Return "2024-25" as two years and "2025-08" as a month.

    With an en dash it is two years. Else it is a month where the second figure could not be a later year,
    and where it could be both ("2008-11") the date stays open.
    """
    year, second = int(piece.text[:4]), int(piece.text[5:])
    later = second > year % 100
    plain = piece.text[4] in "-/"
    if plain and piece.kind == "yearpairmore":
        return Date("month", year, second, printed=piece.text)
    if len(piece.text) == 6:  # one figure is no year
        return Date("month", year, second, doubt="" if plain else "ambiguous-date", printed=piece.text)
    if not plain or second > 12:
        return year, short_year(year, second)
    return Date("month", year, second, doubt="ambiguous-date" if later else "", printed=piece.text)
