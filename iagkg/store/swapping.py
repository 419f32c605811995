"""Three ways to put new graphs in the place of old ones; `iagkg.store.loading` says when which."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from iagkg.errors import IagkgError, ServerError
from iagkg.names import GRAPH
from iagkg.store.canonical import Content, content_of
from iagkg.store.endpoint import BATCH, STAGING, EndpointStore, insert_data, node
from iagkg.store.web import shown

__all__ = ["Change", "Progress", "add_then_take", "at_once", "staged", "verify"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many statements of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a server: graphs with new content, graphs to take away, and what is there.

    `there` has the number of statements of each graph before; `merged` names the graphs whose union the
    default graph is to hold, none where it is left alone.
    """

    new: Mapping[str, Content]
    gone: tuple[str, ...]
    there: Mapping[str, int]
    merged: tuple[str, ...] = ()

    def size(self) -> int:
        """Return how many statements are sent."""
        return sum(len(content.lines) for content in self.new.values())


def staged(store: EndpointStore, change: Change, found: Mapping[str, int], progress: Progress) -> None:
    """Send each graph to a staging graph, verify them, then put all in their places in one update.

    `found` has the staging graphs that are there; one with the same name has the same content, because the
    name has its hash.
    """
    stages = {graph: _stage(graph, content) for graph, content in change.new.items()}
    stale = sorted(set(found) - set(stages.values()))
    if stale:  # with the mark of another load, so that it does not put in place what is no longer there
        store.update(" ;\n".join(f"DROP SILENT GRAPH {node(stage)}" for stage in stale))
    done, size = 0, change.size()
    for graph, content in change.new.items():
        stage = stages[graph]
        progress("sending", done, size)
        if found.get(stage) != len(content.lines):
            _put(store, stage, content)
        done += len(content.lines)
    progress("sending", size, size)
    verify(store, {stages[graph]: (graph, content) for graph, content in change.new.items()}, by_content=True)
    steps = [*_unmerged(change)]
    for graph, stage in stages.items():
        steps += [_emptied(graph), _filled(graph, stage)]
    steps += [*(_emptied(graph) for graph in change.gone), *_merged(change)]
    if steps:
        mark = (
            f"{STAGING}ready/{sha256(' '.join([*stages.values(), *change.gone]).encode()).hexdigest()[:16]}"
        )
        store.update(f"INSERT DATA {{ {_marked(mark)} }}")
        steps = [step.replace("WHERE {", f"WHERE {{ {_marked(mark)}", 1) for step in steps]
        store.update(" ;\n".join([*steps, f"DROP SILENT GRAPH {node(mark)}"]))
    for batch in _some_at_a_time(change, stages):  # not in the same update: it is long enough
        store.update(" ;\n".join(f"DROP SILENT GRAPH {node(stage)}" for stage in batch))


def at_once(store: EndpointStore, change: Change, progress: Progress) -> None:
    """Send all as the steps of one update, which the server runs as one transaction."""
    progress("sending", 0, change.size())
    steps = [
        f"DROP SILENT GRAPH {node(graph)}" for graph in (*change.new, *change.gone) if graph in change.there
    ]
    for graph, content in change.new.items():
        steps += [insert_data(graph, batch) for batch in _batches(content.lines)]
    if steps:
        store.update(" ;\n".join(steps))
    progress("sending", change.size(), change.size())


def add_then_take(store: EndpointStore, change: Change, progress: Progress) -> None:
    """Add what is new to every graph, then take away what is no longer there.

    Where adding fails, what was added is taken back as far as the server still answers.
    """
    done, size = 0, change.size()
    added, over = dict[str, list[str]](), dict[str, list[str]]()
    try:
        for graph, content in change.new.items():
            progress("sending", done, size)
            old = set(content_of(store.statements_of(graph)).lines) if graph in change.there else set()
            added[graph] = [line for line in content.lines if line not in old]
            over[graph] = sorted(old.difference(content.lines))
            for batch in _batches(added[graph]):
                store.update(insert_data(graph, batch))
            done += len(content.lines)
    except IagkgError:
        for graph, lines in added.items():
            _take_back(store, graph, lines)
        raise
    progress("sending", size, size)
    for graph, lines in over.items():
        for batch in _batches(lines):
            store.update(insert_data(graph, batch).replace("INSERT", "DELETE", 1))
    for graph in change.gone:
        store.update(f"DROP SILENT GRAPH {node(graph)}")


