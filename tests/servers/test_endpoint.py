"""Real servers as stores: terms, graphs, the union, and that nothing of theirs is touched."""

import datetime as dt

import pytest

from iagkg.errors import InputError, ServerError
from iagkg.graph.quads import Quad
from iagkg.names import GRAPH
from iagkg.store.endpoint import EndpointStore
from iagkg.store.terms import XSD, Iri, Text, Typed, Value

A, B, P = "<http://example.org/a>", "<http://example.org/b>", "<http://example.org/p>"
ONE, TWO = f"{GRAPH}test/1", f"{GRAPH}test/2"
VALUES: dict[str, Value] = {
    '"plain"': "plain",
    '"mot"@fr': Text("mot", "fr"),
    '"mots"@fr-ca': Text("mots", "fr-ca"),
    f'"7"^^<{XSD}integer>': 7,
    f'"2025-08-01"^^<{XSD}date>': dt.date(2025, 8, 1),
    '"a \\"quoted\\"\\nword \\\\ \\t"': 'a "quoted"\nword \\ \t',
    '"décision – Párrafo 生物"': "décision – Párrafo 生物",
    f'"c"^^{A}': Typed("c", "http://example.org/a"),
    A: Iri("http://example.org/a"),
    "<http://example.org/a%20b/é>": Iri("http://example.org/a%20b/é"),
}


def quad(subject: str, object_: str, graph: str) -> Quad:
    return Quad(subject, P, object_, f"<{graph}>")


def test_kind_and_version_are_known(remote: EndpointStore, server: object) -> None:
    assert remote.addresses.kind == server.kind  # type: ignore[attr-defined]
    assert remote.addresses.update
    assert remote.addresses.graph_store


@pytest.mark.parametrize("by", ["put", "insert"])
def test_every_kind_of_term_comes_back_as_its_value(remote: EndpointStore, by: str) -> None:
    lines = [f"{B} {P} {term} ." for term in VALUES]
    getattr(remote, by)(ONE, lines)
    rows = remote.select(f"SELECT DISTINCT ?o {{ {B} {P} ?o }}").rows
    assert {repr(row[0]) for row in rows} == {repr(value) for value in VALUES.values()}
    assert {str(quad.object) for quad in remote.statements_of(ONE)} == set(VALUES)


def test_an_unbound_variable_is_none(remote: EndpointStore) -> None:
    remote.replace_graph(ONE, [quad(A, B, ONE)])
    assert remote.select(f"SELECT DISTINCT ?s ?none {{ ?s {P} ?o OPTIONAL {{ ?o {P} ?none }} }}").rows == (
        (Iri(A[1:-1]), None),
    )


def test_a_query_runs_on_all_graphs_at_once(remote: EndpointStore) -> None:
    remote.replace_graph(ONE, [quad(A, B, ONE)])
    remote.replace_graph(TWO, [quad(B, A, TWO)])
    assert remote.ask(f"ASK {{ {A} {P} ?x . ?x {P} {A} }}")
    assert not remote.ask(f"ASK {{ {A} {P} {A} }}")
    rows = remote.select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s {P} ?o }} }} ORDER BY ?g").rows
    assert rows == ((Iri(ONE),), (Iri(TWO),))


def test_a_graph_is_replaced_whole_and_no_other(remote: EndpointStore) -> None:
    remote.replace_graph(ONE, [quad(A, B, ONE)])
    remote.replace_graph(TWO, [quad(B, A, TWO)])
    remote.replace_graph(ONE, [quad(A, A, ONE), quad(A, '"x"', ONE)])
    assert remote.counts() == {ONE: 2, TWO: 1}
    assert not remote.ask(f"ASK {{ {A} {P} {B} }}")


def test_constructed_statements_come_sorted_and_once(remote: EndpointStore) -> None:
    remote.replace_graph(ONE, [quad(B, A, ONE), quad(A, B, ONE)])
    remote.replace_graph(TWO, [quad(A, B, TWO)])
    a, b, p = (Iri(term[1:-1]) for term in (A, B, P))
    assert remote.construct(f"CONSTRUCT {{ ?s {P} ?o }} WHERE {{ ?s {P} ?o }}") == ((a, p, b), (b, p, a))


def test_more_statements_than_one_request_takes(remote: EndpointStore) -> None:
    remote.insert(ONE, [f'{A} {P} "{n}" .' for n in range(2345)])
    assert remote.counts() == {ONE: 2345}


def test_a_query_that_cannot_be_read_is_an_error(remote: EndpointStore) -> None:
    with pytest.raises(ServerError, match="the server answers"):
        remote.select("SELECT WHERE")


def test_an_update_is_never_sent_as_a_query(remote: EndpointStore) -> None:
    remote.replace_graph(ONE, [quad(A, B, ONE)])
    with pytest.raises((ServerError, InputError)):
        remote.select(f"DROP GRAPH <{ONE}>")
    assert remote.counts() == {ONE: 1}
