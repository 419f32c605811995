"""Read a dataset back from files: Turtle, TriG, N-Triples, N-Quads; nothing else and nothing remote.

RDF/XML is refused because its entities can be made to fill any memory; JSON-LD because a context may be
fetched from elsewhere.
"""

from pathlib import Path

import pyoxigraph as ox

from iagkg.errors import InputError
from iagkg.graph.quads import Quad, iri
from iagkg.names import graph_iri

__all__ = ["RDF_SUFFIXES", "read_dataset"]

_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}
RDF_SUFFIXES = frozenset({*_FORMATS, ".rdf", ".xml", ".owl", ".jsonld", ".trix", ".n3"})
_DATASET = "dataset.nq"
BLANK = "https://w3id.org/iagkg/.well-known/genid/"
"""What nameless nodes of a file are named below, as RDF 1.1 section 3.5 has it."""


def read_dataset(path: Path) -> list[Quad]:
    """Return the quads of a file, or of the dataset in a folder; triples go to the graph `imported/file`.

    Raises InputError where the file is missing, of a form that is not taken, or cannot be read.
    """
    file = path / _DATASET if path.is_dir() else path
    form = _FORMATS.get(file.suffix.lower())
    if form is None:
        raise InputError(
            f"{file}: this form of RDF is not taken.", " or ".join(_FORMATS), "convert it first."
        )
    default = iri(graph_iri("imported", "file"))
    try:
        return [_quad(found, default, file) for found in ox.parse(path=str(file), format=form)]
    except FileNotFoundError as error:
        raise InputError(f"{file}: no such file.", "a dataset as iagkg build writes it") from error
    except (OSError, SyntaxError) as error:
        raise InputError(f"{file}: cannot be read: {error}", "RDF in the form its name says") from error


def _quad(found: ox.Quad, default: str, file: Path) -> Quad:
    graph = default if isinstance(found.graph_name, ox.DefaultGraph) else str(found.graph_name)
    terms = (found.subject, found.predicate, found.object)
    newer = any(isinstance(term, ox.Triple) or getattr(term, "direction", None) for term in terms)
    if newer:
        raise InputError(f"{file}: has a statement that RDF 1.1 does not know: {found}.", "RDF 1.1")
    subject, predicate, object_ = (
        iri(f"{BLANK}{term.value}") if isinstance(term, ox.BlankNode) else str(term) for term in terms
    )
    return Quad(subject, predicate, object_, graph)
