"""A workbook that comes back, in words: what was found, what differs, what stands in the way."""

from dataclasses import dataclass

from iagkg.export.workbook_compare import Changes
from iagkg.export.workbook_model import COLUMNS, heading
from iagkg.export.workbook_plan import Plan
from iagkg.export.workbook_read import Found, Trouble
from iagkg.wording import say

__all__ = ["Line", "Proposal", "proposal"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to apply: cell, task, field in words, old and new value."""

    cell: str
    task: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a workbook proposes, in words of one language."""

    summary: str
    lines: tuple[Line, ...]
    problems: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    empty: bool


def proposal(found: Found, changes: Changes, plan: Plan, lang: str) -> Proposal:
    """Return what is found in a workbook, in words."""
    columns = {(sheet, column.name): column for sheet in COLUMNS for column in COLUMNS[sheet]}
    lines = [
        Line(
            edit.place,
            edit.ref,
            heading(edit.sheet, columns[edit.sheet, edit.field], lang).rstrip("*"),
            edit.old,
            edit.new,
        )
        for edit in changes.edits
    ]
    for row, correction in plan.corrections:
        field = say(f"corrected-field.{correction.field}", lang)
        lines.append(Line(row.place, row.words("ref"), field, correction.printed, correction.corrected))
    for row, added in plan.added:
        origin = say("added.origin", lang, meeting=added.meeting, date=added.date)
        lines.append(Line(row.place, "", origin, "", added.task))
    problems = tuple((trouble.place, trouble_words(trouble, lang)) for trouble in plan.troubles)
    remarks = [say("book.removed", lang, row=row) for row in changes.removed]
    remarks += [say("book.strange-column", lang, cell=cell) for cell in found.strange]
    counts = {
        "status": sum(bool(event.status) for event in plan.events),
        "lead": sum(not event.status for event in plan.events),
        "title": len(plan.titles),
        "tag": len(plan.tags),
        "followed": len(plan.followed),
        "correction": len(plan.corrections),
        "added": len(plan.added),
    }
    empty = not any(counts.values()) and not problems
    return Proposal(_summary(counts, problems, lang), tuple(lines), problems, tuple(remarks), empty)


def trouble_words(trouble: Trouble, lang: str) -> str:
    """Return what is wrong with a cell, in words."""
    return say(f"book.trouble-{trouble.code}", lang, **dict(trouble.values))


def _summary(counts: dict[str, int], problems: tuple[tuple[str, str], ...], lang: str) -> str:
    parts = [
        say(f"book.count-{kind}-{'one' if count == 1 else 'more'}", lang, count=count)
        for kind, count in counts.items()
        if count
    ]
    if problems:
        words = say(f"book.count-check-{'one' if len(problems) == 1 else 'more'}", lang, count=len(problems))
        first = f"{problems[0][0]} {problems[0][1]}".rstrip(".")
        parts.append(f"{words} ({first})")
    if not parts:
        return say("book.nothing", lang)
    return say("book.found", lang, what=", ".join(parts))
