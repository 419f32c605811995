"""What a group means to do with decision paragraphs, as quads."""

from collections.abc import Iterator

from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.tables import Tables
from iagkg.names import ID, SCHEME, graph_iri, segment
from iagkg.progress.followup import read_follow_ups

__all__ = ["follow_up_quads"]

GRAPH = graph_iri("curated", "followup")


def follow_up_quads(tables: Tables) -> Iterator[Quad]:
    """Yield the lines of the table, replaced ones too. Raises InputError as `read_follow_ups` does."""
    for line in read_follow_ups(tables.path("followup.csv")):
        yield from say(
            GRAPH,
            f"{ID}followup/{segment(line.id)}",
            ("rdf:type", term("iag:FollowUp")),
            ("rdf:type", term("prov:Entity")),
            ("dcterms:identifier", text(line.id)),
            ("iag:followUpOf", iri(f"{ID}decision/{line.place}")),
            ("iag:followUpAction", iri(f"{SCHEME}follow-up/{line.action}")),
            ("iag:reportedBy", text(line.who)),
            ("dcterms:date", text(line.date, datatype="xsd:date")),
            ("dcterms:created", text(line.recorded, datatype="xsd:date")),
            ("prov:wasRevisionOf", iri(f"{ID}followup/{segment(line.replaces)}") if line.replaces else None),
        )
