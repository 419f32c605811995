"""Property paths of the rules: in words for findings, in RDF for the W3C report, in SPARQL for queries."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from iagkg.check.facts import Facts, Term
from iagkg.check.rules import SHAPES, rules, sh
from iagkg.errors import InputError
from iagkg.graph.quads import Quad, iri
from iagkg.names import PREFIXES

__all__ = ["path_quads", "path_sparql", "path_term", "path_words"]

_MARKS = (
    (sh("inversePath"), "^{}"),
    (sh("zeroOrMorePath"), "{}*"),
    (sh("oneOrMorePath"), "{}+"),
    (sh("zeroOrOnePath"), "{}?"),
)
_FIRST, _TYPE = f"{PREFIXES['rdf']}first", f"{PREFIXES['rdf']}type"


def path_words(path: Term | None, shapes: Facts) -> str:
    """Return a property path in the notation of SPARQL, with the project's prefixes; none gives no words."""
    return "" if path is None else _notation(path, shapes, _short)


def path_sparql(path: Term, shapes: Facts) -> str:
    """Return a property path in SPARQL, addresses in full. Raises InputError for what is none."""
    return _notation(path, shapes, str)


def _notation(path: Term, shapes: Facts, name: Callable[[ox.NamedNode], str]) -> str:
    if isinstance(path, ox.NamedNode):
        return name(path)
    for predicate, mark in _MARKS:
        if (inner := shapes.one(path, predicate)) is not None:
            words = _notation(inner, shapes, name)
            return mark.format(words if isinstance(inner, ox.NamedNode) else f"({words})")
    if (several := shapes.one(path, sh("alternativePath"))) is not None:
        return "|".join(_notation(one, shapes, name) for one in shapes.items(several))
    if isinstance(path, ox.BlankNode) and shapes.one(path, _FIRST) is not None:
        return "/".join(_step(step, shapes, name) for step in shapes.items(path))
    raise InputError(f"{path}: no property path.", "a path of SHACL, section 2.3.1")


def _step(path: Term, shapes: Facts, name: Callable[[ox.NamedNode], str]) -> str:
    words = _notation(path, shapes, name)
    several = not isinstance(path, ox.NamedNode) and shapes.one(path, sh("alternativePath")) is not None
    return f"({words})" if several else words


def _short(node: ox.NamedNode) -> str:
    for prefix, address in PREFIXES.items():
        local = node.value.removeprefix(address)
        if local != node.value and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return str(node)


def path_term(shape: str) -> str | None:
    """Return the path of a rule as a term: an address, or the first node of `path_quads`; or None."""
    path = rules().one(ox.NamedNode(SHAPES + shape), sh("path"))
    if path is None:
        return None
    return iri(path.value) if isinstance(path, ox.NamedNode) else f"_:{shape}1"


def path_quads(shape: str, graph: str) -> Iterator[Quad]:
    """Yield the nodes of a path that is more than one property, numbered from 1 in the order of the path."""
    path = rules().one(ox.NamedNode(SHAPES + shape), sh("path"))
    if not isinstance(path, ox.BlankNode):
        return
    names: dict[Term, str] = {path: f"_:{shape}1"}
    waiting: list[Term] = [path]
    for node in waiting:
        for predicate, value in rules().said_of(node):
            if isinstance(value, ox.BlankNode):
                names.setdefault(value, f"_:{shape}{len(names) + 1}")
                waiting.append(value)
            term = names[value] if isinstance(value, ox.BlankNode) else iri(value.value)
            if predicate != _TYPE:
                yield Quad(names[node], iri(predicate), term, iri(graph))
