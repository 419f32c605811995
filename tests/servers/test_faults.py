"""The server is killed in the middle of a load while somebody reads; it comes back and the load is run again.

The moments are drawn at random; the seed stands at the end of a run and can be given as IAGKG_SEED.
"""

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import serving

from iagkg.errors import ServerError
from iagkg.graph.quads import Quad
from iagkg.names import GRAPH
from iagkg.store.canonical import Content, contents
from iagkg.store.detect import detect
from iagkg.store.endpoint import EndpointStore
from iagkg.store.loading import compare, load
from iagkg.store.web import Web

SEED = int(os.environ.get("IAGKG_SEED", time.time_ns() % 10**9))
KILLS = 20 if os.environ.get("IAGKG_SOAK") else 3
SAYS, KEEPS = "http://example.org/says", "http://example.org/keeps"
GRAPHS, SIZE = 10, 300
MAKE: dict[str, Callable[[Path], serving.Server]] = {
    "fuseki": serving.fuseki,
    "fuseki-union": lambda folder: serving.fuseki(folder, dataset="union"),
    "oxigraph": serving.oxigraph,
    "oxigraph-union": lambda folder: serving.oxigraph(folder, union=True),
    "virtuoso": serving.virtuoso,
}
READS = {
    False: f"SELECT ?g ?p ?o (COUNT(?s) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} "
    f"FILTER (?p IN (<{SAYS}>, <{KEEPS}>) && STRSTARTS(STR(?g), '{GRAPH}fault/')) }} GROUP BY ?g ?p ?o",
    True: f"SELECT ?g ?p ?o (COUNT(?s) AS ?n) {{ ?s ?p ?o FILTER (?p IN (<{SAYS}>, <{KEEPS}>)) "
    "BIND (REPLACE(STR(?s), '/[0-9]+$', '') AS ?g) } GROUP BY ?g ?p ?o",
}
Seen = frozenset[tuple[str, str, str, int]]


def dataset(version: str) -> dict[str, Content]:
    """Graphs in which one half of the statements is the same in every version."""
    quads = []
    for number in range(GRAPHS):
        graph = f"{GRAPH}fault/{number}"
        for n in range(SIZE):
            quads.append(Quad(f"<{graph}/{n}>", f"<{SAYS}>", f'"{version}"', f"<{graph}>"))
            quads.append(Quad(f"<{graph}/{n}>", f"<{KEEPS}>", '"always"', f"<{graph}>"))
    return contents(quads)


def whole(version: str) -> Seen:
    graphs = [f"{GRAPH}fault/{number}" for number in range(GRAPHS)]
    return frozenset(
        row for graph in graphs for row in ((graph, SAYS, version, SIZE), (graph, KEEPS, "always", SIZE))
    )


class Reader(threading.Thread):
    """Asks over and over what is there, and keeps every answer it gets."""

    def __init__(self, server: serving.Server, union: bool) -> None:
        super().__init__(daemon=True)
        self.web = Web(server.query, timeout=20)
        self.store = EndpointStore(detect(server.query, self.web), self.web)
        self.query, self.seen, self.over = READS[union], list[Seen](), threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            try:
                rows = self.store.plain(self.query)
            except ServerError:
                time.sleep(0.02)
                continue
            places = [rows.columns.index(name) for name in "gpon"]
            self.seen.append(
                frozenset(tuple(getattr(row[at], "value", row[at]) for at in places) for row in rows.rows)  # type: ignore[misc]
            )

    def end(self) -> list[Seen]:
        self.over.set()
        self.join(30)
        self.web.close()
        return self.seen


def load_until(server: serving.Server, here: dict[str, Content], moment: float) -> bool:
    """Load, and kill the server after so many seconds; return whether the load was told of a failure."""
    store = serving.store_of(server, timeout=30)
    failed: list[BaseException] = []

    def loading() -> None:
        try:
            load(store, here)
        except ServerError as error:
            failed.append(error)

    thread = threading.Thread(target=loading)
    thread.start()
    time.sleep(moment)
    server.kill()
    thread.join(60)
    store.web.close()
    assert not thread.is_alive()
    assert all("server" in str(error) or "connection" in str(error) for error in failed)
    return bool(failed)


def promised(kind: str, seen: Seen, old: str, new: str) -> bool:
    """Say whether what a reader saw is what is promised for a kind of server."""
    if kind != "virtuoso":
        return seen in (whole(old), whole(new))
    # Old and new side by side, but no graph absent, and what stands in both versions always there.
    kept = {row for row in whole(old) if row[1] == KEEPS}
    others = seen - kept
    return (
        kept <= seen
        and all(row[2] in {old, new} for row in others)
        and len({row[0] for row in seen}) == GRAPHS
    )


@pytest.mark.parametrize("name", MAKE)
def test_a_reader_sees_old_or_new_while_the_server_is_killed(
    name: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(f"{SEED} {name}")  # noqa: S311  # moments, not secrets
    server = MAKE[name](tmp_path / name)
    union = name.endswith("union") or name == "virtuoso"
    with serving.running(server):
        store = serving.store_of(server)
        load(store, dataset("v0"))
        began = time.monotonic()
        load(store, dataset("v1"))
        length = time.monotonic() - began
        store.web.close()
        failures, counts = 0, [0, 0]
        for turn in range(KILLS):
            old, new = f"v{turn + 1}", f"v{turn + 2}"
            reader = Reader(server, union)
            reader.start()
            moment = chance.uniform(0, length)
            failures += load_until(server, dataset(new), moment)
            server.start()
            time.sleep(0.3)
            again = serving.store_of(server)
            load(again, dataset(new))
            assert compare(again, dataset(new)) == []
            again.web.close()
            seen = reader.end()
            wrong = [each for each in seen if not promised(server.kind, each, old, new)]
            assert not wrong, (
                f"seed {SEED}, turn {turn}, killed after {moment:.3f} s: {sorted(wrong[0])[:20]}"
            )
            assert seen
            counts[0] += sum(whole(old) == each for each in seen)
            counts[1] += sum(whole(new) == each for each in seen)
        record_property(
            "said",
            f"{name}: seed {SEED}, {KILLS} kills within {length:.2f} s, {failures} loads failed; "
            f"old seen {counts[0]} times, new {counts[1]} times, anything else never"
            + (" but old and new side by side" if server.kind == "virtuoso" else ""),
        )


def test_a_server_killed_between_two_loads_keeps_the_first(tmp_path: Path) -> None:
    server = serving.oxigraph(tmp_path)
    with serving.running(server):
        store = serving.store_of(server)
        load(store, dataset("v1"))
        server.kill()
        with pytest.raises(ServerError, match="no server answers"):
            load(store, dataset("v2"))
        server.start()
        assert compare(store, dataset("v1")) == []
        store.web.close()
        assert httpx.get(server.url, trust_env=False).status_code == 200
