"""Put a dataset into a running server so that nobody sees half of it.

The ways, by what the server can do:

- Its default graph is one of its own (Fuseki, Oxigraph as they come): each graph is sent to a staging graph,
  counted and compared there, then all are put in their places in one update. A load that was cut off
  finds its staging graphs again and goes on.
- Its default graph is the union of all graphs (both, so configured): staging graphs would be seen in it, so
  everything is one update of INSERT DATA steps, which these servers run in one transaction.
- Virtuoso, whose updates are not one transaction for those who read: graph by graph, new statements are
  added before old ones are taken away, so that no graph is ever absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from iagkg.names import GRAPH
from iagkg.store.canonical import Content, content_of
from iagkg.store.endpoint import STAGING, EndpointStore
from iagkg.store.swapping import Change, Progress, add_then_take, at_once, staged, verify
from iagkg.store.terms import Iri

__all__ = ["Difference", "Loaded", "compare", "load"]

_ABOUT = f"{GRAPH}about"
_LISTED = "http://rdfs.org/ns/void#subset"
_PROBE = f"{STAGING}probe"


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph that is not the same here and there, with its number of statements here and there.

    `kind` is `absent` (not there), `extra` (there, of an earlier load, and no longer here), `count` or
    `content` (as many statements, but others).
    """

    graph: str
    kind: str
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: graphs written, graphs that were right already, graphs taken away.

    `merged` says whether the default graph now holds the union because a load put it there.
    """

    sent: tuple[str, ...]
    same: tuple[str, ...]
    removed: tuple[str, ...]
    merged: bool = False


def compare(store: EndpointStore, here: Mapping[str, Content]) -> list[Difference]:
    """Return each graph that differs between a server and a dataset: by count, then by canonical hash."""
    there = store.counts()
    found = []
    for graph, content in here.items():
        count = there.get(graph, 0)
        if count != len(content.lines):
            kind = "count" if count else "absent"
        elif count and content_of(store.statements_of(graph)).sha256 != content.sha256:
            kind = "content"
        else:
            continue
        found.append(Difference(graph, kind, len(content.lines), count))
    found += [Difference(graph, "extra", 0, there[graph]) for graph in _dropped(store, here, there)]
    return sorted(found, key=lambda difference: difference.graph)


def load(
    store: EndpointStore,
    here: Mapping[str, Content],
    *,
    only_changed: bool = False,
    merge_default: bool = False,
    progress: Progress = lambda _what, _done, _of: None,
) -> Loaded:
    """Put graphs into a server in the place of what is there, and remove those of an earlier load.

    Graphs that are neither here nor were put there by an earlier load are not touched. Raises ServerError
    where the server does not do its part; what it held then still stands.
    """
    there = store.all_counts()
    virtuoso = store.addresses.kind == "virtuoso"
    removed = _dropped(store, here, there)
    union = virtuoso or _is_union(store)
    merged = not union and (merge_default or _holds_union(store, there))
    changed = {graph: content for graph, content in here.items() if content.lines}
    if only_changed or virtuoso:
        differing = {difference.graph for difference in compare(store, here)}
        changed = {graph: content for graph, content in changed.items() if graph in differing}
    emptied = [graph for graph, content in here.items() if not content.lines and graph in there]
    ours = {graph: count for graph, count in there.items() if not graph.startswith(STAGING)}
    gone = (*removed, *emptied)
    change = Change(changed, gone, ours, tuple(sorted((ours.keys() | changed) - set(gone))) if merged else ())
    if virtuoso:
        add_then_take(store, change, progress)
    elif union:
        at_once(store, change, progress)
    else:
        staged(store, change, {g: n for g, n in there.items() if g.startswith(STAGING)}, progress)
    verify(store, {graph: (graph, content) for graph, content in here.items()}, by_content=True)
    same = tuple(graph for graph in here if graph not in changed)
    return Loaded(tuple(changed), same, tuple(removed), merged)


def _dropped(store: EndpointStore, here: Mapping[str, Content], there: Mapping[str, int]) -> list[str]:
    """Return the graphs that the dataset loaded before lists as its own, and this one no longer has.

    Which it has says its own list, so that a load of some graphs takes no others away.
    """
    if _ABOUT not in there or _ABOUT not in here:
        return []  # nothing was loaded before, or only some graphs are loaded now
    rows = store.plain(f"SELECT DISTINCT ?g WHERE {{ GRAPH <{_ABOUT}> {{ ?s <{_LISTED}> ?g }} }} ORDER BY ?g")
    listed = {name.value for (name,) in rows.rows if isinstance(name, Iri)}
    kept = {line.rsplit("<", 1)[1].rstrip("> .") for line in here[_ABOUT].lines if f"> <{_LISTED}> <" in line}
    return sorted(
        graph for graph in listed & set(there) - kept if graph.startswith(GRAPH) and graph not in here
    )


def _is_union(store: EndpointStore) -> bool:
    """Write one statement into a graph of its own and see whether the default graph has it.

    A server that may not be written to says so here, before anything else is sent.
    """
    statement = f"<{_PROBE}> <{_PROBE}> <{_PROBE}>"
    store.update(f"INSERT DATA {{ GRAPH <{_PROBE}> {{ {statement} }} }}")
    seen = store.plain_ask(f"ASK {{ {statement} }}")
    store.update(f"DROP SILENT GRAPH <{_PROBE}>")
    return seen


def _holds_union(store: EndpointStore, there: Mapping[str, int]) -> bool:
    """Say whether an earlier load has put the union into the default graph."""
    return _ABOUT in there and store.plain_ask(
        f"ASK {{ GRAPH <{_ABOUT}> {{ ?s <{_LISTED}> ?o }} ?s <{_LISTED}> ?o }}"
    )
