"""The rules of `ontology/iagkg-shapes.ttl` as graphs in memory."""

from functools import cache

from rdflib import RDFS, Graph, Namespace
from rdflib.namespace import SH, SKOS

from iagkg.files import shipped
from iagkg.names import PREFIXES

__all__ = ["SHAPES", "lean_rules", "rules"]

SHAPES = Namespace("https://w3id.org/iagkg/shapes#")
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_WORDS = frozenset(
    {
        *(SH.message, SH.name, SH.description, SH.order, SH.group),
        *(RDFS.label, RDFS.comment, SKOS.scopeNote, SHAPES.shows, SHAPES.concerns),
    }
)


@cache
def rules() -> Graph:
    """Return the rules as a graph, with the project's prefixes."""
    graph = Graph().parse(shipped("ontology", "iagkg-shapes.ttl"))
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address, replace=True)
    return graph


@cache
def lean_rules() -> Graph:
    """Return the rules as pySHACL is quickest with: without their words, each with its targets of its own.

    It looks through all that is said of a rule at each thing checked, and takes the rules that a shape
    gathers thing by thing; a rule with a target it tries on all things at once. The results are the same.
    """
    lean = Graph()
    for triple in rules():
        if triple[1] not in _WORDS:
            lean.add(triple)
    for gathering in rules().subjects(SH.property):
        targets = [(p, o) for p, o in rules().predicate_objects(gathering) if p in _TARGETS]
        for rule in rules().objects(gathering, SH.property) if targets else ():
            lean.remove((gathering, SH.property, rule))
            for predicate, target in targets:
                lean.add((rule, predicate, target))
    return lean
