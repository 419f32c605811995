"""What follows from the vocabulary: the project's own shortcuts, in graphs of inferred statements.

The rules are made from the axioms of the vocabulary (`axioms`), put in the order in which each runs as few
times as the others need (`strata`), and run as SPARQL (`compiled`). `reference` gives the same with owlrl.
"""

from collections.abc import Iterable, Iterator

from iagkg.graph.quads import Quad
from iagkg.infer.compiled import inferred_triples
from iagkg.names import GRAPH, IAG, ID

__all__ = ["inferred_quads"]

_OWN = f"<{IAG}"
_WORKPLANS = f"<{ID}workplan/"


def inferred_quads(quads: Iterable[Quad], workplan_graph: str, *, reference: bool = False) -> Iterator[Quad]:
    """Yield the shortcuts that follow, each in a graph of inferred statements.

    `quads` are those of the vocabulary, the register and one workplan; `workplan_graph` is the address of
    the graph for what is inferred of that workplan. What is inferred of the register alone goes to
    `graph/inferred/register`. Nothing that is already stated is yielded, and only what is said of one
    address and another with a predicate of the project. With `reference` owlrl computes it. Raises
    InputError where an axiom is none that rules are made of.
    """
    everything = list(quads)
    if reference:
        from iagkg.infer.reference import closure  # noqa: PLC0415  # slow to load

        stated = {quad[:3] for quad in everything}
        found: Iterable[tuple[str, str, str]] = (one for one in closure(everything) if one not in stated)
    else:
        found = inferred_triples(everything)
    for subject, predicate, value in found:
        if not predicate.startswith(_OWN):
            continue
        if subject.startswith("<") and value.startswith("<"):
            of_workplan = subject.startswith(_WORKPLANS) or value.startswith(_WORKPLANS)
            graph = workplan_graph if of_workplan else f"{GRAPH}inferred/register"
            yield Quad(subject, predicate, value, f"<{graph}>")
