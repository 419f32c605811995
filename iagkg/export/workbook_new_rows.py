"""Rows that a person added to a workbook: corrections, and tasks of a meeting, as lines of their tables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from iagkg.errors import InputError
from iagkg.export.workbook_read import FoundRow, Trouble, no_role, refused
from iagkg.progress.added import AddedTask, adding, checked_added
from iagkg.progress.corrections import Correction, checked_correction, correcting, field_named
from iagkg.wording import LANGUAGES, say

__all__ = ["Given", "added_task", "correction", "origin"]

Line = TypeVar("Line")
_ADDED = ("stream", "task", "mandate", "period", "origin")
_DAY = re.compile(r"(.*?)[\s,;]*([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Given:
    """What the rows are held against.

    `by`, `on` and `meeting` stand where a row names none; `today` is the day of the entry. `refs` gives the
    reference of each task by its key, `printed` the words of the document by reference and field.
    """

    by: str
    on: str
    today: str
    meeting: str
    workplan: str
    refs: Mapping[str, str]
    printed: Mapping[tuple[str, str], str]
    corrections: tuple[Correction, ...]
    added: tuple[AddedTask, ...]


def correction(row: FoundRow, given: Given) -> Correction | Trouble:
    """Return the line for a new row of Corrections, or what stands in the way.

    Where the same is recorded already, the line is the one that says so.
    """
    words = row.words("ref").casefold()
    key = next((key for key, ref in given.refs.items() if words in {ref.casefold(), key.casefold()}), "")
    if not key:
        return Trouble(row.where("ref"), "no-task", (("words", row.words("ref") or "–"),))
    name = field_named(row.words("field"))
    if not name:
        return Trouble(row.where("field"), "no-list", (("words", row.words("field") or "–"),))
    printed = " ".join(given.printed[given.refs[key], name].split())
    if row.words("printed") not in {"", printed}:
        return Trouble(row.where("printed"), "not-printed", (("words", printed or "–"),))
    who, day = row.words("role") or given.by, row.words("when") or given.on
    if trouble := _said(row, who, day, given) or _needed(row, ("corrected", "source")):
        return trouble
    new = Correction(
        task=key,
        field=name,
        printed=printed,
        corrected=row.words("corrected"),
        why=row.words("why"),
        source=row.words("source"),
        who=who,
        recorded=day,
    )
    return _checked(row, lambda: checked_correction(correcting(given.corrections, new), row.place), {})


def added_task(row: FoundRow, given: Given) -> AddedTask | Trouble:
    """Return the line for a new row of Tasks, or what stands in the way.

    Its origin names the meeting and its day ("TSC-IAG 3, 2026-02-10"), else those that are given.
    """
    for name, cell in row.cells.items():
        if name not in _ADDED and cell.words:
            return Trouble(cell.place, "not-kept")
    meeting, day = origin(row.words("origin"))
    meeting, day = meeting or given.meeting, day or given.on
    if not meeting:
        return Trouble(row.where("origin"), "no-meeting")
    if trouble := _said(row, given.by, day, given, "origin") or _needed(row, ("task",)):
        return trouble
    new = AddedTask(
        workplan=given.workplan,
        workstream=row.words("stream"),
        task=row.words("task"),
        mandate=row.words("mandate"),
        period=row.words("period"),
        meeting=meeting,
        date=day,
        who=given.by,
        recorded=given.today,
    )
    names = {"workstream": "stream", "meeting": "origin", "date": "origin"}
    return _checked(row, lambda: checked_added(adding(given.added, new), row.place), names)


def origin(words: str) -> tuple[str, str]:
    """Return meeting and day of "added: TSC-IAG 3, 2026-02-10", in any language; either may be absent."""
    for lang in LANGUAGES:
        start = say("added.origin", lang, meeting="\0", date="").partition("\0")[0].strip(" :")
        if words.casefold().startswith(start.casefold()):
            words = words[len(start) :].lstrip(" :")
            break
    match = _DAY.fullmatch(words)
    return (match[1], match[2]) if match else (words, "")


def _needed(row: FoundRow, names: tuple[str, ...]) -> Trouble | None:
    empty = next((name for name in names if not row.words(name)), "")
    return Trouble(row.where(empty), "needed") if empty else None


def _said(row: FoundRow, who: str, day: str, given: Given, column: str = "role") -> Trouble | None:
    if trouble := no_role(row.where(column), who):
        return trouble
    if day > given.today:
        return Trouble(row.where("when" if column == "role" else column), "to-come", (("day", day),))
    return None


def _checked(row: FoundRow, made: Callable[[], Line], names: Mapping[str, str]) -> Line | Trouble:
    try:
        return made()
    except InputError as error:
        return refused(row, error, names)
