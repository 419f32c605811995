"""Run the rules on a dataset.

The vocabulary, the schemes, the mappings and what is said about the dataset are left out, since no rule
speaks of them.
"""

from collections.abc import Iterable

from iagkg.check.compiled import results_by_queries
from iagkg.check.facts import facts, lines_of
from iagkg.check.findings import Finding, findings
from iagkg.check.rules import rules
from iagkg.graph.quads import Quad
from iagkg.names import graph_iri

__all__ = ["NOT_CHECKED", "check"]

NOT_CHECKED = tuple(f"<{graph_iri(name)}>" for name in ("ontology", "schemes", "mappings", "about"))
"""Graphs that no rule speaks of, as terms."""


def check(quads: Iterable[Quad], lang: str = "en", *, reference: bool = False) -> list[Finding]:
    """Return what the rules find in a dataset, gravest first.

    Quads of the vocabulary, schemes, mappings and of the graph about the dataset are passed over. Which
    graph a statement stands in makes no difference, nor that it stands in two. With `reference` pySHACL
    runs the rules. Raises InputError where a rule cannot be made into a query.
    """
    lines = lines_of(quad for quad in quads if quad.graph not in NOT_CHECKED)
    data = facts(lines)
    if reference:
        from iagkg.check.reference import results_by_pyshacl  # noqa: PLC0415  # slow to load

        return findings(results_by_pyshacl(lines), data, rules(), lang)
    return findings(results_by_queries(data, rules()), data, rules(), lang)
