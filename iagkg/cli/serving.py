"""Open what is served, start the process of queries before any thread, and run the server."""

import hashlib
import logging
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer
import uvicorn

from iagkg.build import Built
from iagkg.cli.export_ics import calendar_of
from iagkg.cli.export_inputs import opened
from iagkg.contain import QueryProcess, is_possible
from iagkg.errors import UsageError
from iagkg.graph.quads import nquads
from iagkg.graph.tables import Tables
from iagkg.store.dataset import open_dataset
from iagkg.store.embedded import DATASET_FILE, EmbeddedStore
from iagkg.web.app import application
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


def made(given: Serving) -> tuple[Guard, QueryProcess | None]:
    """Return the application and its process of queries, which is to be closed.

    Raises InputError where the dataset or document cannot be read.
    """
    if given.dataset is not None:
        store = open_dataset(given.dataset, None, given.workspace).store
        path = given.dataset / DATASET_FILE
        content = path.read_bytes()
        calendar: Callable[[str], bytes] | None = None
    else:
        built, store, tables = opened(given.source, given.workspace)
        content = nquads(built.quads)

        calendar = partial(_calendar, built, store, tables)

    explorer = Explorer(KeptStore(store), hashlib.sha256(content).hexdigest(), store.counts(), calendar)
    queries = QueryProcess(content) if given.queries and is_possible() else None
    hosts = (*Settings().hosts, given.host, *given.names)
    settings = Settings(given.base, given.root, hosts)
    return application(settings, explorer, queries), queries


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
        app, queries = made(given)
        logging.basicConfig(format="%(levelname)s %(message)s")
        config = uvicorn.Config(
            app,
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
            typer.echo(f"Serving at http://{given.host}:{port}{given.root}/ - end with Ctrl-C")
            # The server gives a signal back when it is done; the process of queries is to be closed after it.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: sys.exit(0))
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            if queries is not None:
                queries.close()
