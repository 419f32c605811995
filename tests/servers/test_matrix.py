"""Every named query gives the same rows on every server, but for what departures.tsv says."""

from collections.abc import Iterator
from pathlib import Path

import fetch
import matrix
import pytest
import serving

from iagkg.build import build
from iagkg.graph.quads import Quad
from iagkg.queries import catalogue
from iagkg.store.canonical import contents
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.loading import load


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return build().quads


@pytest.fixture(scope="module")
def reference(quads: list[Quad]) -> EmbeddedStore:
    return EmbeddedStore.from_quads(quads)


@pytest.fixture(scope="module", params=matrix.SERVERS)
def full(
    request: pytest.FixtureRequest, quads: list[Quad], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, serving.Server]]:
    """Each server, as it comes and with the union as its default graph, with the shipped data."""
    made = matrix.SERVERS[request.param](tmp_path_factory.mktemp(request.param))
    with serving.running(made):
        store = serving.store_of(made)
        load(store, contents(quads))
        store.web.close()
        yield request.param, made


@pytest.mark.parametrize("values", [matrix.DAY, matrix.FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("name", catalogue())
def test_same_rows(
    full: tuple[str, serving.Server],
    name: str,
    values: dict[str, str],
    reference: EmbeddedStore,
    quads: list[Quad],
    tmp_path: Path,
) -> None:
    engine, server = full
    found = matrix.server_outcome(server, reference, catalogue()[name], values)
    if (engine, found) == ("virtuoso", "no answer"):
        # Virtuoso 7.2.5 can stand still, all its threads waiting, on a query that it answers from another
        # database with the same content (docs/engines.md).
        with serving.running(serving.virtuoso(tmp_path / "anew")) as anew:
            store = serving.store_of(anew)
            load(store, contents(quads))
            store.web.close()
            found = matrix.server_outcome(anew, reference, catalogue()[name], values)
    departure = matrix.departs(engine, name)
    if departure is None:
        assert found.isdigit(), f"{engine} answers {name} with: {found}"
    else:
        assert not found.isdigit(), f"{engine} answers {name} right: take its row from departures.tsv"


@pytest.mark.parametrize("name", catalogue())
def test_same_rows_from_a_store_on_disk(name: str, reference: EmbeddedStore, on_disk: EmbeddedStore) -> None:
    assert matrix.outcome(on_disk, reference, catalogue()[name]).isdigit()


@pytest.fixture(scope="module")
def on_disk(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return EmbeddedStore.from_quads(quads, tmp_path_factory.mktemp("disk") / "store")


def test_the_table_of_departures_is_in_order() -> None:
    rows = [(row.engine, row.query) for row in matrix.departures()]
    assert rows == sorted(set(rows))
    assert {engine for engine, _ in rows} <= {"fuseki", "oxigraph", "virtuoso"}
    assert {query for _, query in rows} <= set(catalogue())
    assert all(row.why.endswith(".") for row in matrix.departures())


def test_the_page_on_engines_says_which() -> None:
    page = matrix.PAGE.read_text(encoding="utf-8")
    assert matrix.page_table() in page, "python tests/servers/matrix.py --page puts the table there"
    for version in (
        fetch.PINS["fuseki"]["version"],
        fetch.PINS["oxigraph"]["version"],
    ):
        assert version in page
