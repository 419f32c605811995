"""One thing noticed while reading: what, where, and how grave."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Problem", "Severity"]

Severity = Literal["error", "warning", "info"]
"""error = must be corrected, warning = please check, info = for information."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem never stops the reading; the printed words are kept beside it.

    `code` is a stable name in kebab-case; `message` says what, and what to do, for a person who knows
    the document and nothing else; `found` quotes the printed words; `row` is the number of the table
    row from 1 (header counted) and `line` the line of a text file, where known; `field` is the column
    (task, mandate, timeline).
    """

    severity: Severity
    code: str
    message: str
    found: str = ""
    expected: str = ""
    row: int | None = None
    line: int | None = None
    field: str = ""
