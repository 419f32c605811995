"""The rows of the sheet Tasks: what the document prints of each task, and what people said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from iagkg.export.workbook_model import BookRow, Cell
from iagkg.queries import named, run
from iagkg.report.corrections import all_shown, held
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.tags import Tag
from iagkg.wording import say
from iagkg.workplan import SubItem, Workplan

__all__ = ["REPORTED", "Row", "answer", "concept_words", "task_rows"]

Row = Mapping[str, Any]
REPORTED = {
    "as_of": "status_date",
    "reported_by": "reported_by",
    "output": "output_title",
    "link": "output_link",
    "next_step": "next_step",
    "for_meeting": "for_meeting",
}
"""The columns of a report, and the names that the query gives them."""
_GROUP = frozenset({"status", *REPORTED})


def answer(store: Store, query: str, values: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return the rows of a named query by the names of its columns."""
    table = run(store, named(query), values or {})
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def concept_words(identifier: str, vocabulary: Vocabulary, lang: str) -> str:
    """Return a subject or target as it stands in a cell: "Knowledge management (CBD-SUBJECT-KM)"."""
    label = next((term.label(lang) or term.name for term in vocabulary.named(identifier)), "")
    return f"{label} ({identifier})" if label else identifier


def task_rows(  # noqa: PLR0913, PLR0917  # what the rows are put together from
    store: Store,
    workplan: Workplan,
    keys: Mapping[str, str],
    tags: Iterable[Tag],
    vocabulary: Vocabulary,
    values: Mapping[str, str],
    lang: str,
) -> tuple[BookRow, ...]:
    """Return a row a task, in the order of the document. `values` has workplan and, where given, as_of."""
    plain = {name: value for name, value in values.items() if name != "as_of"}
    facts = {
        row["ref"]: row for row in answer(store, "task-facts", {**plain, "lang": lang}) if not row["of_task"]
    }
    periods = {row["ref"]: row for row in answer(store, "ends-by", plain)}
    periods |= {row["ref"]: row for row in answer(store, "running-on", plain) if row["ref"] not in periods}
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in answer(store, "task-statuses", {**values, "lang": lang}):
        reports[row["ref"]].append(row)
    targets: dict[str, list[str]] = defaultdict(list)
    for row in answer(store, "targets-named", plain):
        targets[row["ref"]].append(row["notation"])
    tagged: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for tag in tags:
        if not tag.item:
            tagged[tag.ref, tag.relation, tag.standing].append(concept_words(tag.concept, vocabulary, lang))
    right = held(answer(store, "corrections", plain))
    rows = []
    for number, stream in enumerate(workplan.workstreams, start=1):
        for task in stream.tasks:
            fact = facts[task.ref]
            period = periods.get(task.ref, {})
            said, closed = _reported(reports[task.ref], lang)
            printed = {
                "number": lexical(fact["number_as_read"]),
                "workstream": f"WS{number} {stream.title or ''}".strip(),
                "title": "\n".join([lexical(fact["text"]), *_items(task.items, 1)]),
                "mandate": lexical(fact["mandate"]),
                "period": lexical(fact["period"]),
            }
            words = all_shown(right, task.ref, printed, lang)
            cells: dict[str, Cell] = {
                "ref": task.ref,
                "row": fact["row"],
                "number": words["number"],
                "stream": words["workstream"],
                "short_title": lexical(fact["short_title"]),
                "task": words["title"],
                "mandate": words["mandate"],
                "period": words["period"],
                "starts": period.get("starts") or "",
                "ends": period.get("ends") or "",
                **said,
                "subjects": "; ".join(sorted(tagged[task.ref, "subject", "accepted"])),
                "targets_named": "; ".join(targets[task.ref]),
                "targets_accepted": "; ".join(sorted(tagged[task.ref, "target", "accepted"])),
                "targets_suggested": "; ".join(sorted(tagged[task.ref, "target", "suggested"])),
                "origin": say("book.origin-document", lang),
            }
            rows.append(BookRow(keys.get(task.ref, task.ref), cells, closed=closed))
    return tuple(rows)


def _items(items: Iterable[SubItem], depth: int) -> Iterable[str]:
    for item in items:
        yield f"{'    ' * depth}{item.printed} {item.text}".rstrip()
        yield from _items(item.items, depth + 1)


def _reported(rows: list[Row], lang: str) -> tuple[dict[str, Cell], frozenset[str]]:
    """Return the cells of what is reported; where reports differ, these are no one's to change here."""
    if not rows:
        return {}, frozenset()
    first = rows[0]
    leads = {lexical(row["lead"]) for row in rows}
    lead: dict[str, Cell] = {"lead": "; ".join(sorted(filter(None, leads)))}
    closed = frozenset({"lead"}) if len(leads) > 1 else frozenset()
    if len({lexical(row["report"]) for row in rows}) > 1:
        words = say("task-status.reports-differ", lang)
        kinds = sorted({say(f"task-status.{lexical(row['task_status'])}", lang) for row in rows})
        return {"status": f"{words}: {', '.join(kinds)}", **lead}, closed | _GROUP
    code = lexical(first["task_status"])
    cells: dict[str, Cell] = {
        name: first[column] if column == "status_date" and first[column] else lexical(first[column])
        for name, column in REPORTED.items()
    }
    cells["status"] = "" if code == "not-reported" else say(f"task-status.{code}", lang)
    return {**cells, **lead}, closed
