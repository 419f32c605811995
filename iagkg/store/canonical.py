"""The content of a graph in one form that does not depend on who wrote it: RDFC-1.0.

https://www.w3.org/TR/rdf-canon/: sorted lines of canonical N-Quads, blank nodes named by the algorithm. A
graph without blank nodes needs no naming, and the lines are its statements, sorted.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from iagkg.graph.quads import Quad

__all__ = ["Content", "content_of", "contents"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a graph holds: its statements as sorted canonical lines of N-Triples, and their SHA-256."""

    lines: tuple[str, ...]
    sha256: str


def content_of(statements: Iterable[ox.Triple | ox.Quad]) -> Content:
    """Return the content of a graph from its statements, whatever graph they name."""
    found = {ox.Triple(each.subject, each.predicate, each.object) for each in statements}
    if any(isinstance(term, ox.BlankNode) for each in found for term in (each.subject, each.object)):
        dataset = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in found)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = {ox.Triple(each.subject, each.predicate, each.object) for each in dataset}
    lines = sorted(f"{each} ." for each in found)
    return Content(tuple(lines), _sha256(lines))


def contents(quads: Iterable[Quad]) -> dict[str, Content]:
    """Return the content of each graph of a dataset without blank nodes by its address, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        found[quad.graph[1:-1]].add(f"{quad.subject} {quad.predicate} {quad.object} .")
    return {
        graph: Content(tuple(sorted(lines)), _sha256(sorted(lines))) for graph, lines in sorted(found.items())
    }


def _sha256(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8")).hexdigest()
