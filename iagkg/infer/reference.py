"""The reference of the rules: an OWL 2 RL closure by owlrl.

owlrl is given what its rules can use for the project's predicates: the axioms of the vocabulary, and the
statements whose predicate the axioms speak of. What it adds in passing (equality with itself, what holds of
every class) is dropped by whoever asks.
Source of the rules: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from collections.abc import Iterable, Iterator

import rdflib
from owlrl import OWLRL_Semantics

from iagkg.graph.quads import Quad, term

__all__ = ["closure"]

_TYPE = term("rdf:type")
_OF_PROPERTIES = frozenset(
    term(name)
    for name in (
        *("rdfs:subPropertyOf", "owl:equivalentProperty", "owl:inverseOf", "owl:propertyChainAxiom"),
        *("rdf:first", "rdf:rest"),
    )
)
_OF_CLASSES = frozenset(
    term(name)
    for name in (
        *("rdfs:subClassOf", "owl:equivalentClass", "rdfs:domain", "rdfs:range"),
        *("owl:onProperty", "owl:hasValue", "owl:someValuesFrom"),
    )
)
_KINDS = frozenset(term(name) for name in ("owl:SymmetricProperty", "owl:TransitiveProperty"))


def closure(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str]]:
    """Yield the triples of the closure, as terms: those stated among them.

    Classes are reasoned on only where a value follows from one (owl:hasValue): nothing else leads from a
    class to a predicate of the project.
    """
    stated = {quad[:3] for quad in quads}
    axioms = {triple for triple in stated if triple[1] in _OF_PROPERTIES or triple[2] in _KINDS}
    if any(triple[1] == term("owl:hasValue") for triple in stated):
        axioms |= {triple for triple in stated if triple[1] in _OF_CLASSES}
        axioms |= {triple for triple in stated if triple[1] == _TYPE}
    used = {value for subject, _, value in axioms for value in (subject, value)}
    facts = {triple for triple in stated if triple[1] in used}
    graph = rdflib.Graph()
    lines = "".join(f"{' '.join(triple)} .\n" for triple in sorted(axioms | facts))
    graph.parse(data=lines, format="nt")
    OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    for subject, predicate, value in graph:
        yield (subject.n3(), predicate.n3(), value.n3())
