"""Compute what follows in the server itself: the compiled rules as updates, and no statement leaves it.

The register first, then each version of a workplan, as in memory. The old statements go and the new come in
one request, so that on a server that keeps a request together readers see one or the other; a circle of rules
that is not at rest after it is run again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iagkg.errors import ServerError
from iagkg.files import shipped
from iagkg.graph.about import kind_of
from iagkg.graph.tables import turtle_quads
from iagkg.infer.axioms import Rule, rules_of
from iagkg.infer.compiled import pattern, pieces, where
from iagkg.infer.strata import Stratum, strata
from iagkg.names import GRAPH, IAG, graph_iri
from iagkg.store.endpoint import STAGING, EndpointStore, node
from iagkg.store.web import shown

__all__ = ["Inferred", "infer_in_place"]

_OWN = f"<{IAG}"
_REGISTER = f"{GRAPH}inferred/register"
_BESIDE = f"{STAGING}inferred"
"""Where what the rules need on their way, and nobody asked for, stands while they run."""
_MOST_GRAPHS = 1000
"""How many graphs a request names; with more it runs on the union of all."""
_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Inferred:
    """A graph of inferred statements: its address, and how many it held before and holds now."""

    graph: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class _Pass:
    """One run of the rules: the graphs that are read, those that are new, where what follows goes.

    Without `read` the union of all graphs is read, and what follows from other graphs alone is left out.
    """

    read: tuple[str, ...]
    new: tuple[str, ...]
    target: str


def infer_in_place(store: EndpointStore, workplans: Iterable[str] = ()) -> list[Inferred]:
    """Compute the graphs of inferred statements anew on a server, and return them.

    `workplans` are addresses of graphs of printed statements; only what follows from these and from the
    register is computed then, from all where none is given. Raises ServerError where the server has no
    dataset of the project or does not do its part.
    """
    before = store.all_counts()
    of_kind = {
        kind: tuple(graph for graph in before if _kind(graph) == kind)
        for kind in ("vocabulary", "register", "printed")
    }
    chosen = tuple(workplans) or of_kind["printed"]
    for graph in chosen:
        if graph not in of_kind["printed"]:
            raise _refused(store, f"has no graph {graph}", "a graph of printed statements")
    if not of_kind["register"] and not of_kind["printed"]:
        raise _refused(store, "has no register and no workplan", "a dataset, put there with iagkg load")
    layers = strata(
        rules_of(turtle_quads(shipped("ontology", "iagkg.ttl"), graph_iri("ontology"))),
        lambda predicate: predicate.startswith(_OWN),
    )
    passes = list(_passes(of_kind, chosen, union=_on_union(store, len(before))))
    for one in passes:
        _run(store, layers, one)
    now = store.all_counts()
    _tell_about(store, {one.target: now.get(one.target, 0) for one in passes})
    return [Inferred(one.target, before.get(one.target, 0), now.get(one.target, 0)) for one in passes]


def _kind(graph: str) -> str:
    try:
        return kind_of(graph)
    except KeyError:
        return ""


def _refused(store: EndpointStore, what: str, expected: str) -> ServerError:
    return ServerError(f"{shown(store.addresses.query)}: {what}.", expected)


def _on_union(store: EndpointStore, graphs: int) -> bool:
    """Tell whether the rules run on the union: Oxigraph refuses named graphs where that is the default."""
    if not store.default_is_union():
        if graphs > _MOST_GRAPHS:
            raise _refused(
                store,
                f"has {graphs} graphs, too many to be named, and its default graph is not their union",
                f"up to {_MOST_GRAPHS} graphs, or a default graph that is the union",
            )
        return False
    return store.addresses.kind == "oxigraph" or graphs > _MOST_GRAPHS


def _passes(of_kind: dict[str, tuple[str, ...]], chosen: Sequence[str], *, union: bool) -> Iterable[_Pass]:
    stated = (*of_kind["vocabulary"], *of_kind["register"], _REGISTER)
    yield _Pass(() if union else stated, (*of_kind["register"], _REGISTER), _REGISTER)
    for graph in chosen:
        target = graph.replace("/graph/printed/", "/graph/inferred/", 1)
        yield _Pass(() if union else (*stated, graph, target), (graph,), target)


def _run(store: EndpointStore, layers: list[Stratum], one: _Pass) -> None:
    known = _units(store, layers, one)
    chosen = _chosen(layers, known, needs_all=one.target == _REGISTER)
    store.update(" ;\n".join([*_emptied(layers, one.target), *_steps(chosen, known, one)]))
    rounds = 1
    while _unrested(store, chosen, known, one):
        rounds += 1
        if rounds > _ROUNDS:
            raise _refused(store, f"the rules did not come to rest in {_ROUNDS} rounds", "an end to them")
        store.update(" ;\n".join(_steps(chosen, known, one)))
    store.update(f"DROP SILENT GRAPH {node(_BESIDE)}")


def _units(store: EndpointStore, layers: list[Stratum], one: _Pass) -> set[str]:
    """Return the predicates and classes of the rules that stand in the new graphs."""
    asked = {atom.unit: pattern(atom) for layer in layers for rule in layer.rules for atom in rule.body}
    if one.read:
        return {unit for unit, told in asked.items() if store.ask_over(f"ASK {{ {told} }}", one.new)}
    test = f'FILTER ( STRSTARTS( STR( ?g ), "{GRAPH}register/" ) )'
    place, test = ("?g", test) if one.target == _REGISTER else (node(one.new[0]), "")
    return {
        unit
        for unit, told in asked.items()
        if store.plain_ask(f"ASK {{ GRAPH {place} {{ {told} }} {test} }}")
    }


def _chosen(layers: list[Stratum], known: set[str], *, needs_all: bool) -> list[tuple[Rule, Stratum]]:
    """Return the rules that can give something new, in their order; what they give is known then.

    With `needs_all` all that they build on must be known.
    """
    chosen: list[tuple[Rule, Stratum]] = []
    for layer in layers:
        for _ in layer.rules:  # a circle of rules hands on through as many steps as it has rules
            for rule in layer.rules:
                there = [atom.unit in known for atom in rule.body]
                if (rule, layer) not in chosen and (all(there) if needs_all else any(there)):
                    chosen.append((rule, layer))
                    known.add(rule.head.unit)
    return chosen


def _emptied(layers: list[Stratum], target: str) -> list[str]:
    """Return what takes the old statements away: from the register's graph, what the rules had put there."""
    if target != _REGISTER:
        return [f"DROP SILENT GRAPH {node(target)}"]
    heads = {rule.head.predicate for layer in layers for rule in layer.rules}
    own = sorted(head for head in heads if head.startswith(_OWN))
    return [f"DELETE WHERE {{ GRAPH {node(target)} {{ ?x {head} ?y }} }}" for head in own]


