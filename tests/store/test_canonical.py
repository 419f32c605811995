"""The canonical form of a graph: the same whatever the order and whatever blank nodes are called."""

import hashlib

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.graph.quads import Quad, text
from iagkg.store.canonical import content_of, contents

P, Q = ox.NamedNode("http://example.org/p"), ox.NamedNode("http://example.org/q")
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def ring(names: list[str]) -> list[ox.Triple]:
    nodes = [ox.BlankNode(name) for name in names]
    turned = [*nodes[1:], nodes[0]]
    return [ox.Triple(one, P, other) for one, other in zip(nodes, turned, strict=True)]


def test_names_of_blank_nodes_and_order_do_not_matter() -> None:
    one = [*ring(["a", "b", "c"]), ox.Triple(ox.BlankNode("a"), Q, ox.Literal("x"))]
    other = [ox.Triple(ox.BlankNode("z"), Q, ox.Literal("x")), *reversed(ring(["x", "y", "z"]))]
    assert content_of(one) == content_of(other)
    assert content_of(one) != content_of(
        [*ring(["a", "b", "c"]), ox.Triple(ox.BlankNode("a"), P, ox.Literal("x"))]
    )


def test_two_rings_of_three_are_not_one_of_six() -> None:
    assert content_of(ring(["a", "b", "c"]) + ring(["d", "e", "f"])) != content_of(ring(list("abcdef")))


def test_labels_are_those_of_the_algorithm() -> None:
    """RDFC-1.0 calls the first blank node c14n0."""
    assert content_of(ring(["a", "b"])).lines == (
        "_:c14n0 <http://example.org/p> _:c14n1 .",
        "_:c14n1 <http://example.org/p> _:c14n0 .",
    )


@given(st.lists(LETTERS, max_size=5))
def test_a_graph_from_a_server_and_one_of_ours_are_the_same(words: list[str]) -> None:
    quads = [Quad(str(P), str(Q), text(word, "en"), "<http://example.org/g>") for word in words]
    here = contents(quads).get("http://example.org/g")
    there = content_of(ox.Quad(P, Q, ox.Literal(word, language="en")) for word in words)
    assert here == there if here else not there.lines


@pytest.mark.parametrize("word", ['a\tb\x08\x0c\r\n"\\\x7f\x01', "é\U0001f600\u2028"])
def test_the_hash_is_of_canonical_n_quads(word: str) -> None:
    content = content_of([ox.Triple(P, Q, ox.Literal(word))])
    line = f"{P} {Q} {text(word)} .\n"
    assert content.sha256 == hashlib.sha256(line.encode()).hexdigest()
