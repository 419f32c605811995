"""What a period says, as plain values."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from iagkg.problem import Problem

__all__ = ["Kind", "Period", "Precision"]

Precision = Literal[
    "day", "month", "quarter", "half", "year", "session", "relative", "mixed", "approx", "none"
]
Kind = Literal[
    "interval", "point", "deadline", "start", "recurring", "ongoing", "multi", "relative", "unknown"
]


@dataclass(frozen=True, slots=True)
class Period:
    """A timeline cell as read: `text` is as printed, all else only what the text fixes.

    `start` and `end` are YYYY-MM, or YYYY-MM-DD where the precision is a day; None where the text does
    not fix them. `first_day` and `last_day` are the first and last day so given. `anchors` are sessions
    or events as printed ("COP 17", "COP-17 - 6 months"). `carried` tells that a year was taken over
    from the other end of the same interval ("August – December 2025").
    """

    text: str
    start: str | None = None
    end: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    precision: Precision = "none"
    open_ended: bool = False
    anchors: tuple[str, ...] = ()
    kind: Kind = "unknown"
    carried: bool = False
    problems: tuple[Problem, ...] = ()
