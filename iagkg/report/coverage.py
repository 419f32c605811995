"""The first screen: which decision paragraphs the tasks of a workplan rest on.

Every figure comes from a named query; here they are only brought together and laid out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from iagkg.errors import UsageError
from iagkg.queries import named, run
from iagkg.report.corrections import held
from iagkg.report.coverage_filters import checked, selection
from iagkg.report.coverage_part import ASKING, Part, Shown, known_columns, part_of
from iagkg.report.coverage_share import share_words, total_words
from iagkg.report.progress import reported
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.table_text import date_words
from iagkg.wording import say

__all__ = ["Coverage", "Part", "coverage"]

Row = dict[str, str]
_COUNTED = ("tasks", "citations", "places", "targets")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The screen: lines above the parts, its columns, one part a decision, lines below.

    `coverage.NAME` in the table of words is the heading of the column NAME.
    """

    head: tuple[str, ...]
    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]


def coverage(
    store: Store, values: Mapping[str, str], as_of: dt.date, lang: str = "en", *, percent: bool = False
) -> Coverage:
    """Return the first screen of a dataset.

    `values` may bind `workplan`, `decision` and the filters as the queries take them; `as_of` is shown, and
    reports of a later day do not count. With `percent` each decision that is known in full has its
    percentage. Raises UsageError for a workplan or the value of a filter that the dataset has not.
    """
    plan = {key: value for key, value in values.items() if key == "workplan"}

    def ask(name: str, given: Mapping[str, str]) -> list[Row]:
        query = named(name)
        known = {key: value for key, value in {**given, "lang": lang}.items() if query.parameter(key)}
        table = run(store, query, known)
        return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]

    plans = ask("workplan-summary", values)
    if not plans:
        known = ", ".join(sorted({*_known(store)})) or "none"
        raise UsageError(f"No such workplan in the dataset: {values.get('workplan', '')}.", known)
    values = checked(store, values)
    places = ask("coverage-by-paragraph", values)
    cited = ask("tasks-by-paragraph", values)
    everywhere = ask("tasks-by-paragraph", plan)
    decisions = {
        row["decision"]: row for row in (*ask("decisions-cited", plan), *ask("decisions-asking", plan))
    }
    statuses = _statuses(ask("task-statuses", {**plan, "as_of": as_of.isoformat()}), lang)
    columns = known_columns(places, reported=bool(statuses))
    right = held(ask("corrections", plan))
    tasks: dict[str, set[str]] = defaultdict(set)
    for row in everywhere:
        tasks[row["provision"]].add(row["task"])
    counts = {address: len(found) for address, found in tasks.items()}
    parts = []
    for address, decision in decisions.items():
        here = [row for row in places if row["in_decision"] == address]
        rows = [row for row in cited if row["in_decision"] == address]
        if rows or any(row["role"] in ASKING for row in here):
            share = share_words(here, decision["completeness"], lang) if percent else ""
            shown = Shown(columns, counts, statuses, lang, right)
            parts.append(part_of(decision, rows, here, shown, share))
    narrowed = selection(store, values, lang)
    return Coverage(
        head=(
            *(line for plan in plans for line in _head(plan, as_of, lang)),
            *([narrowed] if narrowed else []),
        ),
        columns=columns,
        parts=tuple(parts),
        foot=(
            *([] if parts else [say("coverage.nothing", lang)]),
            *_others(len(ask("not-cited", values)) if _is_narrowed(values, parts) else 0, lang),
            *(total_words(places, lang) if percent else []),
            *_targets(ask("targets-named", values), everywhere, lang),
            *_not_resolved(ask("citations-not-resolved", values), lang),
            _by_class(ask("mandates-by-task", values), lang),
            *_added(len(ask("tasks-added", plan)), lang),
            say("coverage.note", lang),
            say("disclaimer", lang),
        ),
    )


def _statuses(rows: list[Row], lang: str) -> dict[str, str]:
    """Return what is reported of each task, by its address; nothing where nothing is reported of any."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["task_status"] != "not-reported":
            if row["reports_differ"] == "true" and not found[row["task"]]:
                found[row["task"]].append(say("task-status.reports-differ", lang))
            words = reported(row["task_status"], row["reported_by"], row["status_date"], lang)
            found[row["task"]].append(words)
    return {task: "; ".join(dict.fromkeys(words)) for task, words in found.items()}


def _is_narrowed(values: Mapping[str, str], parts: list[Part]) -> bool:
    """Tell whether the screen leaves out paragraphs that are not cited without counting them by decision."""
    narrowed = {"body", "tracking_status", "target"} & set(values) or ("decision" in values and not parts)
    return bool(narrowed) and "workstream" not in values  # what no task cites belongs to no workstream


def _others(count: int, lang: str) -> list[str]:
    return [say("coverage.not-cited-selected", lang, count=count)] if count else []


def _added(count: int, lang: str) -> list[str]:
    """Say that tasks which meetings added are not counted; nothing where there are none."""
    return [say(f"coverage.added-{'one' if count == 1 else 'more'}", lang, count=count)] if count else []


def _known(store: Store) -> list[str]:
    """Return key and version of each workplan of the dataset."""
    answer = store.select(
        "SELECT DISTINCT ?plan WHERE { ?plan a <https://w3id.org/iagkg/ontology#Workplan> }"
    )
    return [lexical(row[0]).rpartition("/workplan/")[2] for row in answer.rows]


def _count(what: str, count: str, lang: str) -> str:
    return say(f"count.{what}.{'one' if count == '1' else 'many'}", lang, count=count)


def _head(plan: Row, as_of: dt.date, lang: str) -> list[str]:
    return [
        say("standing.recorded" if plan["adoption"] == "recorded" else "standing.draft", lang),
        plan["title"],
        say("coverage.counts", lang, **{key: _count(key, plan[key], lang) for key in _COUNTED}) + ".",
        say(
            "coverage.source",
            lang,
            file=plan["file"],
            checksum=plan["checksum"][:12],
            date=date_words(as_of, "day", lang),
        )
        + ".",
    ]


def _targets(named_targets: list[Row], cited: list[Row], lang: str) -> list[str]:
    lines = []
    for row in named_targets:
        beside = [other["paragraph"] for other in cited if other["ref"] == row["ref"]]
        target = (
            f"KMGBF {row['target_label']}, {row['target_title']}"
            if row["target_title"]
            else row["target_label"]
        )
        words = "coverage.targets" if beside else "coverage.targets-alone"
        lines.append(say(words, lang, target=target, beside=", ".join(beside), task=row["ref"]) + ".")
    return lines


def _not_resolved(rows: list[Row], lang: str) -> list[str]:
    return [
        say("coverage.not-resolved", lang, words=row["as_printed"], task=row["ref"], row=row["row"])
        for row in rows
    ]


def _by_class(rows: list[Row], lang: str) -> str:
    lists = defaultdict(list)
    for row in rows:
        lists[row["mandate_class"]].append(row["ref"])
    counted = []
    for name in ("specific", "bulk", "target-named-only", "none"):
        if refs := lists[name]:
            tasks = f" ({', '.join(refs)})" if name != "specific" else ""
            counted.append(f"{len(refs)} {say(f'task-mandate.{name}', lang)}{tasks}")
    return f"{say('coverage.tasks', lang)}: {', '.join(counted)}."
