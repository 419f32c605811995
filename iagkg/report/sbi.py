"""The report by decision paragraph, for a subsidiary body: what is taken up, and what is reported.

It says which tasks of the workplan cite a paragraph; that anything was done it says only where a status is
reported.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from iagkg.report.meeting import head_lines
from iagkg.report.paper import Block, Grid, Heading, Line, Paper, Words
from iagkg.report.paper_rows import Ask, Row, TaskRow, named_with_period, summary_of, task_rows
from iagkg.wording import say

__all__ = ["sbi_paper"]

_COLUMNS = ("paragraph", "text", "directed", "action", "output", "status", "remaining")
_SHARES = (10, 30, 10, 20, 10, 10, 10)
_NAMED = ("asked", "consulted")


def sbi_paper(ask: Ask, as_of: dt.date, lang: str, standing: str) -> Paper:
    """Return the report of a workplan, a table a decision, in the order of sections and paragraphs.

    Listed are the places that tasks cite, and those not cited that ask or consult the group. Raises
    UsageError where the dataset has not the version asked for.
    """
    plan = summary_of(ask)
    tasks = {task.address: task for task in task_rows(ask, as_of, lang)}
    facts = {row["provision"]: row for row in ask("place-facts")}
    texts: dict[str, Row] = {}
    for row in ask("texts-to-search"):
        if row["found_in"] == "text" and (row["thing"] not in texts or row["text_language"] == lang):
            texts[row["thing"]] = row
    cited: dict[str, dict[str, None]] = {}
    decisions: dict[str, dict[str, str]] = {}
    for row in ask("tasks-by-paragraph"):
        cited.setdefault(row["provision"], {})[row["task"]] = None
        decisions.setdefault(row["in_decision"], {})[row["provision"]] = row["paragraph"]
    order = {row["provision"]: at for at, row in enumerate(ask("coverage-by-paragraph"))}
    for row in ask("coverage-by-paragraph"):
        if row["role"] in _NAMED:
            decisions.setdefault(row["in_decision"], {}).setdefault(row["provision"], row["paragraph"])
    blocks: list[Block] = [*head_lines(plan, as_of, lang), Line(Words(say("paper.sbi-note", lang)))]
    for decision, places in decisions.items():
        blocks.append(Heading(2, _heading(facts.get(decision, {}))))
        ordered = sorted(places.items(), key=lambda place: order.get(place[0], -1))
        rows = tuple(
            _row(
                words,
                _fact(facts, place, decision),
                texts.get(place),
                _taken(tasks, cited.get(place, {})),
                lang,
            )
            for place, words in ordered
        )
        columns = tuple(say(f"paper.column-{name}", lang) for name in _COLUMNS)
        blocks.append(Grid(say("paper.sheet-paragraphs", lang), columns, _SHARES, rows))
    blocks += [*_end(lang)]
    return Paper("sbi", say("paper.sbi-title", lang), standing, lang, tuple(blocks))


def _taken(tasks: Mapping[str, TaskRow], addresses: Iterable[str]) -> list[TaskRow]:
    return [tasks[one] for one in addresses if one in tasks]


def _fact(facts: Mapping[str, Row], place: str, decision: str) -> Row:
    """Return what is known of a place, with the page of its decision where it has none of its own."""
    known = {name: value for name, value in facts.get(place, {}).items() if value}
    return {"page": facts.get(decision, {}).get("page", "")} | known


def _end(lang: str) -> Iterator[Block]:
    yield Line(Words(say("coverage.note", lang)))
    yield Line(Words(say("disclaimer", lang)))


def _heading(decision: Row) -> str:
    title = " ".join(decision.get("decision_title", "").split())
    return f"{decision.get('paragraph', '')} {title}".strip()


def _row(place: str, fact: Row, text: Row | None, tasks: Sequence[TaskRow], lang: str) -> tuple[Words, ...]:
    if text is not None:
        words = Words(text["words"], "" if text["text_language"] == lang else text["text_language"])
    else:
        page = fact.get("page", "")
        words = Words(say("paper.text-not-loaded", lang, page=page) if page else "")
    action = [say("paper.in-workplan", lang, task=named_with_period(task)) for task in tasks]
    return (
        Words(place),
        words,
        Words(fact.get("directed_to", "")),
        Words("\n".join(action) or say("coverage.none", lang)),
        Words(_each(tasks, "output")),
        Words(_each(tasks, "status")),
        Words(_each(tasks, "next_step")),
    )


def _each(tasks: Sequence[TaskRow], field: str) -> str:
    said = [(task.ref, str(getattr(task, field))) for task in tasks if getattr(task, field)]
    return "\n".join(f"{ref}: {words}" if len(tasks) > 1 else words for ref, words in said)
