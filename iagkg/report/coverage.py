"""The first screen: which decision paragraphs the tasks of a workplan rest on.

Every figure comes from a named query; here they are only brought together and laid out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from iagkg.errors import UsageError
from iagkg.queries import named, run
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.table_text import date_words
from iagkg.wording import say

__all__ = ["COLUMNS", "Coverage", "Part", "coverage"]

Row = dict[str, str]
_COUNTED = ("tasks", "citations", "places", "targets")
COLUMNS = ("paragraph", "class", "cited-by", "period", "cited-as")
"""The columns of the screen; `coverage.NAME` in the table of words is the heading of each."""


@dataclass(frozen=True, slots=True)
class Part:
    """One decision on the screen: its heading, a row a citation, and what is to be said below them."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The screen: lines above the parts, one part a decision, lines below."""

    head: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]


def coverage(store: Store, values: Mapping[str, str], as_of: dt.date, lang: str = "en") -> Coverage:
    """Return the first screen of a dataset.

    `values` may bind `workplan` and `decision` as the queries take them; `as_of` is shown, and nothing else
    depends on it.
    """

    def ask(name: str, *, whole: bool = False) -> list[Row]:
        query = named(name)
        given = {key: value for key, value in values.items() if not (whole and key == "decision")}
        known = {key: value for key, value in given.items() if query.parameter(key)}
        table = run(store, query, known)
        return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]

    plans = ask("workplan-summary")
    if not plans:
        known = ", ".join(sorted({*_known(store)})) or "none"
        raise UsageError(f"No such workplan in the dataset: {values.get('workplan', '')}.", known)
    places = ask("coverage-by-paragraph")
    cited = ask("tasks-by-paragraph")
    decisions = {row["decision"]: row for row in ask("decisions-cited")}
    parts = []
    for address in dict.fromkeys(row["in_decision"] for row in cited):
        here = [row for row in places if row["in_decision"] == address]
        rows = _rows([row for row in cited if row["in_decision"] == address], lang)
        parts.append(_part(decisions[address], rows, here, lang))
    return Coverage(
        head=tuple(line for plan in plans for line in _head(plan, as_of, lang)),
        parts=tuple(parts),
        foot=(
            *([] if parts else [say("coverage.nothing", lang)]),
            *_targets(ask("targets-named"), ask("tasks-by-paragraph", whole=True), lang),
            *_not_resolved(ask("citations-not-resolved"), lang),
            _by_class(ask("mandates-by-task"), lang),
            say("coverage.note", lang),
            say("disclaimer", lang),
        ),
    )


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


def _part(decision: Row, rows: list[tuple[str, ...]], here: list[Row], lang: str) -> Part:
    known = say(f"coverage.completeness.{decision['completeness']}", lang)
    heading = f"{decision['decision_number']} {decision['decision_title']}".rstrip() + f" ({known})"
    notes = _implied(here, lang)
    for kind, words in (("whole", "coverage.through-count"), ("none", "coverage.not-cited-count")):
        count = sum(row["coverage"] == kind and row["implied"] == "false" for row in here)
        if count:
            notes.append(say(words, lang, count=count) + ".")
    if decision["page"]:
        notes.append(say("coverage.text-not-loaded", lang, page=decision["page"]))
    return Part(heading, tuple(rows), tuple(notes))


def _rows(cited: list[Row], lang: str) -> list[tuple[str, ...]]:
    """Return a row a citation; the place and its class stand in the first row of each place."""
    tasks = defaultdict(set)
    for row in cited:
        tasks[row["paragraph"]].add(row["ref"])
    rows: list[tuple[str, ...]] = []
    seen = ""
    for row in cited:
        first, seen = row["paragraph"] != seen, row["paragraph"]
        alias = f" ({row['alias']})" if row["alias"] else ""
        rows.append(
            (
                _short(row["paragraph"], row["decision_number"], lang) + alias if first else "",
                _class(row, len(tasks[seen]), lang) if first else "",
                f"{row['ref']} {row['short_title']}".strip(),
                row["period"],
                say("coverage.place", lang, words=row["as_printed"], row=row["cited_in"]),
            )
        )
    return rows


def _short(label: str, number: str, lang: str) -> str:
    """Return the label of a place without the number of its decision, which stands above it."""
    rest = label.removeprefix(number).lstrip(", ")
    return say("subdivision.decision", lang) if rest.startswith("Decision ") else rest


def _class(row: Row, tasks: int, lang: str) -> str:
    whole = row["kind"] in {"annex", "section", "decision"}
    words = say("coverage.cited-whole" if whole else "coverage.direct", lang)
    return f"{words}, {say('coverage.shared', lang)}" if tasks > 1 else words


def _implied(here: list[Row], lang: str) -> list[str]:
    """Say which letters must exist because a later one is known, list by list."""
    lists: dict[str, list[str]] = defaultdict(list)
    for row in here:
        if row["implied"] == "true":
            place, _, letter = row["paragraph"].rpartition(" ")
            lists[_short(place, row["decision_number"], lang)].append(letter)
    return [
        say(
            "coverage.implied" if len(letters) > 1 else "coverage.implied-one",
            lang,
            parts=f"{place} {', '.join(letters)}",
        )
        for place, letters in lists.items()
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
