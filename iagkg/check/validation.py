"""Run the rules on a dataset with pySHACL.

Only graphs in memory are handed over, so that nothing is fetched; the vocabulary, the schemes and the
shortcuts are left out, since no rule speaks of them.
"""

from collections.abc import Iterable
from functools import cache

import pyshacl
from rdflib import Graph

from iagkg.check.findings import Finding, findings
from iagkg.errors import IagkgError
from iagkg.files import shipped
from iagkg.graph.quads import Quad
from iagkg.names import PREFIXES, graph_iri

__all__ = ["check", "rules"]

_NOT_CHECKED = tuple(f"<{graph_iri(name)}>" for name in ("ontology", "schemes", "mappings", "about"))


@cache
def rules() -> Graph:
    """Return the rules as a graph, with the project's prefixes."""
    graph = Graph().parse(shipped("ontology", "iagkg-shapes.ttl"))
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address, replace=True)
    return graph


def check(quads: Iterable[Quad], lang: str = "en") -> list[Finding]:
    """Return what the rules find in a dataset, gravest first.

    Quads of the vocabulary, schemes, mappings and of the graph about the dataset are passed over.
    """
    checked = {quad[:3] for quad in quads if quad.graph not in _NOT_CHECKED}
    data = Graph()
    data.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in sorted(checked)), format="nt")
    _, report, words = pyshacl.validate(
        data,
        shacl_graph=rules(),
        inference="none",
        do_owl_imports=False,
        meta_shacl=False,
        advanced=False,
        allow_warnings=True,
        allow_infos=True,
    )
    if not isinstance(report, Graph):
        raise IagkgError(f"The rules could not be run: {words}")
    return findings(report, data, rules(), lang)