def verify(store: EndpointStore, wanted: Mapping[str, tuple[str, Content]], *, by_content: bool) -> None:
    """Count graphs on the server, and compare what they hold; `wanted` has for each its name in words.

    Raises ServerError where one is not what was sent.
    """
    there = store.all_counts()
    for place, (graph, content) in wanted.items():
        count, expected = there.get(place, 0), len(content.lines)
        if count == expected and not by_content:
            continue
        if count != expected or content_of(store.statements_of(place)).sha256 != content.sha256:
            raise ServerError(
                f"{shown(store.addresses.query)}: of {graph.removeprefix(GRAPH)}, {expected} statements were "
                f"sent, and {count} are there{'' if count != expected else ', but others'}.",
                "what was sent",
                "run it again; if it stays so, the server changes what it is given.",
            )


def _stage(graph: str, content: Content) -> str:
    return f"{STAGING}{content.sha256[:16]}/{graph.removeprefix(GRAPH)}"


def _marked(mark: str) -> str:
    """Return what stands on the server from when all staging graphs are verified until they are in place.

    Every step of the swap asks for it: where another load has dropped the staging graphs meanwhile, or has
    put the same in place, nothing happens.
    """
    return f"GRAPH {node(mark)} {{ {node(mark)} {node(mark)} {node(mark)} }}"


def _emptied(graph: str) -> str:
    return f"DELETE {{ GRAPH {node(graph)} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {node(graph)} {{ ?s ?p ?o }} }}"


def _filled(graph: str, stage: str) -> str:
    """Return the step that puts the content of a staging graph into an empty one.

    Not MOVE or COPY: Jena 5.6 with TDB2 loses statements in both (11,383 in 108 graphs: hundreds are gone).
    """
    return f"INSERT {{ GRAPH {node(graph)} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {node(stage)} {{ ?s ?p ?o }} }}"


def _some_at_a_time(change: Change, stages: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield staging graphs, so many at once as hold up to 100,000 statements."""
    batch, size = list[str](), 0
    for graph, stage in stages.items():
        batch.append(stage)
        size += len(change.new[graph].lines)
        if size >= 100 * BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _put(store: EndpointStore, graph: str, content: Content) -> None:
    if store.addresses.graph_store:
        store.put(graph, content.lines)
        return
    store.update(f"DROP SILENT GRAPH {node(graph)}")
    store.insert(graph, list(content.lines))


def _unmerged(change: Change) -> Iterator[str]:
    """Take from the default graph what the graphs of the last load hold."""
    ours = [graph for graph in change.there if graph in change.merged or graph in change.gone]
    if change.merged and ours:
        yield f"DELETE {{ ?s ?p ?o }} WHERE {{ {_in_any(ours)} }}"


def _merged(change: Change) -> Iterator[str]:
    """Put the union of the graphs into the default graph."""
    if change.merged:
        yield f"INSERT {{ ?s ?p ?o }} WHERE {{ {_in_any(change.merged)} }}"


def _in_any(graphs: tuple[str, ...] | list[str]) -> str:
    return f"VALUES ?g {{ {' '.join(node(graph) for graph in graphs)} }} GRAPH ?g {{ ?s ?p ?o }}"


def _take_back(store: EndpointStore, graph: str, added: list[str]) -> None:
    try:
        for batch in _batches(added):
            store.update(insert_data(graph, batch).replace("INSERT", "DELETE", 1))
    except IagkgError:
        return  # the first failure is the one to tell; the next load puts it right


def _batches(lines: tuple[str, ...] | list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), BATCH):
        yield list(lines[start : start + BATCH])
