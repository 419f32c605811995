"""Each server starts once in a run and is asked by all tests that need it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serving

from iagkg.store.endpoint import EndpointStore

MAKE: dict[str, Callable[[Path], serving.Server]] = {
    "fuseki": serving.fuseki,
    "oxigraph": serving.oxigraph,
    "virtuoso": serving.virtuoso,
}


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
    store = serving.store_of(server)
    serving.empty(store)
    yield store
    serving.empty(store)
    store.web.close()