def _steps(chosen: list[tuple[Rule, Stratum]], known: set[str], one: _Pass) -> list[str]:
    """Return the rules as updates in their order; those of a circle as often as it has rules."""
    using = " ".join(f"USING {node(graph)}" for graph in (*one.read, _BESIDE) if one.read)
    steps: list[str] = []
    for layer in dict.fromkeys(layer for _, layer in chosen):
        rules = [rule for rule, of in chosen if of is layer]
        again = [rule for rule in rules if rule in layer.again]
        for rule in (*(rule for rule in rules if rule in layer.first), *again * len(again)):
            place = one.target if rule.head.predicate.startswith(_OWN) else _BESIDE
            steps.append(
                f"INSERT {{ GRAPH {node(place)} {{ {pattern(rule.head)} }} }} {using} "
                f"WHERE {{ {_new(rule, layer, known, one)} }}"
            )
    return steps


def _new(rule: Rule, layer: Stratum, known: set[str], one: _Pass) -> str:
    """Return the condition of a rule, without what is there; on the union, with one part of it new."""
    without = f"FILTER NOT EXISTS {{ {pattern(rule.head)} }}"
    if one.read or one.target == _REGISTER:
        return f"{where(rule, layer)} {without}"
    graphs = " ".join(node(graph) for graph in (*one.new, one.target, _BESIDE))
    parts = pieces(rule, layer)
    ways = [
        " ".join(
            f"VALUES ?g {{ {graphs} }} GRAPH ?g {{ {piece} }}" if place == new else piece
            for place, (piece, _) in enumerate(parts)
        )
        for new, (_, units) in enumerate(parts)
        if units & known
    ]
    return " UNION ".join(f"{{ {way} }}" for way in ways) + f" {without}"


def _unrested(store: EndpointStore, chosen: list[tuple[Rule, Stratum]], known: set[str], one: _Pass) -> bool:
    """Tell whether a circle of several rules would still give something."""
    graphs = (*one.read, _BESIDE) if one.read else ()
    return any(
        store.ask_over(f"ASK {{ {_new(rule, layer, known, one)} }}", graphs)
        for rule, layer in chosen
        if rule in layer.again and len(layer.again) > 1
    )


def _tell_about(store: EndpointStore, sizes: dict[str, int]) -> None:
    """Put the new sizes where the dataset tells them."""
    triples, about = "<http://rdfs.org/ns/void#triples>", f"<{GRAPH}about>"
    store.update(
        " ;\n".join(
            f"DELETE {{ GRAPH {about} {{ {node(graph)} {triples} ?n }} }} "
            f"INSERT {{ GRAPH {about} {{ {node(graph)} {triples} {size} }} }} "
            f"WHERE {{ GRAPH {about} {{ {node(graph)} {triples} ?n }} FILTER ( ?n != {size} ) }}"
            for graph, size in sizes.items()
        )
    )
