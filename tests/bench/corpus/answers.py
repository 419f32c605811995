"""What the coverage queries must answer on a corpus, worked out from how it was made.

Each function takes what is known of one decision (or a group) and yields rows as the cells of a CSV file, in
the order of the columns of the query. Nothing of it is asked of a store.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.known import Known, known
from corpus.naming import WORKPLAN, Named, named, whole
from corpus.plan import Group, Task
from iagkg.files import read_table, shipped

__all__ = ["ANSWERS", "Row", "group_rows", "shipped_rows"]

Row = tuple[str, ...]
_ASKING = {"asked", "consulted"}


@dataclass(frozen=True, slots=True)
class Worked:
    """What follows for the places of one decision, each list by the index of the place."""

    one: Known
    names: list[Named]
    above: list[list[int]]
    """The places that contain it, the nearest first."""
    cited: set[int]
    """The places that a task cites."""
    strangers: set[int]
    """What is cited but is not in the text of a decision known in full."""
    leaves: set[int]
    left_out: set[int]
    """What is cited, what contains it, what it contains; all where the decision is cited as a whole."""
    opened: set[int]
    """Places that contain one that asks or consults the group."""


def _worked(one: Known) -> Worked:
    places = one.places
    above: list[list[int]] = []
    for place in places:
        above.append([] if place.parent < 0 else [place.parent, *above[place.parent]])
    cited = {number for number in one.citing if number >= 0}
    complete = one.decision.state == "complete"
    strangers = {n for n, p in enumerate(places) if complete and p.status == "text-not-seen"}
    implied = {n for n, p in enumerate(places) if p.status == "implied-by-letter"}
    counted = set(range(len(places))) - strangers - implied
    leaves = counted - {places[n].parent for n in counted}
    left_out = set(cited).union(*(above[n] for n in cited - strangers))
    left_out |= {n for n in range(len(places)) if cited & set(above[n])}
    if -1 in one.citing:
        left_out = set(range(len(places)))
    asking = [n for n, p in enumerate(places) if p.role in _ASKING]
    return Worked(
        one,
        [named(one.decision, place) for place in places],
        above,
        cited,
        strangers,
        leaves,
        left_out,
        {n for below in asking for n in above[below]},
    )


def _otherwise(one: Known, number: int) -> str:
    place = one.places[number]
    return place.role or ("not-reviewed" if place.status == "text-loaded" else "text-not-seen")


def _refs(tasks: list[Task]) -> str:
    return "; ".join(task.ref for task in tasks)


def _coverage(work: Worked, words: "Words") -> Iterator[Row]:
    one = work.one
    for number, place in enumerate(one.places):
        tasks = one.citing.get(number, [])
        parts = {leaf for leaf in work.leaves if number in work.above[leaf]}
        through = {
            leaf
            for leaf in parts
            if any(n in work.cited and number in work.above[n] for n in (leaf, *work.above[leaf]))
        }
        nearest = next((n for n in work.above[number] if n in work.cited), None)
        if tasks:
            kind, label = "direct", ""
        elif through:
            kind, label = ("parts-all" if through == parts else "parts-some"), ""
        elif nearest is not None or -1 in one.citing:
            kind = "whole"
            label = whole(one.decision).label if nearest is None else work.names[nearest].label
        else:
            kind, label = "none", ""
        stranger = number in work.strangers
        counts = one.decision.state == "complete" and place.role in _ASKING and number not in work.opened
        yield (
            one.decision.name,
            work.names[number].label,
            place.kind,
            kind,
            _otherwise(one, number),
            words.actors[place.directed],
            str(len(parts)),
            str(len(through)),
            label,
            str(len(tasks)),
            _refs(tasks),
            str(place.status == "implied-by-letter").lower(),
            str(stranger).lower(),
            str(counts).lower(),
            place.status,
            work.names[number].address,
            whole(one.decision).address,
        )


def _not_cited(work: Worked, words: "Words") -> Iterator[Row]:
    for number, row in _told(work, words):
        if number not in work.strangers:
            yield row


def _asked_not_cited(work: Worked, words: "Words") -> Iterator[Row]:
    for number, row in _told(work, words):
        if work.one.places[number].role in _ASKING:
            yield row


def _told(work: Worked, words: "Words") -> Iterator[tuple[int, Row]]:
    one, head = work.one, whole(work.one.decision)
    for number, place in enumerate(one.places):
        if place.status != "implied-by-letter" and number not in work.left_out:
            yield (
                number,
                (
                    one.decision.name,
                    work.names[number].label,
                    place.kind,
                    _otherwise(one, number),
                    words.verbs[place.verb],
                    words.actors[place.directed],
                    place.status,
                    work.names[number].page or head.page,
                    work.names[number].address,
                    head.address,
                ),
            )


def _by_decision(work: Worked, _: "Words") -> Iterator[Row]:
    one = work.one
    for number in sorted(work.cited):
        yield (
            one.decision.name,
            one.decision.title,
            work.names[number].label,
            one.places[number].kind,
            one.places[number].status,
            str(len(one.citing[number])),
            _refs(one.citing[number]),
            work.names[number].address,
        )


def _shared(work: Worked, _: "Words") -> Iterator[Row]:
    for number in sorted(work.cited):
        tasks = work.one.citing[number]
        for task in tasks if len(tasks) > 1 else ():
            yield (
                work.names[number].label,
                str(len(tasks)),
                task.ref,
                "",
                task.period.words,
                str(task.row),
                work.names[number].address,
                f"{WORKPLAN}/ws-{task.stream}/t-{task.position}",
            )


def _asking(work: Worked, _: "Words") -> Iterator[Row]:
    count = sum(
        place.role in _ASKING and number not in work.opened for number, place in enumerate(work.one.places)
    )
    if count:
        yield _summary(work.one, count)


def _cited(work: Worked, _: "Words") -> Iterator[Row]:
    if work.one.of_any:
        yield _summary(work.one, len(work.one.of_any))


def _summary(one: Known, count: int) -> Row:
    head = whole(one.decision)
    complete = "complete" if one.decision.state == "complete" else "partial"
    return (one.decision.name, one.decision.title, "false", complete, str(count), head.page, head.address)


def _implied(work: Worked, _: "Words") -> Iterator[Row]:
    for number, place in enumerate(work.one.places):
        if place.status == "implied-by-letter":
            item = next(n for n, p in enumerate(work.one.places) if p.parent == place.parent and p.sub == "d")
            yield (
                work.one.decision.name,
                work.names[number].label,
                place.status,
                work.names[item].label,
                work.names[number].address,
            )


class Words:
    """The English words for verbs and addressees, from the tables where they are kept by hand."""

    def __init__(self) -> None:
        self.verbs, self.actors = {"": ""}, {"": ""}
        for row in read_table(shipped("data", "register", "verbs.tsv"), ("code", "lang", "words")):
            if row["lang"] == "en":
                self.verbs.setdefault(row["code"], row["words"])
        for row in _terms():
            if row["domain"] == "DTT-ACTORS":
                self.actors[row["identifier"]] = row["label_en"]


def _terms() -> list[dict[str, str]]:
    return read_table(shipped("data", "vocabulary", "terms.tsv"), ("domain", "identifier", "label_en"))


def shipped_rows() -> Iterator[Row]:
    """Yield the rows of `filter-values` that come from the vocabulary and not from the corpus."""
    domains = {"DTT-ACTORS": "body", "actors": "body", "DTT-STATUSES": "tracking_status"}
    for row in _terms():
        if row["domain"] in domains:
            yield (domains[row["domain"]], row["identifier"], row["label_en"])
    for row in read_table(shipped("data", "vocabulary", "kmgbf.tsv"), ("iri", "label_en")):
        yield ("target", row["iri"].rpartition("_")[2], row["label_en"])


_Work = Callable[[Worked, Words], Iterator[Row]]
ANSWERS: dict[str, _Work | None] = {
    "asked-not-cited": _asked_not_cited,
    "coverage-by-paragraph": _coverage,
    "decisions-asking": _asking,
    "decisions-cited": _cited,
    "filter-values": None,
    "letters-implied": _implied,
    "not-cited": _not_cited,
    "paragraphs-by-decision": _by_decision,
    "paragraphs-shared": _shared,
}
"""The coverage queries; that without a function is of a group as a whole."""


def group_rows(group: Group) -> Iterator[tuple[str, Row]]:
    """Yield query and row for all that a group adds to the answers."""
    words = Words()
    for number, _, title in group.streams:
        yield "filter-values", ("workstream", f"WS{number}", title)
    for one in known(group):
        work = _worked(one)
        for name, rows in ANSWERS.items():
            if rows is not None:
                for row in rows(work, words):
                    yield name, row
