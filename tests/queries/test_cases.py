"""The named queries on a small made-up dataset that holds every case the shipped workplan has not."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from engines import RdflibStore

from iagkg.graph.quads import Quad
from iagkg.queries import catalogue, run
from iagkg.store.base import Rows, Store
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import Value, lexical


def quads(name: str = "cases.trig") -> list[Quad]:
    path = Path(__file__).with_name(name)
    return [
        Quad(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name))
        for q in ox.parse(path=path, format=ox.RdfFormat.TRIG)
    ]


@pytest.fixture(scope="module", params=[EmbeddedStore.from_quads, RdflibStore], ids=["pyoxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param(quads())
    return made


def ask(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    table = run(store, catalogue()[name], values)
    return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]


COVERAGE = [
    # place, class, known parts, cited parts, cited through
    ("para. 1", "direct", 0, 0, ""),
    ("para. 2", "parts-some", 3, 2, ""),
    ("para. 2 (a)", "direct", 0, 0, ""),
    ("para. 2 (b)", "none", 0, 0, ""),
    ("para. 2 (c)", "direct", 0, 0, ""),
    ("para. 3", "parts-all", 1, 1, ""),
    ("para. 3 (a)", "none", 0, 0, ""),
    ("para. 3 (b)", "direct", 0, 0, ""),
    ("para. 4", "direct", 2, 1, ""),
    ("para. 4 (a)", "direct", 0, 0, ""),
    ("para. 4 (b)", "whole", 0, 0, "IX/1, para. 4"),
    ("para. 5", "none", 0, 0, ""),
    ("annex I", "direct", 3, 1, ""),
    ("annex I, para. 1", "parts-some", 2, 1, ""),
    ("annex I, para. 1 (a)", "direct", 0, 0, ""),
    ("annex I, para. 1 (b)", "whole", 0, 0, "IX/1, annex I"),
    ("annex I, para. 2", "whole", 0, 0, "IX/1, annex I"),
]


def test_the_first_class_that_holds_wins(store: Store) -> None:
    rows = ask(store, "coverage-by-paragraph", decision="IX/1")
    keys = ("paragraph", "coverage", "known_parts", "cited_parts", "cited_through")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        (f"IX/1, {place}", kind, str(known), str(cited), through)
        for place, kind, known, cited, through in COVERAGE
    ]
    assert [row["paragraph"] for row in rows if row["implied"] == "true"] == ["IX/1, para. 3 (a)"]


def test_a_decision_cited_as_a_whole_contains_all_its_places(store: Store) -> None:
    rows = ask(store, "coverage-by-paragraph", decision="IX/2")
    assert [(row["coverage"], row["cited_through"]) for row in rows] == [("whole", "Decision IX/2")] * 2


def test_what_contains_a_place_is_named_in_the_language_asked_for(store: Store) -> None:
    rows = ask(store, "coverage-by-paragraph", decision="IX/1", lang="fr")
    assert {row["cited_through"] for row in rows} == {"", "IX/1, para. 4", "IX/1, annexe I"}


def test_an_earlier_version_is_asked_only_by_its_name(store: Store) -> None:
    now = {row["paragraph"]: row["coverage"] for row in ask(store, "coverage-by-paragraph")}
    before = {
        row["paragraph"]: row["coverage"] for row in ask(store, "coverage-by-paragraph", workplan="made-up/1")
    }
    assert (now["IX/1, para. 5"], before["IX/1, para. 5"]) == ("none", "direct")
    assert (now["IX/1, para. 1"], before["IX/1, para. 1"]) == ("direct", "none")


def test_bulk_shared_and_unresolved(store: Store) -> None:
    assert [row["ref"] for row in ask(store, "tasks-citing-in-bulk")] == ["WS1.T2"]
    shared = [(row["paragraph"], row["ref"]) for row in ask(store, "paragraphs-shared")]
    assert shared == [("IX/1, para. 1", "WS1.T1"), ("IX/1, para. 1", "WS1.T3")]
    assert [row["as_printed"] for row in ask(store, "citations-not-resolved")] == ["the strategy"]
    assert ("Decision IX/2", "decision", "WS1.T2") in {
        (row["paragraph"], row["kind"], row["ref"]) for row in ask(store, "tasks-by-paragraph")
    }


def test_a_place_names_the_tasks_that_cite_it(store: Store) -> None:
    tasks = {row["paragraph"]: row["tasks"] for row in ask(store, "coverage-by-paragraph")}
    assert tasks["IX/1, para. 1"] == "WS1.T1; WS1.T3"
    assert tasks["IX/1, para. 2"] == tasks["IX/1, para. 5"] == ""
    cited = {row["paragraph"]: row["tasks"] for row in ask(store, "paragraphs-by-decision")}
    assert cited["IX/1, annex I"] == "WS1.T2"


def test_a_list_comes_in_its_natural_order_whatever_the_engine_does() -> None:
    class Disordered(EmbeddedStore):
        def select(self, query: str) -> Rows:
            answer = super().select(query)
            return Rows(
                answer.columns, tuple(tuple(self.joined(value) for value in row) for row in answer.rows)
            )

        @staticmethod
        def joined(value: Value) -> Value:
            return "WS1.T10; WS1.T2; WS1.T10" if value in ("WS1.T1; WS1.T3", "WS1.T3; WS1.T1") else value

    store = Disordered()
    store._load(quads())
    assert ask(store, "coverage-by-paragraph")[0]["tasks"] == "WS1.T2; WS1.T10"


def test_what_other_columns_print(store: Store) -> None:
    facts = {row["ref"]: (row["responsible"], row["output"]) for row in ask(store, "task-facts")}
    assert facts == {"WS1.T1": ("Secretariat", "A report"), "WS1.T2": ("", ""), "WS1.T3": ("", "")}
    cells = [(row["ref"], row["heading"], row["words"]) for row in ask(store, "other-cells")]
    assert cells == [("WS1.T1", "Budget", "10 000"), ("WS1.T1", "Annex", "none")]
    assert ask(store, "other-cells", task="WS1.T2") == []
    assert ask(store, "other-cells", workplan="made-up/1") == []


@pytest.mark.parametrize(("lang", "first"), [("en", "tasks"), ("fr", "tâches"), ("es", "tasks")])
def test_what_the_columns_were_read_as(store: Store, lang: str, first: str) -> None:
    rows = ask(store, "columns-read", lang=lang)
    assert [(row["column_number"], row["heading"], row["read_as"]) for row in rows] == [
        ("1", "", first),
        ("2", "Budget", "other"),
    ]


def test_an_open_period_runs_on_and_ends_by_no_date(store: Store) -> None:
    assert [row["ref"] for row in ask(store, "running-on", as_of="2031-01-01")] == ["WS1.T1"]
    assert ask(store, "running-on", as_of="2025-02-28") == []
    assert ask(store, "ends-by", date="2031-01-01") == []


@pytest.mark.parametrize(
    ("lang", "titles"), [("en", {"First", ""}), ("fr", {"Premier", ""}), ("es", {"First", ""})]
)
def test_titles_in_the_language_asked_for_else_in_english(store: Store, lang: str, titles: set[str]) -> None:
    rows = ask(store, "status-not-recorded", lang=lang)
    assert len(rows) == 3
    assert {row["short_title"] for row in rows} == titles


LABELS = (
    *("rdf-schema#label>", "shortTitle>", "terms/title>", "terms/description>"),
    *("prefLabel>", "definition>"),
)


@pytest.mark.parametrize("file", ["cases.trig", "said.trig", "progress.trig"])
@pytest.mark.parametrize("name", catalogue())
def test_words_in_more_languages_give_no_more_rows(name: str, file: str) -> None:
    """Words in two more languages, one of them neither asked for nor English, change no row."""
    plain = [quad for quad in quads(file) if not quad.object.endswith('"@fr')]
    more = [
        quad._replace(object=f'"{lang} {quad.object[1:-2]}{lang}')
        for quad in plain
        for lang in ("ar", "fr")
        if quad.predicate.endswith(LABELS) and quad.object.endswith('"@en')
    ]
    assert more
    values = {"as_of": "2026-05-15"} if catalogue()[name].parameter("as_of") else {}
    few = run(EmbeddedStore.from_quads(plain), catalogue()[name], values)
    many = run(EmbeddedStore.from_quads([*plain, *more]), catalogue()[name], values)
    rows = many.rows
    if "text_language" in many.columns:  # where each text is a row, those of other languages are the more
        tongue = many.columns.index("text_language")
        rows = tuple(row for row in rows if row[tongue] not in {"ar", "fr"})
        assert len(many.rows) > len(rows)
    assert rows == few.rows
