"""Run the rules as SPARQL in the embedded store, stratum by stratum.

The queries keep to what every engine does well: no path is open at both ends when it is reached, and what
is there already is left out by one pattern.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from iagkg.graph.quads import Quad
from iagkg.infer.axioms import TYPE, Atom, Rule, rules_of
from iagkg.infer.strata import Stratum, strata
from iagkg.names import IAG

__all__ = ["inferred_triples", "pattern", "pieces", "where"]

_OWN = f"<{IAG}"


def inferred_triples(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str]]:
    """Yield what follows from the axioms and statements among the quads and is stated in none, as terms.

    What leads to no predicate of the project is not computed. Raises InputError for an axiom that no rule
    is made of.
    """
    known = list(quads)
    layers = strata(rules_of(known), lambda predicate: predicate.startswith(_OWN))
    if not layers:
        return
    used = {atom.unit for layer in layers for rule in layer.rules for atom in (rule.head, *rule.body)}
    store = ox.Store()
    lines = [
        f"{q.subject} {q.predicate} {q.object} .\n"
        for q in known
        if q.predicate in used or (q.predicate == TYPE and f"{TYPE} {q.object}" in used)
    ]
    store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    for layer in layers:
        for triple in _run(layer, store):
            yield (str(triple.subject), str(triple.predicate), str(triple.object))


def _run(layer: Stratum, store: ox.Store) -> Iterator[ox.Triple]:
    waiting = list(layer.again)
    for rule in layer.first:
        yield from _apply(rule, layer, store)
    while waiting:
        rule = waiting.pop(0)
        found = _apply(rule, layer, store)
        yield from found
        if found:
            waiting += [other for other in layer.woken(rule) if other not in waiting]


def _apply(rule: Rule, layer: Stratum, store: ox.Store) -> list[ox.Triple]:
    head = pattern(rule.head)
    query = f"CONSTRUCT {{ {head} }} WHERE {{ {where(rule, layer)} FILTER NOT EXISTS {{ {head} }} }}"
    answer = store.query(query)
    assert isinstance(answer, ox.QueryTriples)  # noqa: S101  # it is a CONSTRUCT
    found = list(set(answer))
    store.extend(ox.Quad(*triple) for triple in found)
    return found


def where(rule: Rule, layer: Stratum) -> str:
    """Return the condition of a rule in SPARQL: a chain that repeats itself as a path from a bound end."""
    return " ".join(piece for piece, _ in pieces(rule, layer))


def pieces(rule: Rule, layer: Stratum) -> list[tuple[str, frozenset[str]]]:
    """Return the patterns of the condition of a rule, each with the units that it is of."""
    own = layer.closed(rule)
    if own is None:
        return [(pattern(atom), frozenset({atom.unit})) for atom in rule.body]
    steps = [atom for place, atom in enumerate(rule.body) if place != own]
    path = "/".join(step.predicate for step in steps)
    return [
        (pattern(rule.body[own]), frozenset({rule.body[own].unit})),
        (f"{steps[0].subject} ({path})+ {steps[-1].object} .", frozenset(step.unit for step in steps)),
    ]


def pattern(atom: Atom) -> str:
    """Return the pattern of an atom in SPARQL."""
    return f"{atom.subject} {atom.predicate} {atom.object} ."
