"""What of a dataset may be put on a public site: sources that may not be republished are left out.

The texts of decision paragraphs belong to those who published the decisions, and records brought in from
another system to those who wrote them: the table of sources (data/SOURCES.tsv) allows facts of them only.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from iagkg.graph.quads import Quad, integer, term
from iagkg.names import graph_iri

__all__ = ["Publication", "publication"]

_TEXT, _TRIPLES = term("iag:text"), term("void:triples")
_IMPORTED = f"<{graph_iri('imported')}/"


@dataclass(frozen=True, slots=True)
class Publication:
    """The quads that may be published, and how many texts and imported graphs are not among them."""

    quads: list[Quad]
    texts: int
    imported: int


def publication(quads: Iterable[Quad]) -> Publication:
    """Return what of a dataset may be published; what is said of its graphs is true of what is left."""
    every = list(quads)
    dropped = {quad.graph for quad in every if quad.graph.startswith(_IMPORTED)}
    texts = {quad for quad in every if quad.predicate == _TEXT and quad.graph not in dropped}
    left = [
        quad for quad in every if quad not in texts and not {quad.graph, quad.subject, quad.object} & dropped
    ]
    counts = Counter(quad.graph for quad in set(left))
    changed = {quad.graph for quad in texts}
    kept = [
        quad._replace(object=integer(counts[quad.subject]))
        if quad.predicate == _TRIPLES and quad.subject in changed
        else quad
        for quad in left
    ]
    return Publication(kept, len(texts), len(dropped))
