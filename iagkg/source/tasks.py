"""Make the tasks: the words divided, the mandate read as citations, the timeline as a period."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from iagkg.period.model import Period
from iagkg.problem import Problem
from iagkg.source.columns import Columns
from iagkg.source.drafts import BLANK, Piece, TaskDraft
from iagkg.source.items import Paragraph, divide_task
from iagkg.source.parsed import cited, dated
from iagkg.source.periods import as_deadline, join_periods
from iagkg.workplan import PlacedCitation, SubItem, Task

__all__ = ["MAX_CELL", "every_item", "make_task"]

MAX_CELL = 1_000_000
"""Characters of a cell that are read; a longer one is kept and reported."""
MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:-]{0,30}(?:\s[^<>]{0,200})?/?>|<!--|<!DOCTYPE|javascript:"
    r"|@prefix\b|\bPREFIX\s+\w{0,30}:\s*<|\bSELECT\s+(?:DISTINCT\s+)?[?*$]|\b(?:INSERT|DELETE)\s+(?:DATA\s*)?\{"
    r"|\bSERVICE\s+(?:SILENT\s+)?<|\b(?:DROP|CLEAR|LOAD)\s+(?:SILENT\s+)?(?:GRAPH|ALL|<)|\ba\s+\w{1,30}:\w{1,60}\s*[;.]"
)


def make_task(draft: TaskDraft, columns: Columns, ref: str, *, bare: bool) -> tuple[Task, list[Problem]]:
    """Return the task of a draft and what was odd about its cells; `ref` is its spoken reference."""
    given = columns.number is not None and columns.cell(draft.row, columns.number).text
    words = divide_task(draft.words, draft.number if given else None, bare=bare)
    problems = list(words.problems)
    if columns.mandate is not None:
        citations, found = _mandate(draft)
    else:
        citations, found = _from_text(draft.words)
    problems += found
    period, found = _period(draft.timeline, deadline=columns.deadline)
    problems += found
    problems += _missing(draft, columns)
    problems += _markup(draft)
    task = Task(
        ref=ref,
        number=words.number,
        ordinal=int(ref.rpartition("T")[2]),
        text=words.text,
        mandate_text=" | ".join(piece.text for piece in draft.mandate),
        citations=citations,
        period=period,
        row=draft.row.number,
        line=draft.row.line,
        items=words.items,
        rows=tuple(draft.rows),
        extra={name: " | ".join(texts) for name, texts in draft.extra.items() if texts},
        responsible=" | ".join(draft.responsible),
        output=" | ".join(draft.output),
    )
    return task, problems


def _at(problem: Problem, piece: Piece, field: str) -> Problem:
    """Return a problem of a citation or a period with its place in the document."""
    found = problem.found or piece.text[:200]
    return replace(problem, found=found, row=piece.row, line=piece.line, field=problem.field or field)


def _too_long(piece: Piece, field: str) -> Problem:
    return Problem(
        "warning",
        "cell-too-long",
        f"The cell has {len(piece.text):,} characters; it was kept, not read.",
        found=piece.text[:80],
        expected=f"at most {MAX_CELL:,} characters",
        row=piece.row,
        line=piece.line,
        field=field,
    )


def _mandate(draft: TaskDraft) -> tuple[tuple[PlacedCitation, ...], list[Problem]]:
    """Read the mandate cells of a task; words that cite nothing are quoted in a warning."""
    from iagkg.citation import unread  # noqa: PLC0415

    citations: list[PlacedCitation] = []
    problems: list[Problem] = []
    for piece in draft.mandate:
        if piece.text in BLANK or piece.held:
            continue
        if len(piece.text) > MAX_CELL:
            problems.append(_too_long(piece, "mandate"))
            continue
        reading = cited(piece.text)
        citations.extend(PlacedCitation(citation, piece.row) for citation in reading.citations)
        problems.extend(_at(problem, piece, "mandate") for problem in reading.problems)
        if not reading.citations:
            problems.append(_not_read(piece))
        else:
            problems.extend(_left_over(words, piece) for words in unread(piece.text, reading.citations))
    return tuple(citations), problems


def _left_over(words: str, piece: Piece) -> Problem:
    from iagkg.citation import dropped_place  # noqa: PLC0415

    before = piece.text.partition(words)[0].rstrip(" \t(")
    if dropped_place(words) and before and not before.endswith("\n"):  # a number that begins a line lists
        return Problem(
            "warning",
            "place-not-read",
            f'"{words[:200]}" stands behind a citation and may name a place in it; it was not read.',
            found=words[:200],
            expected='a paragraph and its item in full, "para. 9 (c)"',
            row=piece.row,
            line=piece.line,
            field="mandate",
        )
    return Problem(
        "info",
        "mandate-words-not-read",
        f'These words of the mandate were not read: "{words[:200]}". They are kept as printed.',
        found=words[:200],
        row=piece.row,
        line=piece.line,
        field="mandate",
    )


def _not_read(piece: Piece) -> Problem:
    return Problem(
        "warning",
        "mandate-not-read",
        f'No citation is understood in this mandate: "{piece.text[:200]}". It is kept as printed.',
        found=piece.text[:200],
        expected='a decision and its paragraph, "Decision 16/9 B, para. 9 (a)"',
        row=piece.row,
        line=piece.line,
        field="mandate",
    )


def _from_text(words: Sequence[Paragraph]) -> tuple[tuple[PlacedCitation, ...], list[Problem]]:
    """Seek citations in the words of a task, row by row; what cites nothing there is no problem."""
    citations: list[PlacedCitation] = []
    problems: list[Problem] = []
    for row in dict.fromkeys(paragraph.row for paragraph in words):
        here = [paragraph for paragraph in words if paragraph.row == row]
        piece = Piece("\n".join(paragraph.text for paragraph in here), row, here[0].line)
        if len(piece.text) > MAX_CELL:
            problems.append(_too_long(piece, "task"))
            continue
        reading = cited(piece.text)
        citations.extend(
            PlacedCitation(citation, row, from_text=True)
            for citation in reading.citations
            if citation.type != "unresolved"
        )
        if reading.citations:
            problems.extend(_at(problem, piece, "task") for problem in reading.problems)
    return tuple(citations), problems


def _period(pieces: Sequence[Piece], *, deadline: bool) -> tuple[Period, list[Problem]]:
    """Read the timeline cells of a task."""
    periods: list[Period] = []
    problems: list[Problem] = []
    for piece in pieces:
        if len(piece.text) > MAX_CELL:
            problems.append(_too_long(piece, "timeline"))
            periods.append(Period(piece.text))
            continue
        period = dated(piece.text)
        found = [_at(problem, piece, "timeline") for problem in period.problems]
        problems += _unread(period, piece, found)
        if not any("before" in problem.code for problem in found):
            problems += _backwards(period, piece)
        periods.append(as_deadline(period) if deadline or piece.ends else period)
    return join_periods(periods), problems


def _unread(period: Period, piece: Piece, found: list[Problem]) -> list[Problem]:
    """Return the problems of a timeline; one of which nothing is understood is to be checked."""
    known = period.start or period.end or period.anchors or period.open_ended or period.kind != "unknown"
    rest = [problem for problem in found if problem.code != "not-read"]
    if known or len(rest) == len(found):
        return found
    warning = Problem(
        "warning",
        "timeline-not-read",
        f'No date is understood in this timeline: "{piece.text[:200]}". It is kept as printed.',
        found=piece.text[:200],
        expected='months and a year, "January – June 2026", or a session, "COP 17"',
        row=piece.row,
        line=piece.line,
        field="timeline",
    )
    return [warning, *rest]


def _backwards(period: Period, piece: Piece) -> Iterable[Problem]:
    if period.first_day and period.last_day and period.last_day < period.first_day:
        yield Problem(
            "error",
            "end-before-start",
            "The period ends before it starts; correct the timeline.",
            found=piece.text,
            row=piece.row,
            line=piece.line,
            field="timeline",
        )


def _missing(draft: TaskDraft, columns: Columns) -> Iterable[Problem]:
    for field, index, pieces in (
        ("mandate", columns.mandate, draft.mandate),
        ("timeline", columns.timeline, draft.timeline),
    ):
        if index is not None and all(piece.text in BLANK for piece in pieces):
            yield Problem(
                "info",
                f"task-without-{field}",
                f"The task has no {field}.",
                found=" ".join(draft.words[0].text.split())[:80] if draft.words else "",
                row=draft.row.number,
                line=draft.row.line,
                field=field,
            )


def _markup(draft: TaskDraft) -> Iterable[Problem]:
    """Report HTML, Turtle or SPARQL in a cell; it is words here and nothing else."""
    cells = [Piece(paragraph.text, paragraph.row, paragraph.line) for paragraph in draft.words]
    others = (*draft.extra.values(), draft.responsible, draft.output)
    extra = [Piece(text, draft.row.number, draft.row.line) for texts in others for text in texts]
    fields = (("task", cells), ("mandate", draft.mandate), ("timeline", draft.timeline), ("", extra))
    for field, pieces in fields:
        for piece in pieces:
            if found := MARKUP.search(piece.text):
                yield Problem(
                    "info",
                    "markup-in-cell",
                    "The cell holds what looks like HTML or a program; it is kept as printed words.",
                    found=found[0][:80],
                    row=piece.row,
                    line=piece.line,
                    field=field,
                )
                break


def every_item(items: Iterable[SubItem]) -> Iterable[SubItem]:
    """Return sub-items and their parts, from the top."""
    for item in items:
        yield item
        yield from every_item(item.items)
