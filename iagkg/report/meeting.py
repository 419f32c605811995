"""The meeting paper: where the tasks of a workplan stand, for a meeting to go through.

Its headings and columns are those that the secretary of a group prepares by hand. What nobody reported
stays empty, and nothing follows from a date but how a period lies to it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from iagkg.report.paper import Block, Grid, Heading, Line, Paper, Words
from iagkg.report.paper_rows import (
    Ask,
    Row,
    TaskRow,
    document_language,
    named_with_period,
    summary_of,
    task_rows,
)
from iagkg.table_text import date_words
from iagkg.wording import say

__all__ = ["head_lines", "meeting_paper", "texts_annex"]

_COLUMNS = ("ref", "task", "mandate", "period", "status", "output", "next", "conclusion")
_SHARES = (7, 27, 12, 10, 12, 10, 10, 12)


def meeting_paper(  # noqa: PLR0913, PLR0917  # what a person may ask of a paper
    ask: Ask,
    as_of: dt.date,
    lang: str,
    standing: str,
    keys: dict[str, str],
    milestone: str = "",
    changes: Sequence[str] = (),
) -> Paper:
    """Return the paper of a workplan.

    `standing` are the words at the head of each page, `keys` the keys of tasks by reference; `milestone` is
    the code of one by which periods are grouped; `changes` the lines of what changed since the last version,
    none where there is none. Raises UsageError where the dataset has not the version asked for.
    """
    plan = summary_of(ask)
    tasks = task_rows(ask, as_of, lang)
    own = document_language(ask, lang)
    blocks: list[Block] = [*head_lines(plan, as_of, lang)]
    blocks += _overview(ask, tasks, lang, milestone)
    blocks += _tables(tasks, keys, own, lang)
    blocks += _added(ask, lang)
    blocks.append(Heading(2, say("paper.annex-texts", lang)))
    blocks += texts_annex(ask, lang)
    blocks.append(Heading(2, say("paper.annex-changes", lang)))
    blocks += [Line(Words(line)) for line in changes] or [Line(Words(say("paper.no-version-before", lang)))]
    blocks.append(Heading(2, say("paper.annex-points", lang)))
    blocks += _points(ask, own, lang)
    blocks.append(Line(Words(say("disclaimer", lang))))
    return Paper("meeting", say("paper.title", lang), standing, lang, tuple(blocks))


def head_lines(plan: Row, as_of: dt.date, lang: str) -> Iterator[Block]:
    """Yield what stands below the title: the workplan, its file, the day, what kind of paper it is."""
    title = " ".join(plan["title"].split())
    yield Line(Words(title), strong=True)
    day = date_words(as_of, "day", lang)
    file = say("paper.source", lang, file=plan["file"], checksum=plan["checksum"][:12])
    yield Line(Words(f"{say('paper.as-of', lang, date=day)} {file}"))
    yield Line(Words(say("paper.unofficial", lang)), strong=True)


def _overview(ask: Ask, tasks: Sequence[TaskRow], lang: str, milestone: str) -> Iterator[Block]:
    by_state: defaultdict[str, list[TaskRow]] = defaultdict(list)
    for task in tasks:
        by_state[task.state].append(task)
    yield Heading(2, say("paper.overview", lang))
    for name, found in (
        ("ended-no-status", [task for task in by_state["ended"] if not task.status]),
        ("running", by_state["running"]),
        ("not-begun", by_state["not-begun"]),
        ("not-fixed", by_state["not-fixed"]),
    ):
        if found or name in {"ended-no-status", "running"}:
            listed = "; ".join(named_with_period(task) for task in found) or say("paper.none", lang)
            yield Line(Words(f"{say(f'paper.{name}', lang)}: {listed}"), listed=True)
    for pair, places in _together(ask):
        words = say("paper.together-pair", lang, one=pair[0], other=pair[1], places="; ".join(places))
        yield Line(Words(f"{say('paper.together', lang)}: {words}"), listed=True)
    if milestone:
        yield from _by_milestone(ask, milestone, lang)


def _together(ask: Ask) -> list[tuple[tuple[str, str], list[str]]]:
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in ask("shared-at-the-same-time"):
        pairs[row["ref"], row["other_ref"]].append(row["paragraph"])
    return list(pairs.items())


def _by_milestone(ask: Ask, milestone: str, lang: str) -> Iterator[Block]:
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in ask("tasks-by-milestone", milestone=milestone):
        name = f"{row['ref']} {row['short_title']}".strip()
        groups[row["milestone_label"], row["milestone_relation"]].append(name)
    for (label, relation), found in groups.items():
        words = say(f"milestone-relation.{relation}", lang)
        yield Line(Words(f"{label}, {words}: {'; '.join(found)}"), listed=True)


def _tables(tasks: Sequence[TaskRow], keys: dict[str, str], own: str, lang: str) -> Iterator[Block]:
    columns = tuple(say(f"paper.column-{name}", lang) for name in _COLUMNS)
    streams: defaultdict[str, list[TaskRow]] = defaultdict(list)
    for task in tasks:
        streams[task.stream].append(task)
    for stream, found in streams.items():
        yield Heading(2, stream)
        rows = tuple(_row(task, own, lang) for task in found)
        marks = tuple(keys.get(task.ref, "") for task in found)
        yield Grid(say("paper.sheet-tasks", lang), columns, _SHARES, rows, marks)


def _added(ask: Ask, lang: str) -> Iterator[Block]:
    """Yield the tasks that meetings added, apart from those of the document; nothing where there are none."""
    rows = tuple(
        (
            Words(row["given_task"]),
            Words(row["given_mandate"]),
            Words(row["given_period"]),
            Words(say("added.origin", lang, meeting=row["added_at"], date=row["added_on"])),
        )
        for row in ask("tasks-added")
    )
    if rows:
        yield Heading(2, say("paper.added", lang))
        names = ("task", "given-mandate", "given-period", "origin")
        columns = tuple(say(f"paper.column-{name}", lang) for name in names)
        yield Grid(say("paper.sheet-added", lang), columns, (46, 20, 14, 20), rows)


def _row(task: TaskRow, own: str, lang: str) -> tuple[Words, ...]:
    number = say("paper.number", lang, number=task.number) if task.number else ""
    return (
        Words(f"{task.ref}\n{number}".strip()),
        Words(task.words, own),
        Words(task.mandate, own),
        Words(task.period, own),
        Words(task.status),
        Words(task.output),
        Words(task.next_step),
        Words(""),
    )


def texts_annex(ask: Ask, lang: str) -> Iterator[Block]:
    """Yield the texts of the cited places in the order of the decisions, or where to read them."""
    places: dict[str, list[Row]] = {}
    for row in ask("texts-cited"):
        places.setdefault(row["provision"], []).append(row)
    rows = []
    for found in places.values():
        best = next((row for row in found if row["text"] and row["language"] == lang), None)
        best = best or next((row for row in found if row["text"]), found[0])
        if best["text"]:
            words = Words(best["text"], "" if best["language"] == lang else best["language"])
        else:
            words = Words(say("paper.text-not-loaded", lang, page=best["page"]))
        rows.append((Words(best["paragraph"]), words, Words(best["tasks"])))
    columns = tuple(say(f"paper.column-{name}", lang) for name in ("paragraph", "text", "cited-by"))
    yield Grid(say("paper.sheet-texts", lang), columns, (18, 66, 16), tuple(rows))


def _points(ask: Ask, own: str, lang: str) -> Iterator[Block]:
    rows = tuple(
        (Words(row["row"]), Words(row["ref"]), Words(row["message"]), Words(row["found"], own))
        for row in ask("source-notes")
    )
    if not rows:
        yield Line(Words(say("paper.none", lang)))
        return
    columns = tuple(say(f"paper.column-{name}", lang) for name in ("row", "ref", "noticed", "words"))
    yield Grid(say("paper.sheet-points", lang), columns, (8, 12, 50, 30), rows)
