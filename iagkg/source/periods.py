"""Periods of a task: the deadline rule, and several rows of one task joined."""

import re
from collections.abc import Sequence
from dataclasses import replace

from iagkg.period.model import Period

__all__ = ["as_deadline", "join_periods", "spelling"]

DASHES = re.compile("[‐-―−]")
ONE_UNIT = ("quarter", "half", "year")


def as_deadline(period: Period) -> Period:
    """Return the period of a cell headed "Deadline": a single date is an end without a start."""
    one = period.kind == "point" or (
        period.precision in ONE_UNIT and not re.search(r"[-–—]|\b(?:to|and|until)\b", period.text)
    )
    if not one or period.end is None or period.kind not in ("point", "interval"):
        return period
    return replace(period, start=None, first_day=None, kind="deadline")


def join_periods(periods: Sequence[Period]) -> Period:
    """Return one period of the rows of one task: the outermost bounds, the words joined with " | ".

    An end that one of the rows leaves open leaves the whole open.
    """
    printed = [period for period in periods if period.text]
    if not printed:
        return periods[0] if periods else Period("")
    if len(printed) == 1:
        return printed[0]
    starts = [period for period in printed if period.first_day is not None]
    first = min(starts, key=lambda period: period.first_day or period.last_day, default=None)  # type: ignore[arg-type,return-value]
    ends = [period for period in printed if period.last_day is not None]
    last = max(ends, key=lambda period: period.last_day) if len(ends) == len(printed) else None  # type: ignore[arg-type,return-value]
    precisions = {period.precision for period in printed}
    anchors = dict.fromkeys(anchor for period in printed for anchor in period.anchors)
    first = first if printed[0].first_day is not None else None
    return Period(
        text=" | ".join(period.text for period in printed),
        start=first.start if first else None,
        end=last.end if last else None,
        first_day=first.first_day if first else None,
        last_day=last.last_day if last else None,
        precision=precisions.pop() if len(precisions) == 1 else "mixed",
        open_ended=any(period.open_ended for period in printed),
        anchors=tuple(anchors),
        kind="multi",
        carried=any(period.carried for period in printed),
        problems=tuple(problem for period in printed for problem in period.problems),
    )


def spelling(text: str) -> str:
    """Return a timeline without what is typography: kinds of dashes and the blanks around them."""
    words = " ".join(DASHES.sub("-", text).split())
    return words.replace(" -", "-").replace("- ", "-").casefold()
