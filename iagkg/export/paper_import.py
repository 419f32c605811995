"""A meeting paper that comes back filled in: what it proposes to record of each task.

Only what a person wrote counts: a cell that says what is recorded already proposes nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iagkg.errors import InputError
from iagkg.export.workbook_import import Line, Proposal
from iagkg.office.document import read_document
from iagkg.office.model import Block, Para, Table
from iagkg.office.package import open_package
from iagkg.progress.checking import checked
from iagkg.progress.event import StatusEvent, made
from iagkg.progress.statuses import status_code
from iagkg.report.paper_docx import BOOKMARK, SUBJECT
from iagkg.report.paper_rows import TaskRow
from iagkg.report.progress import reported
from iagkg.wording import LANGUAGES, say

__all__ = ["Context", "FilledRow", "is_paper", "proposed", "read_paper"]

_COLUMNS = ("ref", "task", "mandate", "period", "status", "output", "next", "conclusion")
_FILLED = ("status", "output", "next", "conclusion")
_REF = re.compile(r"WS\d+\.T\d+")
_SUBJECT = re.compile(rb"<dc:subject>([^<]*)</dc:subject>")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the paper: its place in words, the key or reference of its task, its cells, their language."""

    place: str
    key: str
    ref: str
    cells: Mapping[str, str]
    lang: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a paper is held against: tasks as they are shown now by key, events, who records it and when.

    `shown` has the rows of tasks by the language of a paper.
    """

    shown: Mapping[str, Mapping[str, TaskRow]]
    events: Sequence[StatusEvent]
    by: str
    on: dt.date
    today: dt.date
    meeting: str


def is_paper(content: bytes) -> bool:
    """Tell a Word file; whether it is a meeting paper says `read_paper`."""
    return content.startswith(b"PK\x03\x04") and b"word/" in content


def read_paper(name: str, content: bytes) -> list[FilledRow]:
    """Return the rows of the tables of tasks, in the order of the file.

    Told by the headings of the columns, in any language. Raises InputError where the file is no Word document
    or has no such table.
    """
    package = open_package(name, content)
    subject = _SUBJECT.search(package.part("docProps/core.xml") or b"")
    rows = list(_rows(read_document(name, content).blocks))
    if not rows:
        meant = subject is not None and subject[1].decode(errors="replace").startswith(SUBJECT)
        raise InputError(
            f"{name}: {'its tables of tasks are gone' if meant else 'no meeting paper'}.",
            "a Word document of iagkg report --form meeting, filled in",
        )
    return rows


def _rows(blocks: Iterable[Block]) -> Iterator[FilledRow]:
    number = 0
    for block in blocks:
        if not isinstance(block, Table):
            continue
        number += 1
        columns: dict[int, str] = {}
        lang = "en"
        for at, row in enumerate(block.rows, start=1):
            texts = [_text(cell.blocks) for cell in row.cells]
            known = _columns(texts)
            if known is not None:
                columns, lang = known
                continue
            if not columns:
                break
            cells = {columns[place]: text for place, text in enumerate(texts) if place in columns}
            marks = [mark for cell in row.cells for mark in _marks(cell.blocks)]
            ref = _REF.search(cells.get("ref", ""))
            yield FilledRow(f"table {number}, row {at}", _key(marks), ref[0] if ref else "", cells, lang)


def _columns(texts: Sequence[str]) -> tuple[dict[int, str], str] | None:
    """Return which column stands where, and the language of the headings; None for another row."""
    plain = [" ".join(text.split()).casefold() for text in texts]
    for lang in LANGUAGES:
        names = {say(f"paper.column-{name}", lang).casefold(): name for name in _COLUMNS}
        found = {place: names[text] for place, text in enumerate(plain) if text in names}
        if "ref" in found.values() and len({*found.values()} & {*_FILLED}) > 1:
            return found, lang
    return None


def _text(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text.strip() for block in blocks if isinstance(block, Para)).strip()


def _marks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Para):
            yield from block.bookmarks


def _key(marks: Iterable[str]) -> str:
    own = next((mark for mark in marks if mark.startswith(BOOKMARK)), "")
    return own.removeprefix(BOOKMARK).replace("_", "-")


def proposed(rows: Sequence[FilledRow], context: Context, lang: str) -> tuple[Proposal, list[StatusEvent]]:
    """Return what the rows propose, in words, and the events to record: none where a cell cannot be taken."""
    lines: list[Line] = []
    problems: list[tuple[str, str]] = []
    events: list[StatusEvent] = []
    remarks: list[str] = []
    seen: dict[str, str] = {}
    for row in rows:
        tasks = context.shown[row.lang]
        key = row.key if row.key in tasks else next((k for k, t in tasks.items() if t.ref == row.ref), "")
        if not key:
            if any(row.cells.values()):
                problems.append((row.place, say("paper.trouble-task", lang, ref=row.ref or row.key)))
            continue
        if key in seen:
            problems.append(
                (row.place, say("paper.trouble-twice", lang, ref=tasks[key].ref, other=seen[key]))
            )
            continue
        seen[key] = row.place
        remarks += _changed(row, tasks[key], lang)
        new = _new(row, tasks[key], key, context)
        if isinstance(new, str):
            problems.append((_cell(row, "status", lang), say(new, lang, words=row.cells.get("status", ""))))
            continue
        changes, values = new
        if not changes:
            continue
        event = made({**values, "task": key, "as_of": context.on.isoformat()}, context.today)
        try:
            events.append(checked(event, row.place))
        except InputError as error:
            problems.append((row.place, error.what.partition(", column ")[2] or error.what))
            continue
        lines += [
            Line(row.place, tasks[key].ref, say(f"paper.column-{name}", lang), old, words)
            for name, old, words in changes
        ]
    summary = _summary(events, problems, lang)
    empty = not events and not problems
    return Proposal(summary, tuple(lines), tuple(problems), tuple(remarks), empty), [] if problems else events


def _changed(row: FilledRow, task: TaskRow, lang: str) -> Iterator[str]:
    """Yield what was changed of the document's own words: a paper is no place to change them."""
    for name, own in (("task", task.words), ("mandate", task.mandate), ("period", task.period)):
        if name in row.cells and _plain(row.cells[name]) != _plain(own):
            column = say(f"paper.column-{name}", lang)
            yield say("paper.remark-changed", lang, place=row.place, ref=task.ref, column=column)


