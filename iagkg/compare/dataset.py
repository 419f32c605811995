"""Read a version of a workplan back from a built dataset, as it is compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from iagkg.compare.side import Entry, Side, Stream, cited_place, one_line, span_of
from iagkg.errors import InputError
from iagkg.graph.quads import Quad, parsed
from iagkg.names import ID, KMGBF, PREFIXES, graph_iri
from iagkg.progress.added import AddedTask
from iagkg.source.parsed import cited, dated

__all__ = ["side_of_quads", "sides_of_quads"]

_TARGET = f"{KMGBF}target_"
_CORRECTED = f"<{graph_iri('corrected')}"
_TASK_KEY = f"{ID}task/"


class _Said:
    """What the quads say: the values of each subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in parsed(quads):
            subject, value = str(quad.subject)[1:-1], getattr(quad.object, "value", "")
            self._values[subject, quad.predicate.value].append(value)
            self._subjects[quad.predicate.value, value].append(subject)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the values, once each, sorted."""
        return sorted(set(self._values.get((subject, _long(predicate)), ())))

    def one(self, subject: str, predicate: str) -> str:
        """Return the value; empty where there is none."""
        return next(iter(self.all(subject, predicate)), "")

    def line(self, subject: str, predicate: str) -> str:
        """Return the value on one line."""
        return one_line(self.one(subject, predicate))

    def below(self, predicate: str, value: str) -> list[str]:
        """Return the subjects of a statement by their position."""
        found = set(self._subjects.get((_long(predicate), value), ()))
        return sorted(found, key=lambda subject: (int(self.one(subject, "iag:position") or 0), subject))


def _long(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def side_of_quads(quads: Iterable[Quad], name: str) -> Side:
    """Return the current version of the workplan of a dataset: the one that no other names as previous.

    `name` is that of the dataset, for messages. Raises InputError where it holds no workplan, or several.
    """
    said = _said_of(quads)
    plans = said.below("rdf:type", _long("iag:Workplan"))
    current = [plan for plan in plans if not said.below("dcat:previousVersion", plan)]
    if len(current) != 1:
        raise InputError(
            f"{name}: holds {len(current)} current workplans.",
            "a dataset of one workplan",
            "compare the documents instead, or build each into a folder of its own.",
        )
    return _side(said, current[0], name)


def sides_of_quads(quads: Iterable[Quad]) -> list[Side]:
    """Return each version of each workplan of a dataset; the versions of one stand together, newest first."""
    said = _said_of(quads)
    plans = said.below("rdf:type", _long("iag:Workplan"))
    ordered: list[str] = []
    for newest in sorted(plan for plan in plans if not said.below("dcat:previousVersion", plan)):
        plan = newest
        while plan and plan not in ordered:
            ordered.append(plan)
            plan = said.one(plan, "dcat:previousVersion")
    return [_side(said, plan, plan) for plan in ordered if plan in plans]


def _said_of(quads: Iterable[Quad]) -> _Said:
    # Versions are compared as printed: a correction is no change of the document.
    return _Said(quad for quad in quads if not quad.graph.startswith(_CORRECTED))


def _side(said: _Said, plan: str, name: str) -> Side:
    adoption, _, source = said.one(plan, "dcterms:bibliographicCitation").rpartition(" (")
    return Side(
        said.one(said.one(plan, "dcterms:source"), "dcterms:title") or name,
        unquote(said.one(plan, "dcterms:isVersionOf").rpartition("/")[2]),
        said.one(plan, "dcat:version"),
        said.line(plan, "dcterms:title"),
        said.one(plan, "adms:status").rpartition("/")[2],
        adoption,
        source.removesuffix(")"),
        said.one(plan, "dcterms:identifier"),
        tuple(_stream(said, stream) for stream in said.below("iag:workstreamOf", plan)),
        _added(said, said.one(plan, "dcterms:isVersionOf")),
    )


def _added(said: _Said, workplan: str) -> tuple[AddedTask, ...]:
    """Return the tasks that meetings added, by their day."""
    names = {
        "id": "dcterms:identifier",
        "workstream": "iag:givenWorkstream",
        "task": "dcterms:description",
        "mandate": "iag:givenMandate",
        "period": "iag:givenPeriod",
        "meeting": "iag:addedAt",
        "date": "dcterms:date",
        "who": "iag:reportedBy",
        "recorded": "dcterms:created",
    }
    key = unquote(workplan.rpartition("/")[2])
    lines = [
        AddedTask(workplan=key, **{name: said.one(address, term) for name, term in names.items()})  # type: ignore[arg-type]  # all are words
        for address in said.below("iag:addedTo", workplan)
    ]
    return tuple(sorted(lines, key=lambda line: (line.date, line.id)))


def _stream(said: _Said, address: str) -> Stream:
    return Stream(
        said.one(address, "dcterms:identifier"),
        said.line(address, "iag:printedNumber"),
        said.line(address, "dcterms:title"),
        tuple(_entry(said, task) for task in said.below("iag:taskOf", address)),
    )


def _entry(said: _Said, address: str) -> Entry:
    ref = said.one(address, "dcterms:identifier")
    cells = {
        "responsible": said.line(address, "iag:printedResponsible"),
        "output": said.line(address, "iag:printedOutput"),
    }
    cells |= {
        said.one(cell, "iag:heading"): said.line(cell, "iag:asPrinted")
        for cell in sorted(said.all(address, "iag:printedCell"), key=lambda c: int(c.rpartition("-")[2]))
    }
    keys = (value for value in said.all(address, "dcterms:isVersionOf") if value.startswith(_TASK_KEY))
    return Entry(
        ref,
        said.line(address, "iag:printedNumber"),
        said.line(address, "dcterms:description"),
        said.line(address, "iag:printedMandate"),
        dict(_cited(said, address)),
        said.line(said.one(address, "dcterms:temporal"), "iag:asPrinted"),
        _span(said, said.one(address, "dcterms:temporal")),
        tuple(_items(said, address, f"{ref}/")),
        {heading: words for heading, words in cells.items() if words},
        next(("-".join(map(unquote, key.removeprefix(_TASK_KEY).split("/"))) for key in keys), ""),
    )


def _items(said: _Said, address: str, above: str) -> Iterator[tuple[str, str]]:
    for item in said.below("iag:subtaskOf", address):
        path = said.one(item, "dcterms:identifier").removeprefix(above)
        yield path, said.line(item, "dcterms:description")
        yield from _items(said, item, above)


def _cited(said: _Said, address: str) -> Iterator[tuple[str, str]]:
    citations = said.all(address, "iag:hasMandate")
    if not citations:  # of a corrected mandate the printed graph has the words alone
        yield from map(cited_place, cited(said.one(address, "iag:printedMandate")).citations)
    for citation in sorted(citations, key=lambda one: int(said.one(one, "iag:position") or 0)):
        place = said.one(citation, "iag:citedProvision") or said.one(citation, "iag:citedDecision")
        printed, locator = said.line(citation, "iag:asPrinted"), said.one(citation, "iag:locator")
        words = said.one(place, "rdfs:label") or printed
        yield (
            f"{place} {locator}".strip() or printed,
            f"{words}, {locator}" if locator and place else words,
        )
    for target in said.all(address, "iag:namesTarget"):
        yield target, f"KMGBF Target {target.removeprefix(_TARGET)}"


def _span(said: _Said, period: str) -> tuple[str, ...]:
    days = [said.one(period, "dcat:startDate"), said.one(period, "dcat:endDate")]
    if not any(days):
        if printed := said.one(period, "iag:asPrinted"):  # of a corrected period there are the words alone
            return span_of(dated(printed))
        return (said.line(period, "iag:asPrinted").casefold(),)
    ending = said.one(period, "iag:ending").rpartition("/")[2]
    return (*days, "open" if ending == "open" else "", *said.all(period, "iag:anchor"))
