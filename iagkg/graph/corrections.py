"""What people corrected in a workplan, and which tasks meetings added beside it, as quads."""

from collections.abc import Iterable, Iterator

from iagkg.citation import decision_iri, provision_iri
from iagkg.graph.correcting import Corrected
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.standing import Standing
from iagkg.graph.tables import Tables
from iagkg.graph.task_keys import task_iri
from iagkg.keys import key_iri
from iagkg.names import ID, SCHEME, graph_iri, segment
from iagkg.progress.added import AddedTask, added_tasks, read_added
from iagkg.progress.corrections import Correction, read_corrections
from iagkg.source.parsed import cited

__all__ = ["added_quads", "correction_quads", "corrections_of_version"]

RECORDS = graph_iri("curated", "corrections")
ADDED = graph_iri("curated", "added")


def correction_quads(tables: Tables) -> Iterator[Quad]:
    """Yield the lines of the table, replaced ones too. Raises InputError as `read_corrections` does."""
    for line in read_corrections(tables.path("corrections.csv")):
        yield from say(
            RECORDS,
            _address(line.id),
            ("rdf:type", term("iag:Correction")),
            ("rdf:type", term("prov:Entity")),
            ("dcterms:identifier", text(line.id)),
            ("iag:correctionOf", iri(key_iri(line.task))),
            ("iag:correctedField", iri(f"{SCHEME}corrected-field/{line.field}")),
            ("iag:asPrinted", text(line.printed)),
            ("iag:asCorrected", text(line.corrected) if line.corrected else None),
            ("skos:note", text(line.why) if line.why else None),
            ("dcterms:source", text(line.source)),
            ("iag:reportedBy", text(line.who)),
            ("dcterms:created", text(line.recorded, datatype="xsd:date")),
            ("prov:wasRevisionOf", iri(_address(line.replaces)) if line.replaces else None),
        )


def corrections_of_version(found: Corrected, standing: Standing) -> Iterator[Quad]:
    """Yield which corrections hold for the tasks of a version, and which are to be looked at again."""
    graph = graph_iri("corrected", segment(standing.key), segment(standing.version))
    states: Iterable[tuple[str, str, Correction]] = (
        *(("iag:correctedBy", ref, line) for (ref, _), line in found.holding.items()),
        *(("iag:correctionToAsk", ref, line) for ref, line in found.asked),
    )
    for predicate, ref, line in states:
        task = task_iri(standing.key, standing.version, ref)
        yield from say(
            graph,
            task,
            ("dcterms:isVersionOf", iri(key_iri(line.task))),
            (predicate, iri(_address(line.id))),
        )


def _address(identifier: str) -> str:
    return f"{ID}correction/{segment(identifier)}"


def added_quads(tables: Tables, workplan: str) -> Iterator[Quad]:
    """Yield the tasks that meetings added beside a workplan, by its key; withdrawn ones are left out.

    Each leads to the decisions that its words name. It is no task of the document, and not counted as one.
    Raises InputError as `read_added` does.
    """
    for line in added_tasks(read_added(tables.path("added.csv")), workplan):
        yield from _added(line)


def _added(line: AddedTask) -> Iterator[Quad]:
    named = dict.fromkeys(
        provision_iri(citation) or decision_iri(citation) for citation in cited(line.mandate).citations
    )
    yield from say(
        ADDED,
        f"{ID}added-task/{segment(line.id)}",
        ("rdf:type", term("iag:AddedTask")),
        ("rdf:type", term("prov:Entity")),
        ("dcterms:identifier", text(line.id)),
        ("iag:addedTo", iri(f"{ID}workplan/{segment(line.workplan)}")),
        ("dcterms:description", text(line.task)),
        ("iag:givenWorkstream", text(line.workstream) if line.workstream else None),
        ("iag:givenMandate", text(line.mandate) if line.mandate else None),
        ("iag:givenPeriod", text(line.period) if line.period else None),
        ("iag:addedAt", text(line.meeting)),
        ("dcterms:date", text(line.date, datatype="xsd:date")),
        ("iag:reportedBy", text(line.who)),
        ("dcterms:created", text(line.recorded, datatype="xsd:date")),
        *(("dcterms:references", iri(address)) for address in named if address),
    )
