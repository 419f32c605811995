import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from engines import RdflibStore

from iagkg.errors import InputError
from iagkg.graph.quads import Quad, nquads
from iagkg.store.base import Store
from iagkg.store.embedded import DATASET_FILE, EmbeddedStore
from iagkg.store.terms import XSD, Iri, Text, Typed, Value

Make = Callable[[Iterable[Quad]], Store]

A, B, P = "<http://example.org/a>", "<http://example.org/b>", "<http://example.org/p>"
ONE, TWO = "<http://example.org/graph/1>", "<http://example.org/graph/2>"

VALUES: dict[str, Value] = {
    '"plain"': "plain",
    '"mot"@fr': Text("mot", "fr"),
    f'"7"^^<{XSD}integer>': 7,
    f'"2025-08-01"^^<{XSD}date>': dt.date(2025, 8, 1),
    '"a \\"quoted\\"\\nword"': 'a "quoted"\nword',
    f'"c"^^{A}': Typed("c", "http://example.org/a"),
    A: Iri("http://example.org/a"),
}


@pytest.fixture(params=["memory", "disk", "rdflib"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    made: dict[str, Make] = {
        "memory": EmbeddedStore.from_quads,
        "disk": lambda quads: EmbeddedStore.from_quads(quads, tmp_path / "store"),
        "rdflib": RdflibStore,
    }
    return made[request.param]


@pytest.mark.parametrize("term", VALUES)
def test_every_kind_of_term_comes_back_as_its_value(make: Make, term: str) -> None:
    store = make([Quad(B, P, term, ONE)])
    assert store.select("SELECT DISTINCT ?o ?none { ?s ?p ?o }").rows == ((VALUES[term], None),)


def test_a_query_runs_on_all_graphs_at_once(make: Make) -> None:
    store = make([Quad(A, P, B, ONE), Quad(B, P, A, TWO)])
    assert store.ask(f"ASK {{ {A} {P} ?x . ?x {P} {A} }}")
    assert store.select("SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?s").columns == ("s",)


def test_a_graph_is_replaced_whole_and_no_other(make: Make) -> None:
    store = make([Quad(A, P, B, ONE), Quad(B, P, A, TWO)])
    store.replace_graph("http://example.org/graph/1", [Quad(A, P, A, TWO), Quad(A, P, '"x"', ONE)])
    assert store.counts() == {"http://example.org/graph/1": 2, "http://example.org/graph/2": 1}
    assert not store.ask(f"ASK {{ {A} {P} {B} }}")


def test_constructed_statements_come_sorted_and_once(make: Make) -> None:
    store = make([Quad(B, P, A, ONE), Quad(A, P, B, ONE), Quad(A, P, B, TWO)])
    a, b, p = (Iri(term[1:-1]) for term in (A, B, P))
    assert store.construct("CONSTRUCT WHERE { ?s ?p ?o }") == ((a, p, b), (b, p, a))


def test_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / DATASET_FILE).write_bytes(nquads([Quad(A, P, B, ONE)]))
    assert EmbeddedStore.from_folder(tmp_path).counts() == {"http://example.org/graph/1": 1}


def test_a_folder_without_a_dataset_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=DATASET_FILE):
        EmbeddedStore.from_folder(tmp_path)


@pytest.mark.parametrize("query", ["SELECT", "INSERT DATA { <http://a/> <http://a/> 1 }", "ASK { }"])
def test_a_query_that_is_no_select_is_an_error(query: str) -> None:
    with pytest.raises(InputError):
        EmbeddedStore().select(query)


def test_a_store_on_disk_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    EmbeddedStore.from_quads([Quad(A, P, B, ONE)], tmp_path / "store")
    assert EmbeddedStore(tmp_path / "store").counts() == {"http://example.org/graph/1": 1}


def test_a_store_that_another_has_open_is_an_error_with_its_name(tmp_path: Path) -> None:
    held = EmbeddedStore(tmp_path / "store")
    with pytest.raises(InputError, match="no other process"):
        EmbeddedStore(tmp_path / "store")
    assert held.counts() == {}
