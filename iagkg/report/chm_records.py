"""Tasks as records that the clearing-house can take: only what is printed, and what somebody accepted.

Rows come from the named queries of `queries/chm-export`; what is only suggested has no way into a record.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from iagkg.citation import Citation, notations, parse_citations
from iagkg.errors import UsageError
from iagkg.queries import named, run
from iagkg.report.corrections import held, shown
from iagkg.store.base import Store
from iagkg.store.terms import Value, lexical
from iagkg.wording import say

__all__ = ["ExportSet", "Keyword", "Mandate", "Record", "Tagged", "export_set"]

Row = dict[str, str]
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Mandate:
    """One citation of a decision: its number, the place as the calendar writes it, the words printed.

    `place` is empty where the whole decision is cited. `label` is the canonical text of the citation,
    `symbol` the document symbol of the decision, empty where none is known.
    """

    decision: str
    place: str
    label: str
    as_printed: str
    body: str = "COP"
    symbol: str = ""
    row: str = ""
    provision: str = ""
    in_decision: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A target or subject of a task: `how` is named (in the row) or accepted (by a role, on a day)."""

    relation: str
    identifier: str
    label: str
    how: str
    accepted_by: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of InforMEA for a target or subject of a task, by the alignment alone."""

    identifier: str
    address: str
    match: str


@dataclass(frozen=True, slots=True)
class Record:
    """One task: its words in the language of the document, its days, mandates, targets and subjects.

    `unread` are citations as printed that could not be led to a decision; `day` values are YYYY-MM-DD.
    """

    ref: str
    title: str
    description: str
    language: str
    short_title: str = ""
    workstream: str = ""
    period: str = ""
    first_day: str = ""
    last_day: str = ""
    file: str = ""
    row: str = ""
    task: str = ""
    mandates: tuple[Mandate, ...] = ()
    tags: tuple[Tagged, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    unread: tuple[str, ...] = ()
    draft: bool = False

    def keys(self, relation: str) -> tuple[str, ...]:
        """Return the identifiers of its targets or subjects, each once, in their order."""
        return tuple(dict.fromkeys(tag.identifier for tag in self.tags if tag.relation == relation))


@dataclass(frozen=True, slots=True)
class ExportSet:
    """What is handed on: the records, the title and address of the workplan, and whether it is a draft."""

    records: tuple[Record, ...]
    title: str
    plan: str
    draft: bool

    def standing(self, lang: str) -> str:
        """Return the words on the standing of the document."""
        return say("standing.draft" if self.draft else "standing.recorded", lang)


def export_set(store: Store, values: Mapping[str, str], lang: str = "en") -> ExportSet:
    """Return the records of a dataset; `values` may bind `workplan` and `workstream` as the queries do.

    Raises UsageError where the dataset has no such workplan or workstream.
    """

    def ask(name: str) -> list[Row]:
        query = named(name)
        known = {key: value for key, value in {**values, "lang": lang}.items() if query.parameter(key)}
        table = run(store, query, known)
        return [dict(zip(table.columns, map(_cell, row), strict=True)) for row in table.rows]

    plans = ask("workplan-summary")
    if not plans:
        raise UsageError(f"--workplan {values.get('workplan', '')}: not in the dataset.", "one that is")
    tasks = ask("chm-tasks")
    if not tasks and (stream := values.get("workstream")):
        raise UsageError(f"--workstream {stream}: the workplan has no such workstream.", "such as WS1")
    drafts = {plan["plan"] for plan in plans if plan["adoption"] != "recorded"}
    items, mandates, tags = (_by_task(ask(name)) for name in ("chm-items", "chm-mandates", "chm-terms"))
    unread, keywords = (_by_task(ask(name)) for name in ("citations-not-resolved", "chm-keywords"))
    right = held(ask("corrections"))
    records = tuple(
        Record(
            ref=row["ref"],
            title=_line(row["words"]),
            description=_description(items[row["task"]]),
            language=row["language"] or "en",
            short_title=row["short_title"],
            workstream=row["workstream_title"],
            period=shown(right, row["ref"], "period", row["period"], lang),
            first_day=row["first_day"],
            last_day=row["last_day"],
            file=row["file"],
            row=row["row"],
            task=row["task"],
            mandates=tuple(_mandate(one, lang) for one in mandates[row["task"]]),
            tags=tuple(_tagged(one) for one in tags[row["task"]]),
            keywords=tuple(
                Keyword(one["identifier"], one["keyword"], one["match"]) for one in keywords[row["task"]]
            ),
            unread=tuple(one["as_printed"] for one in unread[row["task"]]),
            draft=row["plan"] in drafts,
        )
        for row in tasks
    )
    return ExportSet(records, "; ".join(p["title"] for p in plans), plans[0]["plan"], bool(drafts))


def _by_task(rows: list[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["task"]].append(row)
    return found


def _cell(value: Value) -> str:
    """Return the words of a cell without letters that no office file can hold."""
    return _UNWRITABLE.sub("", lexical(value))


def _line(words: str) -> str:
    return " ".join(words.split())


def _description(items: list[Row]) -> str:
    """Return the sub-items, one a line, each with its number as printed, in the order of the document."""
    ordered = sorted(items, key=lambda row: [int(n) for n in re.findall(r"/s-([0-9]+)", row["item"])])
    return "\n".join(_line(f"{row['printed']} {row['words']}") for row in ordered)


def _tagged(row: Row) -> Tagged:
    columns = ("relation", "identifier", "label", "how", "accepted_by", "concept")
    return Tagged(**{name: row[name] for name in columns})


def _mandate(row: Row, lang: str) -> Mandate:
    found = parse_citations(row["place"]).citations
    citation = found[0] if len(found) == 1 else None
    if citation is None:  # a label that the grammar does not read is handed on as it is
        place, body, symbol, page = row["place"].removeprefix(row["decision_number"]).lstrip(", "), "", "", ""
    else:
        whole = Citation(citation.type, citation.decision, citation.body)
        place, body, symbol = _place(citation), citation.body or "", notations(whole).symbol or ""
        page = notations(citation).page or notations(whole).page or ""
    printed = row["as_printed"]
    if row["corrected"]:
        printed = say("corrected.from", lang, right=row["corrected"], printed=printed)
    return Mandate(
        decision=row["decision_number"],
        place=place,
        label=row["place"],
        as_printed=printed,
        body=body,
        symbol=symbol,
        row=row["cited_in"],
        provision=row["provision"],
        in_decision=row["in_decision"],
        page=page,
    )


def _place(citation: Citation) -> str:
    """Return a place as the calendar writes it: "Section A Para 11 (c)", "Annex I", "Para 7"."""
    words = []
    if citation.part:
        words.append(f"Section {citation.part}")
    if citation.annex:
        words.append("Annex" if citation.annex == "unnumbered" else f"Annex {citation.annex}")
    if citation.section:
        words.append(f"Section {citation.section}")
    if citation.para:
        words.append(f"Para {citation.para}")
    words += [f"({part})" for part in (citation.sub, citation.subsub) if part]
    if citation.locator:
        words.append(citation.locator)
    return " ".join(words)
