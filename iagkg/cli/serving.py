"""Open what is served, start the process of queries before any thread, and run the server."""

import logging
import signal
import socket
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer
import uvicorn

from iagkg.build import Built
from iagkg.cli.export_ics import calendar_of
from iagkg.cli.export_inputs import opened
from iagkg.contain import QueryProcess, is_possible
from iagkg.desk.bench import Bench, Laid
from iagkg.errors import UsageError
from iagkg.files import find_workspace, sha256, workspace_to_write
from iagkg.graph.quads import nquads
from iagkg.graph.tables import Tables
from iagkg.store.dataset import open_dataset
from iagkg.store.embedded import DATASET_FILE, EmbeddedStore
from iagkg.web.app import Served, serving
from iagkg.web.desk import Desk
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.headers import Guard
from iagkg.web.settings import Settings

__all__ = ["Serving", "made", "served"]


@dataclass(frozen=True, slots=True)
class Serving:
    """What `iagkg serve` was asked."""

    source: Path | None = None
    dataset: Path | None = None
    workspace: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    base: str = ""
    root: str = ""
    proxy: bool = False
    names: tuple[str, ...] = ()
    queries: bool = True
    desk: bool = False


def made(given: Serving) -> tuple[Guard, QueryProcess | None]:
    """Return the application and its process of queries, which is to be closed.

    Raises InputError where the dataset or document cannot be read.
    """
    found = _served(given)
    endpoint = found.app.state.endpoint
    return found.guard, endpoint.queries if endpoint else None


def _served(given: Serving) -> Served:
    bench: Bench | None = None
    if given.dataset is not None:
        store = open_dataset(given.dataset, None, given.workspace).store
        content = (given.dataset / DATASET_FILE).read_bytes()
        explorer = Explorer(KeptStore(store), sha256(content), store.counts())
    elif given.desk:
        bench = Bench(workspace_to_write(find_workspace(given.workspace)))
        explorer, content = _explorer(bench.now)
    else:
        explorer, content = _explorer(Laid(*opened(given.source, given.workspace)))
    queries = QueryProcess(content) if given.queries and is_possible() else None
    hosts = (*Settings().hosts, given.host, *given.names)
    found = serving(Settings(given.base, given.root, hosts), explorer, queries, bench)
    if bench is not None:
        found.app.state.desk = Desk(bench, partial(_renew, found, bench))
    return found


def _renew(found: Served, bench: Bench) -> None:
    """Serve what the workspace holds now."""
    explorer, content = _explorer(bench.renew())
    endpoint = found.app.state.endpoint
    found.renew(explorer, QueryProcess(content) if endpoint else None)


def _explorer(now: Laid) -> tuple[Explorer, bytes]:
    content = nquads(now.built.quads)
    calendar = partial(_calendar, now.built, now.store, now.tables)
    return Explorer(KeptStore(now.store), sha256(content), now.store.counts(), calendar), content


def _calendar(built: Built, store: EmbeddedStore, tables: Tables, lang: str) -> bytes:
    return calendar_of(built, store, tables, lang)[0]


def served(given: Serving) -> None:
    """Serve until the process is told to end. Raises UsageError where the port is taken."""
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    # Named as TCP, so that the server sends small answers at once (TCP_NODELAY).
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((given.host, given.port))
        except OSError as error:
            raise UsageError(
                f"--port {given.port}: cannot listen there: {error.strerror}.", "a free port, or 0 for any"
            ) from error
        found = _served(given)
        logging.basicConfig(format="%(levelname)s %(message)s")
        config = uvicorn.Config(
            found.guard,
            log_level="warning",
            access_log=False,  # it would keep addresses of visitors
            proxy_headers=given.proxy,
            forwarded_allow_ips="*" if given.proxy else "",
            server_header=False,
            timeout_graceful_shutdown=10,
            lifespan="off",
        )
        try:
            port = listening.getsockname()[1]
            listening.listen(2048)  # so that nobody who reads the next line comes too early
            at = f"http://{given.host}:{port}{given.root}/{'desk' if given.desk else ''}"
            typer.echo(f"Serving at {at} - end with Ctrl-C")
            # The server gives a signal back when it is done; the process of queries is to be closed after it.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: sys.exit(0))
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            found.close()
