"""What is reported of tasks, and the milestones they are held to, as quads."""

import datetime as dt
from collections.abc import Iterator

from iagkg.errors import InputError
from iagkg.graph.quads import Quad, date, iri, say, term, text
from iagkg.graph.standing import Standing
from iagkg.graph.tables import Tables
from iagkg.keys import read_keys
from iagkg.names import ID, SCHEME, graph_iri, segment, workplan_iri
from iagkg.progress.event import StatusEvent
from iagkg.progress.milestones import read_milestones
from iagkg.progress.reading import read_events
from iagkg.progress.task_keys import keys_by_ref, task_key_iri
from iagkg.workplan import Workplan

__all__ = ["event_iri", "milestone_iri", "milestone_quads", "status_quads"]

STATUS = graph_iri("curated", "status")
MILESTONES = graph_iri("curated", "milestones")


def event_iri(identifier: str) -> str:
    """Return the address of a status event."""
    return f"{ID}status/{segment(identifier)}"


def milestone_iri(code: str) -> str:
    """Return the address of a milestone."""
    return f"{ID}milestone/{segment(code.lower())}"


def status_quads(tables: Tables, workplan: Workplan, standing: Standing) -> Iterator[Quad]:
    """Yield the events of the table, each hung on the key of its task.

    A task of this version leads to its key by `dcterms:isVersionOf`. Raises InputError as `read_events` does,
    and where an event is of a key of this workplan that no task has.
    """
    path = tables.path("status.csv")
    events = read_events(path)
    if not events:
        return
    refs = [task.ref for stream in workplan.workstreams for task in stream.tasks]
    table = tables.path("keys.tsv")
    keys = keys_by_ref(table, standing.key, standing.version, refs)
    addresses = _addresses(workplan, standing)
    # A task of an earlier version that this one has not keeps what was reported of it.
    known = {*keys.values(), *(row.key for row in read_keys(table) if row.workplan == standing.key)}
    reported = {event.task for event in events}
    for ref, key in keys.items():
        if key in reported and ref in addresses:
            yield from say(STATUS, addresses[ref], ("dcterms:isVersionOf", iri(task_key_iri(key))))
    for event in events:
        of_this = event.task.rpartition("-")[0] == standing.key
        if of_this and event.task not in known:
            raise InputError(
                f"{path}, row {event.row}, column task: the workplan has no task {event.task!r}.",
                f"one of {', '.join(sorted(known))}",
            )
        yield from _event(event)


def _addresses(workplan: Workplan, standing: Standing) -> dict[str, str]:
    root = workplan_iri(standing.key, standing.version)
    return {
        task.ref: f"{root}/ws-{number}/t-{position}"
        for number, stream in enumerate(workplan.workstreams, start=1)
        for position, task in enumerate(stream.tasks, start=1)
    }


def _words(value: str) -> str | None:
    return text(value) if value else None


def _link(address: str) -> str | None:
    return iri(address) if address else None


def _event(event: StatusEvent) -> Iterator[Quad]:
    address = event_iri(event.id)
    output = (event.output_title, event.output_symbol, event.output_link, event.output_thread)
    yield from say(
        STATUS,
        address,
        ("rdf:type", term("iag:StatusEvent")),
        ("rdf:type", term("prov:Entity")),
        ("dcterms:identifier", text(event.id)),
        ("iag:statusOf", iri(task_key_iri(event.task))),
        ("adms:status", iri(f"{SCHEME}task-status/{event.status}") if event.status else None),
        ("dcterms:date", text(event.as_of, datatype="xsd:date")),
        ("dcterms:created", text(event.recorded, datatype="xsd:date")),
        ("iag:reportedBy", text(event.reported_by)),
        ("iag:reportedAt", _words(event.meeting)),
        ("dcterms:source", _words(event.document)),
        ("iag:output", iri(f"{address}/output") if any(output) else None),
        ("iag:nextStep", _words(event.next_step)),
        ("iag:forMeeting", _words(event.for_meeting)),
        ("iag:leadOrganisation", _words(event.lead)),
        ("iag:deadline", text(event.deadline, datatype="xsd:date") if event.deadline else None),
        ("iag:deadlineSource", _words(event.deadline_source)),
        ("skos:note", _words(event.note)),
        ("prov:wasRevisionOf", iri(event_iri(event.replaces)) if event.replaces else None),
    )
    if any(output):
        yield from say(
            STATUS,
            f"{address}/output",
            ("rdf:type", term("foaf:Document")),
            ("rdf:type", term("prov:Entity")),
            ("dcterms:title", _words(event.output_title)),
            ("dcterms:identifier", _words(event.output_symbol)),
            ("foaf:page", _link(event.output_link)),
            ("schema:discussionUrl", _link(event.output_thread)),
        )


def milestone_quads(tables: Tables) -> Iterator[Quad]:
    """Yield the milestones of the table. Raises InputError as `read_milestones` does."""
    for milestone in read_milestones(tables.path("milestones.tsv")):
        yield from say(
            MILESTONES,
            milestone_iri(milestone.code),
            ("rdf:type", term("iag:Milestone")),
            ("rdfs:label", text(milestone.name, "en")),
            ("dcterms:identifier", text(milestone.code)),
            ("iag:milestoneKind", iri(f"{SCHEME}milestone-kind/{milestone.kind}")),
            ("dcat:startDate", _day(milestone.start)),
            ("dcat:endDate", _day(milestone.end)),
            ("schema:location", text(milestone.place, "en") if milestone.place else None),
            ("dcterms:source", _source(milestone.source)),
            ("foaf:page", _link(milestone.page)),
        )


def _day(day: dt.date | None) -> str | None:
    return date(day) if day else None


def _source(words: str) -> str:
    return iri(words) if words.startswith(("http://", "https://")) else text(words)
