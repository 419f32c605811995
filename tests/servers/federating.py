"""Engines that ask several servers as one, and which named queries they answer: `make federations`.

Three hosts are stood up, each with a convention of its own, and every named query is asked of every engine.
A cell is the number of rows where they are those of one store with the same statements, else what went
wrong; then come the seconds it took, and the kilobytes that left the hosts for it.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import conventions  # noqa: E402
import fetch  # noqa: E402
import hosts  # noqa: E402
import matrix  # noqa: E402
import serving  # noqa: E402

from iagkg.graph.quads import Quad  # noqa: E402
from iagkg.queries import Query, catalogue  # noqa: E402
from iagkg.store.answers import Body  # noqa: E402
from iagkg.store.canonical import contents  # noqa: E402
from iagkg.store.embedded import EmbeddedStore  # noqa: E402
from iagkg.store.endpoint import Addresses, EndpointStore  # noqa: E402
from iagkg.store.loading import load  # noqa: E402
from iagkg.store.web import Web  # noqa: E402

PROGRAM = Path(__file__).parent / "Federation.java"
PATIENCE = 10
"""Seconds that a query may take in the table."""


def rdf4j(folder: Path, members: Sequence[str], *, way: str = "patterns", silence: int = 5) -> serving.Server:
    """Return RDF4J over servers, which it asks in one of the ways that Federation.java tells of.

    A server that is silent for `silence` seconds counts as gone.
    """
    libraries = fetch.FOLDER / f"rdf4j-{fetch.PINS['rdf4j']['version']}"
    port = serving.free_port()
    command = [
        *("java", "-Xmx800m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        "-Dsun.net.httpserver.nodelay=true",  # else each answer waits 40 ms for the receipt of its head
        *("-cp", f"{libraries}/*", str(PROGRAM)),
    ]
    return _server("rdf4j", folder, port, [*command, way, str(port), str(silence), *members])


def comunica(folder: Path, members: Sequence[str], *, union: bool = False) -> serving.Server:
    """Return Comunica over sources, each given with the kind of source that it is.

    With `union` its default graph is the union of all graphs, as it must be made where a source is a file.
    """
    home = fetch.FOLDER / f"comunica-{fetch.PINS['comunica']['version']}"
    port = serving.free_port()
    program = str(home / "node_modules" / ".bin" / "comunica-sparql-http")
    options = ["-p", str(port), "-t", str(PATIENCE), "-l", "error", "-i", *["--unionDefaultGraph"] * union]
    return _server("comunica", folder, port, [program, *options, *members])


def _server(kind: str, folder: Path, port: int, command: list[str]) -> serving.Server:
    folder.mkdir(parents=True, exist_ok=True)
    base = f"http://127.0.0.1:{port}"
    url, update = f"{base}/sparql", f"{base}/update" if kind == "rdf4j" else ""
    return serving.Server(kind, url, update, "", url, command, folder, ready=f"{url}?query=ASK%7B%7D")


class _InXml(EndpointStore):
    """A store whose answers come in XML: Comunica puts more into JSON than our reader takes."""

    def _send(self, query: str, accept: str, graphs: tuple[str, ...], *, named: bool = False) -> Body:
        wanted = "application/sparql-results+xml" if "results+json" in accept else accept
        return super()._send(query, wanted, graphs, named=named)


def store_of(server: serving.Server, timeout: float = 60) -> EndpointStore:
    """Return a federation as a store; its default graph is the union of all graphs of its members."""
    make = _InXml if server.kind == "comunica" else EndpointStore
    return make(Addresses(server.query, server.update, union=True), Web(server.url, timeout=timeout))


def fill(host: hosts.Host, quads: Sequence[Quad]) -> None:
    """Load a dataset into the Fuseki of a host, as `iagkg load` does."""
    store = serving.store_of(host.server)
    load(store, contents(quads))
    store.web.close()


def main() -> None:
    """Stand up the hosts, ask every query of each engine, print the table."""
    held = conventions.conventions()
    reference = EmbeddedStore.from_quads(conventions.union(held))
    with tempfile.TemporaryDirectory() as name, hosts.running(Path(name), list(held)) as three:
        folder = Path(name)
        for host in three:
            fill(host, held[host.name])
        queries = [host.server.query for host in three]
        files = [f"file@{host.server.graph_store}" for host in three]
        engines: dict[str, Callable[[], serving.Server]] = {
            "RDF4J patterns": lambda: rdf4j(folder / "patterns", queries),
            "RDF4J FedX": lambda: rdf4j(folder / "fedx", queries, way="fedx", silence=PATIENCE),
            "Comunica": lambda: comunica(folder / "comunica", [f"sparql@{query}" for query in queries]),
            "Comunica files": lambda: comunica(folder / "files", files, union=True),
        }
        chosen = sys.argv[1:] or list(engines)
        for engine in chosen:
            with serving.running(engines[engine]()) as server:
                table(engine, server, reference, three)


def table(engine: str, server: serving.Server, reference: EmbeddedStore, three: Sequence[hosts.Host]) -> None:
    """Print what an engine answers to every named query, and how many of them are right."""
    right, total, moved = 0, 0.0, 0.0
    for name, query in catalogue().items():
        began, before = time.monotonic(), sum(host.sent() for host in three)
        found = outcome(server, reference, query)
        length, left = time.monotonic() - began, (sum(host.sent() for host in three) - before) / 1000
        right, total, moved = right + found.isdigit(), total + length, moved + left
        print(f"{engine:<16}{name:<28}{found:>14}{length:>8.2f}{left:>8.0f}", flush=True)
        if found in {"no answer", "error"}:
            server.stop()  # it may be busy with the query for long, or have ended over it
            server.start()
    print(f"{engine}: {right} of {len(catalogue())} queries right, {total:.0f} s, {moved / 1000:.1f} MB")


def outcome(server: serving.Server, reference: EmbeddedStore, query: Query) -> str:
    """Return what matrix.outcome says of a federation."""
    store = store_of(server, PATIENCE)
    found = matrix.outcome(store, reference, query)
    store.web.close()
    return found


if __name__ == "__main__":
    main()
