"""The reference of the compiled rules: pySHACL on graphs in memory.

Only graphs in memory are handed over, so that nothing is fetched.
"""

import contextlib
import logging
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox
import pyshacl
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH, SKOS
from rdflib.term import Node

from iagkg.check.facts import Term
from iagkg.check.findings import Result
from iagkg.check.rules import SHAPES, rules_path
from iagkg.errors import IagkgError

__all__ = ["lean_rules", "results_by_pyshacl"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_WORDS = frozenset(
    {
        *(SH.message, SH.name, SH.description, SH.order, SH.group),
        *(RDFS.label, RDFS.comment, SKOS.scopeNote),
        *(URIRef(f"{SHAPES}shows"), URIRef(f"{SHAPES}concerns")),
    }
)
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@cache
def lean_rules(path: str) -> Graph:
    """Return the rules of a file as pySHACL is quickest with: without words, each with targets of its own.

    It looks through all that is said of a rule at each thing checked, and takes the rules that a shape
    gathers thing by thing; a rule with a target it tries on all things at once. The results are the same.
    """
    graph = Graph().parse(path)
    lean = Graph()
    for triple in graph:
        if triple[1] not in _WORDS:
            lean.add(triple)
    for gathering in graph.subjects(SH.property):
        targets = [(p, o) for p, o in graph.predicate_objects(gathering) if p in _TARGETS]
        for rule in graph.objects(gathering, SH.property) if targets else ():
            lean.remove((gathering, SH.property, rule))
            for predicate, target in targets:
                lean.add((rule, predicate, target))
    return lean


def results_by_pyshacl(lines: Iterable[str], path: str = "") -> set[Result]:
    """Return what pySHACL finds in lines of N-Triples, by the rules of a file (the project's by default).

    Raises IagkgError where pySHACL gives no report.
    """
    with _silent():
        _, report, words = pyshacl.validate(
            _as_graph("".join(lines)),
            shacl_graph=lean_rules(path or rules_path()),
            inference="none",
            do_owl_imports=False,
            meta_shacl=False,
            advanced=False,
        )
    if not isinstance(report, Graph):
        raise IagkgError(f"The rules could not be run: {words}")
    return {_result(report, result) for result in report.objects(None, SH.result)}


def _result(report: Graph, result: Node) -> Result:
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    shape = str(report.value(result, SH.sourceShape))
    component = str(report.value(result, SH.sourceConstraintComponent))
    assert focus is not None  # noqa: S101  # a result has one
    return Result(_term(focus), shape, component, None if value is None else _term(value))


def _as_graph(text: str) -> Graph:
    """Return triples with every value as written.

    rdflib would make "2025-08-01Z" a day without its zone and "01" the number 1: what is to be found would
    be gone. It also holds a plain string and an xsd:string to be two things.
    """
    graph = Graph()
    for triple in ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES):
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(part: object) -> Node:
    if isinstance(part, ox.BlankNode):
        return BNode(part.value)
    if isinstance(part, ox.NamedNode):
        return URIRef(part.value)
    if not isinstance(part, ox.Literal):
        raise IagkgError(f"The rules cannot be run on {part}.")
    if part.language:
        return Literal(part.value, lang=part.language)
    if part.datatype.value == _STRING:
        return Literal(part.value)
    return Literal(part.value, datatype=URIRef(part.datatype.value), normalize=False)


def _term(node: Node) -> Term:
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, Literal):
        return ox.NamedNode(str(node))
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


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
