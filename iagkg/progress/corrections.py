"""The table `data/corrections.csv`: what is printed wrongly of a task, and what is right, by whose word.

The printed words stay beside the right ones. A correction holds for the words that it was made for: where a
new version prints others, it is asked again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from iagkg.progress.days import day_of
from iagkg.progress.lines import (
    append_lines,
    check_cells,
    code_named,
    counting,
    identifier,
    line_to_replace,
    read_lines,
)
from iagkg.progress.people import person_problem

__all__ = [
    "COLUMNS",
    "FIELDS",
    "Correction",
    "append_corrections",
    "checked_correction",
    "correcting",
    "field_named",
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


def field_named(words: str) -> str:
    """Return the field that words name in one of the languages, or by its code; nothing for other words."""
    return code_named(words, FIELDS, "corrected-field.")


def made_correction(line: Correction) -> Correction:
    """Return a correction with its id; blanks and line ends in a cell become one blank."""
    cells = [" ".join(cell.split()) for cell in line.cells[1:]]
    return Correction(identifier("c", cells), *cells)  # type: ignore[arg-type]  # all cells are words


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


def append_corrections(path: Path, lines: Iterable[Correction]) -> int:
    """Add corrections to the table; return how many did not stand there yet.

    Raises InputError where one cannot be taken.
    """
    return append_lines(
        path, COLUMNS, [checked_correction(line, f"{path}, new row") for line in lines], read_corrections
    )


def _latest(lines: Iterable[Correction]) -> dict[tuple[str, str], Correction]:
    """Return what counts for each task and field; a line without corrected words takes back another."""
    ordered = sorted(counting(lines), key=lambda line: (line.recorded, line.id))
    return {(line.task, line.field): line for line in ordered}


def _is_printed(line: Correction, printed: Mapping[tuple[str, str], str]) -> bool:
    return " ".join(printed.get((line.task, line.field), "").split()) == line.printed


def holding(
    lines: Iterable[Correction], printed: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], Correction]:
    """Return the correction that holds for each task and field, made for the words that are printed now."""
    latest = _latest(lines).items()
    return {place: line for place, line in latest if line.corrected and _is_printed(line, printed)}


def to_ask_again(lines: Iterable[Correction], printed: Mapping[tuple[str, str], str]) -> list[Correction]:
    """Return the corrections whose words are printed no longer, of tasks that are still there."""
    tasks = {task for task, _ in printed}
    latest = [line for line in _latest(lines).values() if line.corrected and line.task in tasks]
    return [line for line in latest if not _is_printed(line, printed)]


def correcting(lines: Iterable[Correction], new: Correction) -> Correction:
    """Return a new correction as a line: it takes the place of the one that counts for its task and field.

    Where that one says the same already, it is returned itself.
    """
    line = made_correction(new)
    latest = _latest(lines).get((line.task, line.field))
    if latest is None:
        return line
    if (latest.printed, latest.corrected, latest.source) == (line.printed, line.corrected, line.source):
        return latest
    return made_correction(replace(line, replaces=latest.id))


def taken_back(lines: Iterable[Correction], identifier: str, who: str, recorded: str) -> Correction:
    """Return the line that takes back another: it restores what stood before that one, or corrects nothing.

    Of a line that itself restores an earlier one, that earlier one is taken back. Raises UsageError where no
    line has the id, or another has its place already.
    """
    known, line = line_to_replace(lines, identifier)
    first = _restored(line, known)
    before = known.get(first.replaces)
    said = before or line
    return made_correction(
        Correction(
            task=line.task,
            field=line.field,
            printed=said.printed,
            corrected=before.corrected if before else "",
            why=said.why,
            source=said.source,
            who=who,
            recorded=recorded,
            replaces=identifier,
        )
    )


def _restored(line: Correction, known: Mapping[str, Correction]) -> Correction:
    """Return the line that another restores; a line that restores none is returned itself."""
    while (taken := known.get(line.replaces)) and (before := known.get(taken.replaces)):
        if (before.corrected, before.source, before.why) != (line.corrected, line.source, line.why):
            break
        line = before
    return line