def _cell(row: FilledRow, name: str, lang: str) -> str:
    return f"{row.place}, {say(f'paper.column-{name}', lang)}"


_Changes = tuple[list[tuple[str, str, str]], dict[str, str]]


def _new(row: FilledRow, task: TaskRow, key: str, context: Context) -> _Changes | str:
    """Return what a row adds to what is recorded, or the key of what is wrong with it."""
    own = [event for event in context.events if event.task == key]
    latest = max((event for event in own if event.status), key=lambda e: (e.as_of, e.recorded), default=None)
    changes: list[tuple[str, str, str]] = []
    values = {"reported_by": context.by, "meeting": context.meeting, "status": ""}
    code = _status(row, task, own)
    if code is None:
        return "paper.trouble-status"
    if code and (latest is None or latest.status != code):
        changes.append(("status", task.status, row.cells["status"]))
        values["status"] = code
    for name, field, old in (("output", "output_title", task.output), ("next", "next_step", task.next_step)):
        words = row.cells.get(name, "")
        known = {_plain(old), *(_plain(getattr(event, field)) for event in own)}
        if words and _plain(words) not in known:
            changes.append((name, old, words))
            values[field] = words
    conclusion = row.cells.get("conclusion", "")
    if conclusion and all(_plain(conclusion) != _plain(event.note) for event in own):
        changes.append(("conclusion", "", conclusion))
        values["note"] = conclusion
    if ("output_title" in values or "next_step" in values) and not values["status"]:
        if latest is None:
            return "paper.trouble-no-status"
        values["status"] = latest.status
    if not context.by and changes:
        return "paper.trouble-by"
    return changes, values


def _status(row: FilledRow, task: TaskRow, own: Sequence[StatusEvent]) -> str | None:
    """Return the status a cell gives, empty where it says only what is recorded, None where it is none."""
    known = {_plain(reported(e.status, e.reported_by, e.as_of, row.lang)) for e in own if e.status}
    known |= {_plain(line) for line in task.status.split("\n")}
    differ = say("task-status.reports-differ", row.lang)
    lines = [line.removeprefix(f"{differ}:").strip() for line in row.cells.get("status", "").split("\n")]
    new = [line for line in lines if line and _plain(line) not in known]
    codes = {status_code(line) or status_code(line.partition(",")[0]) for line in new}
    if None in codes or len(codes) > 1:
        return None
    return str(codes.pop()) if codes else ""


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _summary(events: Sequence[StatusEvent], problems: Sequence[tuple[str, str]], lang: str) -> str:
    counts = {"status": len(events), "check": len(problems)}
    parts = [
        say(f"book.count-{kind}-{'one' if count == 1 else 'more'}", lang, count=count)
        for kind, count in counts.items()
        if count
    ]
    return say("book.found", lang, what=", ".join(parts)) if parts else say("book.nothing", lang)
