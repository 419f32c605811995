"""The table `data/corrections.csv`: what is printed wrongly of a task, and what is right, by whose word.

The printed words stay beside the right ones. A correction holds for the words that it was made for: where a
new version prints others, it is asked again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from iagkg.progress.days import day_of
from iagkg.progress.lines import append_lines, check_cells, counting, identifier, line_to_replace, read_lines
from iagkg.progress.people import person_problem

__all__ = [
    "COLUMNS",
    "FIELDS",
    "Correction",
    "append_corrections",
    "checked_correction",
    "holding",
    "made_correction",
    "read_corrections",
    "taken_back",
    "to_ask_again",
]

FIELDS = ("title", "number", "mandate", "period", "workstream")
"""What a correction may be of, the codes of the scheme corrected-field."""


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
    cells = [" ".join(cell.split()) for cell in line.cells[1:]]
    return Correction(identifier("c", cells), *cells)


def checked_correction(line: Correction, place: str) -> Correction:
    """Return a correction. Raises InputError, naming place and column, for a cell that cannot be taken."""
    wrong: dict[str, str] = {
        "task": "" if line.task else "the key of a task, such as iag-tsc-002",
        "field": "" if line.field in FIELDS else f"one of {', '.join(FIELDS)}",
        "corrected": "" if _is_news(line) else "other words than printed; none, to take back another line",
        "source": "" if line.source else "where it is written, such as a report and its paragraph",
        "who": "a role, such as secretary of the group" if person_problem(line.who) else "",
        "recorded": "" if day_of(line.recorded) else "a day such as 2026-02-10",
    }
    check_cells(dict(zip(COLUMNS, line.cells, strict=True)), wrong, place)
    return line


def _is_news(line: Correction) -> bool:
    return line.corrected != line.printed if line.corrected else bool(line.replaces)


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
    """Return what counts for each task and field; a line without corrected words takes back another."""
    ordered = sorted(counting(lines), key=lambda line: (line.recorded, line.id))
    latest = {(line.task, line.field): line for line in ordered}
    return {place: line for place, line in latest.items() if line.corrected}


def _is_printed(line: Correction, printed: Mapping[tuple[str, str], str]) -> bool:
    return " ".join(printed.get((line.task, line.field), "").split()) == line.printed


def holding(
    lines: Iterable[Correction], printed: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], Correction]:
    """Return the correction that holds for each task and field, made for the words that are printed now."""
    return {place: line for place, line in _latest(lines).items() if _is_printed(line, printed)}


def to_ask_again(lines: Iterable[Correction], printed: Mapping[tuple[str, str], str]) -> list[Correction]:
    """Return the corrections whose words are printed no longer, of tasks that are still there."""
    tasks = {task for task, _ in printed}
    latest = _latest(lines).values()
    return [line for line in latest if line.task in tasks and not _is_printed(line, printed)]


def taken_back(lines: Iterable[Correction], identifier: str, who: str, recorded: str) -> Correction:
    """Return the line that takes back another: it restores what that one replaced, or corrects nothing.

    Raises UsageError where no line has the id, or another has its place already.
    """
    known, line = line_to_replace(lines, identifier)
    before = known.get(line.replaces, line)
    corrected = before.corrected if before is not line else ""
    return made_correction(
        Correction(
            "",
            line.task,
            line.field,
            before.printed,
            corrected,
            before.why,
            before.source,
            who,
            recorded,
            identifier,
        )
    )
