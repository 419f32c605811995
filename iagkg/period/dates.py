"""A date as printed, which may lack its year, and the days that it fixes.

A unit longer than a day is fixed by its first and last day. Words such as "early" fix only the edge of the
unit that they name: "early 2026" its first day, "late 2026" and "end of 2026" its last day, "mid-2026" none.
Within a month or a day both edges stay in the month. A season fixes nothing: it depends on the hemisphere.
"""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from iagkg.period.model import Precision

__all__ = ["Date", "Part", "Unit", "edges", "flip", "impossible", "month_span", "order", "short_year"]

Unit = Literal["number", "day", "month", "quarter", "half", "year", "season"]
Part = Literal["", "early", "begin-of", "mid", "late", "end-of", "about"]

_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Date:
    """A printed date: `place` is the month, quarter or half; None where the text does not print it.

    A `number` is one whose unit is printed elsewhere ("18" in "18 - 21 April 2016"). `month_first` tells the
    order "April 24", `short` that two digits of the year are printed ("Aug-25"), `doubt` is the code of a
    problem, `printed` the words.
    """

    unit: Unit
    year: int | None = None
    place: int | None = None
    day: int | None = None
    part: Part = ""
    doubt: str = ""
    month_first: bool = False
    short: bool = False
    carried: bool = False
    printed: str = ""

    @property
    def precision(self) -> Precision:
        """The precision of the printed words."""
        if self.unit == "season" or self.part:
            return "approx"
        return "none" if self.unit == "number" else self.unit

    @property
    def fixed(self) -> bool:
        """Whether the text fixes a year, and the rest without doubt."""
        return self.year is not None and not self.doubt and self.unit not in ("number", "season")


def month_span(date: Date) -> tuple[int, int]:
    """Return the first and last month that the unit covers."""
    size = _MONTHS.get(date.unit, 1)
    place = date.place or 1
    return (place - 1) * size + 1, place * size


def edges(date: Date) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day that the words fix; None for an edge they leave open."""
    if not date.fixed or date.year is None:
        return None, None
    first_month, last_month = month_span(date)
    if date.unit == "day" and date.day is not None:
        only = dt.date(date.year, first_month, date.day)
        return only, only
    last = calendar.monthrange(date.year, last_month)[1]
    first_day, last_day = dt.date(date.year, first_month, 1), dt.date(date.year, last_month, last)
    if date.unit == "month" or date.part in ("", "about"):
        return first_day, last_day
    begins, ends = date.part in ("early", "begin-of"), date.part in ("late", "end-of")
    return first_day if begins else None, last_day if ends else None


def impossible(date: Date) -> bool:
    """Tell whether the calendar has no such date: 31 February, month 13, Q5."""
    limit = {"day": 12, "month": 12, "quarter": 4, "half": 2}.get(date.unit)
    if limit is None or date.place is None:
        return False
    if not 1 <= date.place <= limit:
        return True
    if date.unit != "day" or date.day is None:
        return False
    year = 2000 if date.year is None else date.year  # without a year 29 February is possible
    return not 1 <= date.day <= calendar.monthrange(year, date.place)[1]


def order(first: Date, second: Date) -> bool:
    """Tell whether `first` does not begin in a later month than `second` ends, both taken in one year."""
    return month_span(first)[0] <= month_span(second)[1]


def short_year(year: int, digits: int) -> int:
    """Return the year that two digits after a whole year mean: the same century ("2024-25")."""
    return year // 100 * 100 + digits


def flip(date: Date) -> Date:
    """Return the month-first reading of a numeric date."""
    return replace(date, place=date.day, day=date.place)
