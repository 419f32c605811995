"""The table `data/corrections.csv`: what is printed wrongly of a task, and what is right, by whose word.

The printed words stay beside the right ones. A correction holds for the words that it was made for: where a
new version prints others, it is asked again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from iagkg.errors import InputError
from iagkg.progress.days import day_of
from iagkg.progress.lines import append_lines, counting, identifier, read_lines
from iagkg.progress.people import address_in, person_problem

__all__ = [
    "COLUMNS",
    "FIELDS",
    "Correction",
    "append_corrections",
    "checked_correction",
    "holding",
    "made_correction",
    "read_corrections",
    "to_ask_again",
]

FIELDS = ("title", "number", "mandate", "period", "workstream")
"""What a correction may be of, the codes of the scheme corrected-field."""
_LONGEST = 5000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: `task` is the key of a task, `who` a role, `recorded` the day of the entry.

    `row` is for messages.
    """

    id: str = ""
    task: str = ""
    field: str = ""
    printed: str = ""
    corrected: str = ""
    why: str = ""
    source: str = ""
    who: str = ""
    recorded: str = ""
    replaces: str = ""
    row: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the line, in the order of the columns."""
        return tuple(str(getattr(self, column)) for column in COLUMNS)


COLUMNS = tuple(field.name for field in fields(Correction) if field.name != "row")
"""The columns of `data/corrections.csv`, in their order."""


def made_correction(line: Correction) -> Correction:
    """Return a correction with its id; blanks and line ends in a cell become one blank."""
    plain = {name: " ".join(str(getattr(line, name)).split()) for name in COLUMNS[1:]}
    line = replace(line, **plain)  # type: ignore[arg-type]  # all of them texts
    return replace(line, id=identifier("c", line.cells[1:]))


def checked_correction(line: Correction, place: str) -> Correction:
    """Return a correction. Raises InputError, naming place and column, for a cell that cannot be taken."""
    wrong: dict[str, str] = {
        "task": "" if line.task else "the key of a task, such as iag-tsc-002",
        "field": "" if line.field in FIELDS else f"one of {', '.join(FIELDS)}",
        "corrected": "" if line.corrected and line.corrected != line.printed else "other words than printed",
        "source": "" if line.source else "where it is written, such as a report and its paragraph",
        "who": "a role, such as secretary of the group" if person_problem(line.who) else "",
        "recorded": "" if day_of(line.recorded) else "a day such as 2026-02-10",
    }
    for column in COLUMNS:
        words = str(getattr(line, column))
        if words.startswith(_FORMULA) or len(words) > _LONGEST or address_in(words):
            wrong[column] = (
                f"words of up to {_LONGEST} letters that no spreadsheet runs, without an e-mail address"
            )
    for column, expected in wrong.items():
        if expected:
            raise InputError(f"{place}, column {column}: {getattr(line, column)!r}.", expected)
    return line


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections of the table, in its order. Raises InputError as `read_lines` does."""
    return read_lines(
        path, COLUMNS, lambda cells, at, row: checked_correction(Correction(**cells, row=row), at)
    )


def append_corrections(path: Path, lines: Iterable[Correction]) -> None:
    """Add corrections to the table. Raises InputError where one cannot be taken."""
    append_lines(
        path, COLUMNS, [checked_correction(line, f"{path}, new row") for line in lines], read_corrections
    )


def _latest(lines: Iterable[Correction]) -> dict[tuple[str, str], Correction]:
    ordered = sorted(counting(lines), key=lambda line: (line.recorded, line.id))
    return {(line.task, line.field): line for line in ordered}


def holding(
    lines: Iterable[Correction], printed: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], Correction]:
    """Return the correction that holds for each task and field, made for the words that are printed now."""
    return {
        place: line
        for place, line in _latest(lines).items()
        if " ".join(printed.get(place, "").split()) == line.printed
    }


def to_ask_again(lines: Iterable[Correction], printed: Mapping[tuple[str, str], str]) -> list[Correction]:
    """Return the corrections whose words are printed no longer, of tasks that are still there."""
    tasks = {task for task, _ in printed}
    held = holding(lines, printed)
    return [line for place, line in _latest(lines).items() if line.task in tasks and place not in held]
