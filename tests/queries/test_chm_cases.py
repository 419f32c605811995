"""The questions on imported records, on a dataset made up: what links, how strongly, and what does not."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from engines import RdflibStore

from iagkg.graph.quads import Quad
from iagkg.queries import catalogue, run
from iagkg.store.base import Store
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical


def quads() -> list[Quad]:
    path = Path(__file__).with_name("chm.trig")
    return [
        Quad(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name))
        for q in ox.parse(path=path, format=ox.RdfFormat.TRIG)
    ]


def twice() -> list[Quad]:
    return [*quads(), *(quad._replace(graph=quad.graph[:-1] + "-again>") for quad in quads())]


@pytest.fixture(scope="module", params=["pyoxigraph", "pyoxigraph-twice", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "rdflib":
        return RdflibStore(quads())
    return EmbeddedStore.from_quads(quads() if request.param == "pyoxigraph" else twice())


def ask(store: Store, name: str, *names: str, **values: str) -> list[tuple[str, ...]]:
    table = run(store, catalogue()[name], values)
    rows = [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]
    return [tuple(row[each] for each in names) for row in rows]


def test_links_by_paragraph_and_by_decision(store: Store) -> None:
    names = ("record_id", "record_title", "ref", "short_title", "link_key", "strength", "shared")
    assert ask(store, "chm-links", *names) == [
        ("R1", "Exact", "WS1.T1", "First", "paragraph", "strong", "IX/5, para. 1"),
        ("R1", "Exact", "WS1.T2", "", "decision", "fair", "Decision IX/5"),
        ("R2", "Beside", "WS1.T1", "First", "decision", "fair", "Decision IX/5"),
        ("R2", "Beside", "WS1.T2", "", "decision", "fair", "Decision IX/5"),
        ("S1", "", "WS1.T3", "", "decision", "fair", "Decision IX/6"),
    ]


def test_titles_and_labels_in_the_language_asked_for(store: Store) -> None:
    rows = ask(store, "chm-links", "record_title", "shared", lang="fr")
    assert rows[:2] == [("Juste", "IX/5, para. 1"), ("Juste", "Décision IX/5")]


def test_target_or_subject_alone_is_a_hint(store: Store) -> None:
    assert ask(store, "chm-links-weak", "record_id", "ref", "link_key", "strength", "shared") == [
        ("R1", "WS1.T3", "subject", "weak", "One"),
        ("R7", "WS1.T2", "target", "weak", "Target 8"),
        ("R7", "WS1.T3", "subject", "weak", "One"),
    ]


def test_what_is_not_linked_and_why(store: Store) -> None:
    assert ask(store, "chm-not-linked", "record_id", "link_reason", "link_detail", "weak_count") == [
        ("R3", "no-key", "", "0"),
        ("R4", "other-treaty", "cartagena", "0"),
        ("R5", "other-treaty", "ramsar", "0"),
        ("R6", "other-group", "AHTEG", "0"),
        ("R7", "weak-only", "", "2"),
        ("R8", "decision-not-cited", "", "0"),
        ("R9", "nothing-shared", "", "0"),
    ]


def test_every_record_is_linked_or_not(store: Store) -> None:
    linked = {row[0] for row in ask(store, "chm-links", "record_id")}
    others = {row[0] for row in ask(store, "chm-not-linked", "record_id")}
    assert linked.isdisjoint(others)
    assert len(linked | others) == 10


def test_another_workplan_has_no_links(store: Store) -> None:
    assert ask(store, "chm-links", "record_id", workplan="made-up/7") == []
    assert ask(store, "chm-links-weak", "record_id", workplan="made-up/7") == []
    assert len(ask(store, "chm-not-linked", "record_id", workplan="made-up/7")) == 10
