"""What follows from the vocabulary: an OWL 2 RL closure, kept to the project's own shortcuts.

owlrl computes the closure. It is given what its rules can use for the project's predicates: the axioms of
the vocabulary, and the statements between addresses whose predicate the axioms speak of. What it adds in
passing (literal subjects, equality with itself, what holds of every class) is no use to anyone and dropped.
Source of the rules: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from collections.abc import Iterable, Iterator

from iagkg.graph.quads import Quad, term
from iagkg.names import GRAPH, IAG, ID

__all__ = ["inferred_quads"]

_AXIOMS = frozenset(
    term(name)
    for name in (
        "rdfs:subPropertyOf",
        "owl:inverseOf",
        "owl:propertyChainAxiom",
        "rdf:first",
        "rdf:rest",
    )
)
_OWN = f"<{IAG}"
_WORKPLANS = f"<{ID}workplan/"


def inferred_quads(quads: Iterable[Quad], workplan_graph: str) -> Iterator[Quad]:
    """Yield the shortcuts that follow, each in a graph of inferred statements.

    `quads` are those of the vocabulary, the register and one workplan; `workplan_graph` is the address of
    the graph for what is inferred of that workplan. What is inferred of the register alone goes to
    `graph/inferred/register`. Nothing that is already stated is yielded.
    """
    import rdflib  # noqa: PLC0415  # slow to load: only what infers pays for it
    from owlrl import OWLRL_Semantics  # noqa: PLC0415

    everything = list(quads)
    axioms = {(q.subject, q.predicate, q.object) for q in everything if q.predicate in _AXIOMS}
    used = {value for s, p, o in axioms for value in (s, o)}
    stated = {(q.subject, q.predicate, q.object) for q in everything}
    facts = {triple for triple in stated if triple[1] in used and triple[2].startswith("<")}
    graph = rdflib.Graph()
    for triple in sorted(axioms | facts):
        subject, predicate, object_ = (rdflib.URIRef(value[1:-1]) for value in triple)
        graph.add((subject, predicate, object_))
    OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    for nodes in graph:
        found = (nodes[0].n3(), nodes[1].n3(), nodes[2].n3())
        if found[1].startswith(_OWN) and found not in stated and _between_addresses(found):
            yield Quad(found[0], found[1], found[2], _graph_of(found, workplan_graph))


def _between_addresses(triple: tuple[str, ...]) -> bool:
    return triple[0].startswith("<") and triple[2].startswith("<")


def _graph_of(triple: tuple[str, ...], workplan_graph: str) -> str:
    of_workplan = triple[0].startswith(_WORKPLANS) or triple[2].startswith(_WORKPLANS)
    return f"<{workplan_graph}>" if of_workplan else f"<{GRAPH}inferred/register>"
