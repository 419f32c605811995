"""The alignments with other vocabularies as SKOS mappings, one graph a table."""

from collections.abc import Iterator
from pathlib import Path

from iagkg.graph.quads import Quad, iri
from iagkg.names import IAG, graph_iri, segment
from iagkg.vocabulary.sssom import mapping_paths, read_mappings

__all__ = ["mapping_graph", "mapping_paths", "mapping_quads", "mapping_triples"]

_SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"


def mapping_graph(path: Path) -> str:
    """Return the address of the graph of a table: `graph/mappings/unbis` for `unbis.sssom.tsv`."""
    return graph_iri("mappings", segment(path.name.removesuffix(".sssom.tsv")))


def mapping_quads(path: Path) -> Iterator[Quad]:
    """Yield the mappings of a table as quads of its graph; see `mapping_triples`."""
    graph = iri(mapping_graph(path))
    for subject, predicate, value in mapping_triples(path):
        yield Quad(iri(subject), iri(predicate), iri(value), graph)


def mapping_triples(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield subject, predicate and object of each mapping as full addresses.

    A mapping of a class or property of ours is yielded as rdfs:seeAlso: the SKOS relations would make a
    concept of it. A row with a notion that has no address yields nothing. How a mapping was found, by whom
    and with what confidence stays in the table. Raises InputError as `read_mappings` does.
    """
    for row in read_mappings(path):
        if row.subject and row.object:
            yield row.subject, _SEE_ALSO if row.subject.startswith(IAG) else row.predicate, row.object
