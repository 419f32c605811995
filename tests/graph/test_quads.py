"""Terms as bytes: what we write, two parsers read back unchanged."""

import datetime as dt

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from iagkg.graph.quads import (
    Quad,
    date,
    in_order,
    integer,
    iri,
    nquads,
    parsed,
    say,
    term,
    text,
    trig,
    turtle,
)

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
HOSTILE = st.lists(
    st.sampled_from(['"', "\\", "\n", "\r", "\t", "u0022", "'", "<", ">", "{", "}", ".", "é", "\x7f"])
).map("".join)


def quad(value: str) -> Quad:
    return Quad(iri("http://x/s"), iri("http://x/p"), value, iri("http://x/g"))


@given(ANY_TEXT | HOSTILE)
def test_any_string_comes_back_from_pyoxigraph(value: str) -> None:
    found = parsed([quad(text(value)), quad(text(value, "en"))])
    assert {getattr(node.object, "value", None) for node in found} == {value}
    assert nquads([quad(text(value))]).count(b"\n") == 1


@given(HOSTILE)
def test_any_string_comes_back_from_rdflib(value: str) -> None:
    graph = rdflib.Graph()
    graph.parse(data=f"<http://x/s> <http://x/p> {text(value, 'fr')} .", format="nt")
    assert [str(found) for found in graph.objects()] == [value]


@given(ANY_TEXT)
def test_any_address_is_legal(value: str) -> None:
    found = parsed([quad(iri("http://x/" + value.replace("#", "")))])[0].object
    assert isinstance(found, ox.NamedNode)
    assert found.value.startswith("http://x/")


def test_terms_keep_to_the_profile() -> None:
    assert integer(7) == '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert date(dt.date(2025, 8, 1)) == '"2025-08-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert text("a", "EN") == '"a"@en'
    assert term("iag:Task") == "<https://w3id.org/iagkg/ontology#Task>"
    with pytest.raises(KeyError):
        term("nowhere:Task")


def test_say_leaves_out_what_is_not_known() -> None:
    assert list(say("http://x/g", "http://x/s", ("iag:position", None))) == []


def test_order_is_that_of_a_reader() -> None:
    tasks = [
        Quad(iri(f"http://x/t-{n}"), iri("http://x/p"), text("v"), iri("http://x/g")) for n in (10, 2, 1, 2)
    ]
    assert [q.subject for q in in_order(tasks)] == ["<http://x/t-1>", "<http://x/t-2>", "<http://x/t-10>"]
    kinds = [quad(text("z")), Quad(iri("http://x/s"), term("rdf:type"), iri("http://x/c"), iri("http://x/g"))]
    assert in_order(kinds)[0].predicate == term("rdf:type")


def test_turtle_and_trig_say_the_same() -> None:
    statements = parsed(in_order([quad(text("one\ntwo", "en")), quad(integer(3))]))
    as_turtle = {(t.predicate, t.object) for t in ox.parse(turtle(statements), format=ox.RdfFormat.TURTLE)}
    as_trig = {(q.predicate, q.object) for q in ox.parse(trig(statements), format=ox.RdfFormat.TRIG)}
    assert as_turtle == as_trig == {(q.predicate, q.object) for q in statements}
