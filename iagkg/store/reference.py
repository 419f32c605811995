"""The reference engine: rdflib behind the same door as the embedded store.

Ten to a hundred times slower than the embedded store; every named query is held to it.
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import rdflib
from rdflib.plugins.sparql import prepareQuery

from iagkg.errors import InputError
from iagkg.graph.quads import Quad
from iagkg.store.base import Rows, Triple
from iagkg.store.terms import Blank, Iri, Value, lexical, literal

__all__ = ["RdflibStore"]


@contextmanager
def _quiet() -> Iterator[None]:
    """Rdflib's own code still calls what rdflib has deprecated."""
    with warnings.catch_warnings():
        for name in ("default_context", "contexts"):  # rdflib's own engine uses them
            warnings.filterwarnings("ignore", f"Dataset.{name} is deprecated", DeprecationWarning)
        yield


class RdflibStore:
    """All named graphs in one rdflib dataset; the union of them is the default graph.

    rdflib fetches what FROM and SERVICE name: only queries of the catalogue are for it.
    """

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._data = rdflib.Dataset(default_union=True)
        self._load(quads)

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT, in their order."""
        with _quiet():
            answer = self._data.query(prepareQuery(query))
            columns = tuple(str(name) for name in answer.vars or ())
            rows = tuple(tuple(_value(term) for term in row) for row in answer)  # type: ignore[union-attr]
        return Rows(columns, rows)

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK."""
        with _quiet():
            return bool(self._data.query(query).askAnswer)

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Return the statements of a CONSTRUCT or DESCRIBE, each once, sorted."""
        with _quiet():
            graph = self._data.query(query).graph
        if graph is None:
            raise InputError("The query is not a CONSTRUCT.", "CONSTRUCT …")
        triples = {(_value(s), _value(p), _value(o)) for s, p, o in graph}
        return tuple(sorted(triples, key=lambda triple: [(lexical(term), repr(term)) for term in triple]))

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put `quads` in the place of all that the graph with this address held."""
        with _quiet():
            self._data.remove_graph(rdflib.URIRef(graph))
        self._load(quad._replace(graph=f"<{graph}>") for quad in quads)

    def counts(self) -> dict[str, int]:
        """Return the number of statements of each named graph by its address, sorted."""
        with _quiet():
            found = {str(g.identifier): len(g) for g in self._data.graphs() if len(g)}
        return {name: n for name, n in sorted(found.items()) if name != "urn:x-rdflib:default"}

    def _load(self, quads: Iterable[Quad]) -> None:
        lines: dict[str, list[str]] = {}
        for quad in quads:
            lines.setdefault(quad.graph[1:-1], []).append(f"{' '.join(quad[:3])} .")
        for graph, statements in lines.items():
            with _quiet():
                self._data.graph(rdflib.URIRef(graph)).parse(data="\n".join(statements), format="nt")


def _value(term: object) -> Value:
    match term:
        case None:
            return None
        case rdflib.URIRef():
            return Iri(str(term))
        case rdflib.BNode():
            return Blank(str(term))
        case rdflib.Literal():
            return literal(str(term), str(term.datatype) if term.datatype else None, term.language)
        case _:
            raise InputError(f"The answer holds a term that is not RDF 1.1: {term}", "plain triples")
