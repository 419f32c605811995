"""Check a dataset in the server itself: the compiled rules as queries, and only what they find leaves it."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from iagkg.check.compiled import checks
from iagkg.check.facts import Facts, Term, facts
from iagkg.check.findings import Finding, Result, findings
from iagkg.check.rules import rules
from iagkg.check.validation import NOT_CHECKED
from iagkg.errors import ServerError
from iagkg.graph.quads import term
from iagkg.store.endpoint import EndpointStore
from iagkg.store.web import shown

__all__ = ["check_in_place"]

_AT_ONCE = 200
"""How many nodes one query names."""
_OWNERS = ("iag:hasMandate", "dcterms:temporal")
_ROUNDS = 3
"""How far from a node the words stand that tell of it: its task, the row of that, the number of the row."""


def check_in_place(store: EndpointStore, lang: str = "en") -> list[Finding]:
    """Return what the rules find in the dataset on a server, gravest first, as `iagkg.check.check` does.

    What the server sends are the nodes found, the values that broke a rule, and the words that tell of
    them. Raises ServerError where the server has no dataset or does not do its part.
    """
    graphs, below = _checked(store)
    found: set[Result] = set()
    for check in checks(rules(), below):
        columns, rows = store.terms(check.query, graphs)
        for row in rows:
            focus, value = row["focus"], row["value"] if "value" in columns else None
            if focus is None:  # a count over nothing: a row without a node
                continue
            told = focus if value is None and check.tells_focus else value
            found.add(Result(focus, check.shape, check.component, told))
    return findings(found, _told(store, found, graphs), rules(), lang)


def _checked(store: EndpointStore) -> tuple[tuple[str, ...], list[tuple[Term, Term]]]:
    """Return the graphs that the rules are run on, and the classes that these put below others.

    No graphs stand for all: those that are not checked make no difference where no class is below another,
    and no server is as fast with graphs that are named.
    """
    there = store.counts()
    if not there:
        raise ServerError(
            f"{shown(store.addresses.query)}: no graph of a dataset stands there.",
            "a dataset, put there with iagkg load",
        )
    chosen = tuple(graph for graph in there if f"<{graph}>" not in NOT_CHECKED)
    query = f"SELECT DISTINCT ?lower ?upper WHERE {{ ?lower {term('rdfs:subClassOf')} ?upper }}"
    below: set[tuple[Term, Term]] = set()
    for start in range(0, len(chosen), _AT_ONCE):
        _, rows = store.terms(query, chosen[start : start + _AT_ONCE])
        below |= {(row["lower"], row["upper"]) for row in rows}
    return (chosen if below else ()), sorted(below, key=str)


def _told(store: EndpointStore, found: Iterable[Result], graphs: tuple[str, ...]) -> Facts:
    """Return what is said of the nodes found, of what they belong to, and of what these name."""
    waiting = {node for result in found for node in (result.focus, result.value) if _is_named(node)}
    asked: set[str] = set()
    lines: set[str] = set()
    for number in range(_ROUNDS):
        named = sorted({str(node) for node in waiting} - asked)
        asked |= set(named)
        waiting = set()
        for start in range(0, len(named), _AT_ONCE):
            for triple in _said_of(store, named[start : start + _AT_ONCE], graphs, owners=number == 0):
                lines.add(" ".join(map(str, triple)) + " .\n")
                waiting |= {node for node in (triple[0], triple[2]) if _is_named(node)}
    return facts(sorted(lines))


def _is_named(node: Term | None) -> bool:
    return isinstance(node, ox.NamedNode)


def _said_of(
    store: EndpointStore, nodes: list[str], graphs: tuple[str, ...], *, owners: bool
) -> Iterator[tuple[Term, Term, Term]]:
    values = f"VALUES ?node {{ {' '.join(nodes)} }}"
    queries = [f"SELECT DISTINCT (?node AS ?s) ?p ?o WHERE {{ {values} ?node ?p ?o }}"]
    if owners:
        columns = "DISTINCT ?s ?p (?node AS ?o)"
        names = f"VALUES ?p {{ {' '.join(map(term, _OWNERS))} }}"
        queries.append(f"SELECT {columns} WHERE {{ {values} {names} ?s ?p ?node }}")
    for query in queries:
        _, rows = store.terms(query, graphs)
        for row in rows:
            yield row["s"], row["p"], row["o"]
