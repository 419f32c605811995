"""Property paths of the rules: in words for the findings, in RDF for the W3C report."""

from collections.abc import Iterator

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from iagkg.check.rules import SHAPES, rules
from iagkg.graph.quads import Quad, iri

__all__ = ["path_quads", "path_term", "path_words"]

_MARKS = (
    (SH.inversePath, "^{}"),
    (SH.zeroOrMorePath, "{}*"),
    (SH.oneOrMorePath, "{}+"),
    (SH.zeroOrOnePath, "{}?"),
)


def path_words(path: Node | None, shapes: Graph) -> str:
    """Return a property path in the notation of SPARQL, with the project's prefixes; none gives no words."""
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return shapes.namespace_manager.normalizeUri(path)
    for predicate, mark in _MARKS:
        if (inner := shapes.value(path, predicate)) is not None:
            words = path_words(inner, shapes)
            return mark.format(words if isinstance(inner, URIRef) else f"({words})")
    if (several := shapes.value(path, SH.alternativePath)) is not None:
        return "|".join(path_words(one, shapes) for one in shapes.items(several))
    return "/".join(path_words(step, shapes) for step in shapes.items(path))


def path_term(shape: str) -> str | None:
    """Return the path of a rule as a term: an address, or the first node of `path_quads`; or None."""
    path = rules().value(SHAPES[shape], SH.path)
    if path is None:
        return None
    return iri(str(path)) if isinstance(path, URIRef) else f"_:{shape}1"


def path_quads(shape: str, graph: str) -> Iterator[Quad]:
    """Yield the nodes of a path that is more than one property, numbered from 1 in the order of the path."""
    path = rules().value(SHAPES[shape], SH.path)
    if not isinstance(path, BNode):
        return
    names: dict[Node, str] = {path: f"_:{shape}1"}
    waiting: list[Node] = [path]
    for node in waiting:
        for predicate, value in sorted(rules().predicate_objects(node), key=lambda pair: str(pair[0])):
            if isinstance(value, BNode):
                names.setdefault(value, f"_:{shape}{len(names) + 1}")
                waiting.append(value)
            term = names[value] if isinstance(value, BNode) else iri(str(value))
            if predicate != RDF.type:
                yield Quad(names[node], iri(str(predicate)), term, iri(graph))
