"""The decisions and workplans of three conventions, as the hosts of a federation have them.

Each host has the vocabulary, the schemes and the framework, the same on all of them, and beside these only
what no other has: the statements of its own convention, and a graph `about` that tells of what it holds. One
host has an import that tells of decisions on another, so that questions about graphs have an answer that no
host knows alone.
"""

from collections import Counter
from pathlib import Path

from iagkg.build import build
from iagkg.graph.about import kind_of
from iagkg.graph.quads import Quad, term
from iagkg.names import ID, graph_iri

WORKPLANS = Path(__file__).parent.parent / "data" / "workplans"
SOURCES = {
    "cbd": None,
    "stockholm": WORKPLANS / "stockholm_cop12_followup.txt",
    "unfccc": WORKPLANS / "unfccc_kci_2020_2025.txt",
}
ABOUT = f"<{graph_iri('about')}>"
_ON_ALL = {"vocabulary", "schemes", "framework"}
_SIZE = term("void:triples")


def conventions() -> dict[str, list[Quad]]:
    """Return what each host holds, by the name of the convention."""
    held: dict[str, list[Quad]] = {}
    others: set[Quad] = set()
    for name, source in SOURCES.items():
        quads = build(source).quads
        own = [
            quad
            for quad in quads
            if quad.graph != ABOUT and (kind_of(quad.graph[1:-1]) in _ON_ALL or quad not in others)
        ]
        others |= set(own)
        held[name] = own + _about(quads, Counter(quad.graph for quad in own))
    held["stockholm"] += _imported(held["cbd"])
    return held


def union(held: dict[str, list[Quad]]) -> list[Quad]:
    """Return the same statements as one store has them, each once."""
    return sorted({quad for quads in held.values() for quad in quads})


def _imported(quads: list[Quad]) -> list[Quad]:
    """Return what a batch, as from a tool that tracks decisions, says of the places that a workplan cites."""
    graph, batch = f"<{graph_iri('imported', 'tracked')}>", f"<{ID}import/tracked>"
    places = sorted({quad.object for quad in quads if quad.predicate == term("iag:citedProvision")})
    said = [
        ("adms:status", f"<{ID}cbd/DTT-STATUSES/elapsed>"),
        ("dcterms:type", f"<{ID}cbd/DTT-TYPES/informational>"),
        ("iag:directedTo", f"<{ID}cbd/DTT-ACTORS/parties>"),
        ("iag:concernsTarget", "<http://metadata.cbd.int/kmgbf/target_5>"),
    ]
    return [
        Quad(batch, term("dcterms:created"), f'"2026-01-15"^^{term("xsd:date")}', graph),
        Quad(batch, term("dcterms:source"), "<https://tracking.example.org/>", graph),
        *(Quad(place, term(predicate), value, graph) for place in places for predicate, value in said),
    ]


def _about(quads: list[Quad], sizes: Counter[str]) -> list[Quad]:
    """Return what the graph `about` says of the dataset and of graphs that are held, with their sizes."""
    gone = {quad.graph for quad in quads} - set(sizes) - {ABOUT}
    told = [quad for quad in quads if quad.graph == ABOUT and not {quad.subject, quad.object} & gone]
    return [
        quad._replace(object=_number(sizes[quad.subject])) if quad.predicate == _SIZE else quad
        for quad in told
    ]


def _number(size: int) -> str:
    return f'"{size}"^^{term("xsd:integer")}'
