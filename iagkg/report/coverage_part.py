"""One decision on the first screen: its heading, what is cited of it, what is not, and what is to be said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iagkg.report.corrections import Held
from iagkg.report.corrections import shown as shown_words
from iagkg.wording import say

__all__ = ["ASKING", "Part", "Shown", "cited_as", "known_columns", "part_of"]

Row = Mapping[str, str]
ASKING = ("asked", "consulted")
"""The roles whose paragraphs are listed where they are not cited; the others are counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """One decision: its heading, a row a citation, a row a paragraph listed as not cited, and notes below.

    `links` has for each row the addresses of its place and its task, `not_cited_links` that of the place;
    `address` is that of the decision.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    not_cited: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    address: str = ""
    links: tuple[tuple[str, str], ...] = ()
    not_cited_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What all decisions are shown with: the columns, the tasks that cite each place, what is reported."""

    columns: Sequence[str]
    tasks: Mapping[str, int]
    statuses: Mapping[str, str]
    lang: str
    right: Held


def known_columns(places: Iterable[Row], *, reported: bool = False) -> tuple[str, ...]:
    """Return the columns of the screen.

    Role and addressee stand only where a place shown has one, the status only where any is reported.
    """
    rows = list(places)
    shown = [row for row in rows if row["coverage"] == "direct" or _is_listed(row)]
    more = []
    if any(row["role"] not in {"text-not-seen", "not-reviewed"} for row in shown):
        more.append("role")
    if any(row["directed_to"] for row in shown):
        more.append("directed-to")
    status = ("status",) if reported else ()
    return ("paragraph", "class", *more, "cited-by", "period", *status, "cited-as")


def _is_listed(place: Row) -> bool:
    return place["coverage"] == "none" and place["implied"] == "false" and place["role"] in ASKING


def part_of(
    decision: Row, cited: Sequence[Row], places: Sequence[Row], shown: Shown, share: str = ""
) -> Part:
    """Return one decision on the screen.

    `cited` are the rows of its citations, `places` its paragraphs, `share` the words on its percentage (empty
    where none is asked for).
    """
    columns, lang = shown.columns, shown.lang
    by_address = {row["provision"]: row for row in places}
    not_cited = [
        _cells(
            columns,
            {
                "paragraph": _short(row["paragraph"], row["decision_number"], lang),
                "class": say("coverage.none", lang),
                "role": _role(row, lang),
                "directed-to": row["directed_to"],
            },
        )
        for row in places
        if _is_listed(row)
    ]
    return Part(
        _heading(decision, lang),
        tuple(_rows(cited, by_address, shown)),
        tuple(not_cited),
        (*_notes(decision, places, lang), *([share] if share else [])),
        decision["decision"],
        tuple((row["provision"], row["task"]) for row in cited),
        tuple(row["provision"] for row in places if _is_listed(row)),
    )


def _cells(columns: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in columns)


def _heading(decision: Row, lang: str) -> str:
    known = say(f"coverage.completeness.{decision['completeness']}", lang)
    title = decision["decision_title"]
    if not title:
        title = say("coverage.title-not-recorded", lang)
    elif decision["subject_only"] == "true":
        title = say("coverage.subject", lang, words=title)
    return f"{decision['decision_number']} {title} ({known})"


def _notes(decision: Row, places: Sequence[Row], lang: str) -> list[str]:
    notes = _implied(places, lang)
    real = [row for row in places if row["implied"] == row["not_in_decision"] == "false"]
    if count := sum(row["coverage"] == "whole" for row in real):
        notes.append(say("coverage.through-count", lang, count=count) + ".")
    others = (row for row in real if row["coverage"] == "none" and row["role"] not in ASKING)
    if roles := Counter(_role(row, lang) for row in others):
        counted = ", ".join(f"{role} {roles[role]}" for role in sorted(roles))
        notes.append(say("coverage.not-cited-count", lang, count=roles.total(), roles=counted) + ".")
    paragraphs = [row for row in real if row["kind"] in {"paragraph", "item", "subitem"}]
    loaded = paragraphs and all(row["text_status"] == "text-loaded" for row in paragraphs)
    if decision["page"] and not loaded:
        notes.append(say("coverage.text-not-loaded", lang, page=decision["page"]))
    return notes


def _role(place: Row, lang: str) -> str:
    """Return the role of the group in words."""
    return say(f"group-role.{place['role']}", lang)


def cited_as(row: Mapping[str, str], lang: str) -> str:
    """Return the words of a citation with its row; those of a task's text, and corrected ones, are marked."""
    printed = row["as_printed"]
    if row["corrected"]:
        printed = say("corrected.from", lang, right=row["corrected"], printed=printed)
    words = say("coverage.place", lang, words=printed, row=row["cited_in"])
    return f"{words} {say('read.from-text', lang)}" if row["citation_place"] == "task-text" else words


def _rows(cited: Sequence[Row], places: Mapping[str, Row], shown: Shown) -> Iterable[tuple[str, ...]]:
    """Yield a row a citation; the place and what is said of it stand in the first row of each place."""
    lang = shown.lang
    seen = ""
    for row in cited:
        values = {
            "cited-by": f"{row['ref']} {row['short_title']}".strip(),
            "period": shown_words(shown.right, row["ref"], "period", row["period"], lang),
            "status": shown.statuses.get(row["task"], say("task-status.not-reported", lang)),
            "cited-as": cited_as(row, lang),
        }
        if row["provision"] != seen:
            seen = row["provision"]
            place = places.get(seen, {})
            alias = f" ({row['alias']})" if row["alias"] else ""
            values |= {
                "paragraph": _short(row["paragraph"], row["decision_number"], lang) + alias,
                "class": _class(row["kind"], place, shown.tasks[seen], lang),
                "role": _role(place, lang) if place else "",
                "directed-to": place.get("directed_to", ""),
            }
        yield _cells(shown.columns, values)


def _short(label: str, number: str, lang: str) -> str:
    """Return the label of a place without the number of its decision, which stands above it."""
    rest = label.removeprefix(number).lstrip(", ")
    return say("subdivision.decision", lang) if rest.startswith("Decision ") else rest


def _class(kind: str, place: Row, tasks: int, lang: str) -> str:
    if place.get("not_in_decision") == "true":
        return say("coverage.not-in-decision", lang)
    whole = kind in {"annex", "section", "decision"}
    words = say("coverage.cited-whole" if whole else "coverage.direct", lang)
    return f"{words}, {say('coverage.shared', lang)}" if tasks > 1 else words


def _implied(places: Iterable[Row], lang: str) -> list[str]:
    """Say which letters must exist because a later one is known, list by list."""
    lists: dict[str, list[str]] = defaultdict(list)
    for row in places:
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
