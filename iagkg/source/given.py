"""The help of a person in reading: the sheet, and which column is what (`task=1,mandate=3,timeline=2`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iagkg.errors import UsageError
from iagkg.source.headings import normal

__all__ = ["GIVEN", "NOTHING_GIVEN", "Given", "places", "read_given"]

GIVEN = (
    *("task", "number", "mandate", "timeline", "deadline", "start", "end"),
    *("responsible", "output", "stream", "other"),
)
NONE = frozenset({"", "0", "-", "none"})
EXAMPLE = 'a list such as "task=1,mandate=3,timeline=2": columns by number from 1 or by heading'


@dataclass(frozen=True, slots=True)
class Given:
    """The help of a person: the column of each part by its name, and a sheet of a workbook; None for none."""

    columns: Mapping[str, str] | None = None
    sheet: str | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is given."""
        return self.columns is not None or self.sheet is not None


NOTHING_GIVEN = Given()


def read_given(text: str) -> dict[str, str]:
    """Return the column of each part; raises UsageError where the words are no such list."""
    given: dict[str, str] = {}
    for piece in text.split(","):
        role, sign, column = piece.partition("=")
        role = role.strip().casefold()
        if not sign or role not in GIVEN or role in given:
            raise UsageError(f"--columns {text}: {piece.strip()!r} is not understood.", EXAMPLE, _roles())
        given[role] = column.strip()
    return given


def _roles() -> str:
    return f"use the parts {', '.join(GIVEN)}."


def places(given: Mapping[str, str], names: Sequence[str]) -> dict[str, int | None]:
    """Return the place of each column, from 0; None for a part that the table has not ("timeline=none").

    `names` are the headings. A column is named by its number from 1, its heading, or its letter in a sheet.
    Raises UsageError where the table has no such column, or one column is given two parts.
    """
    found: dict[str, int | None] = {}
    for role, column in given.items():
        found[role] = None if column.casefold() in NONE else _place(role, column, names)
    used = [place for place in found.values() if place is not None]
    if len(set(used)) < len(used):
        raise UsageError("--columns: one column is given two parts.", EXAMPLE, _seen(names))
    return found


def _place(role: str, column: str, names: Sequence[str]) -> int:
    if column.isdecimal() and len(column) < 5 and 1 <= int(column) <= len(names):
        return int(column) - 1
    folded = [normal(name) for name in names]
    if normal(column) and normal(column) in folded:
        return folded.index(normal(column))
    if len(column) == 1 and "a" <= column.casefold() <= "z" and ord(column.casefold()) - 97 < len(names):
        return ord(column.casefold()) - 97
    raise UsageError(f"--columns {role}={column}: the table has no such column.", EXAMPLE, _seen(names))


def _seen(names: Sequence[str]) -> str:
    shown = (f"{number} {name[:60] or '(no heading)'}" for number, name in enumerate(names[:20], start=1))
    return f"its columns are: {', '.join(shown)}."
