"""Each server starts once in a run and is asked by all tests that need it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serving

from iagkg.store.detect import detect
from iagkg.store.endpoint import EndpointStore
from iagkg.store.web import Credentials, Web

MAKE: dict[str, Callable[[Path], serving.Server]] = {
    "fuseki": serving.fuseki,
    "oxigraph": serving.oxigraph,
    "virtuoso": serving.virtuoso,
}


def store_of(server: serving.Server, timeout: float = 60) -> EndpointStore:
    """Return a server as a store, with the credentials that may write to it."""
    credentials = Credentials("dba", serving.DBA) if server.kind == "virtuoso" else None
    web = Web(server.url, credentials, timeout)
    return EndpointStore(detect(server.url, web), web)


def empty(store: EndpointStore) -> None:
    """Take all graphs of ours from a store, and what stands in its default graph."""
    for graph in store.all_counts():
        store.update(f"DROP SILENT GRAPH <{graph}>")
    if store.addresses.kind != "virtuoso":
        store.update("CLEAR SILENT DEFAULT")


@pytest.fixture(scope="session", params=MAKE)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[serving.Server]:
    made = MAKE[request.param](tmp_path_factory.mktemp(request.param))
    with serving.running(made):
        yield made


@pytest.fixture
def remote(server: serving.Server) -> Iterator[EndpointStore]:
    """A store of each kind, empty."""
    store = store_of(server)
    empty(store)
    yield store
    empty(store)
    store.web.close()
