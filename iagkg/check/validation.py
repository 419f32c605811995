"""Run the rules on a dataset with pySHACL.

Only graphs in memory are handed over, so that nothing is fetched; the vocabulary, the schemes and the
shortcuts are left out, since no rule speaks of them.
"""

import contextlib
import logging
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pyshacl
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from iagkg.check.findings import Finding, findings
from iagkg.check.rules import lean_rules, rules
from iagkg.errors import IagkgError
from iagkg.graph.quads import Quad, parsed
from iagkg.names import graph_iri

__all__ = ["check"]

_NOT_CHECKED = tuple(f"<{graph_iri(name)}>" for name in ("ontology", "schemes", "mappings", "about"))
_NAMELESS = "/.well-known/genid/"  # what stands for a node without an address: RDF 1.1, section 3.5
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def check(quads: Iterable[Quad], lang: str = "en") -> list[Finding]:
    """Return what the rules find in a dataset, gravest first.

    Quads of the vocabulary, schemes, mappings and of the graph about the dataset are passed over. Which
    graph a statement stands in makes no difference, nor that it stands in two.
    """
    with _silent():
        data = _as_graph(quad for quad in quads if quad.graph not in _NOT_CHECKED)
        _, report, words = pyshacl.validate(
            data,
            shacl_graph=lean_rules(),
            inference="none",
            do_owl_imports=False,
            meta_shacl=False,
            advanced=False,
        )
    if not isinstance(report, Graph):
        raise IagkgError(f"The rules could not be run: {words}")
    return findings(report, data, rules(), lang)


def _as_graph(quads: Iterable[Quad]) -> Graph:
    """Return the triples of quads with every value as written, in an order that no engine chooses.

    rdflib would make "2025-08-01Z" a day without its zone and "01" the number 1: what is to be found would
    be gone. It also holds a plain string and an xsd:string to be two things. Nodes without an address are
    numbered as they come, since parsers give them a new random name each time.
    """
    numbers: dict[str, BNode] = {}
    statements = [[_node(part, numbers) for part in quad.triple] for quad in parsed(quads)]
    graph = Graph()
    for subject, predicate, value in sorted(statements, key=lambda triple: [_key(part) for part in triple]):
        graph.add((subject, predicate, value))
    return graph


def _key(part: Node) -> tuple[str, ...]:
    words = (part.language or "", str(part.datatype or "")) if isinstance(part, Literal) else ()
    return (type(part).__name__, str(part), *words)


def _node(part: object, numbers: dict[str, BNode]) -> Node:
    if isinstance(part, ox.BlankNode) or (isinstance(part, ox.NamedNode) and _NAMELESS in part.value):
        return numbers.setdefault(part.value, BNode(f"n{len(numbers) + 1}"))
    if isinstance(part, ox.NamedNode):
        return URIRef(part.value)
    if not isinstance(part, ox.Literal):
        raise IagkgError(f"The rules cannot be run on {part}.")
    if part.language:
        return Literal(part.value, lang=part.language)
    if part.datatype.value == _STRING:
        return Literal(part.value)
    return Literal(part.value, datatype=URIRef(part.datatype.value), normalize=False)


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep rdflib from printing a traceback for each ill-formed value: the rules say it in words."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
