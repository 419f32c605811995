"""Every named query on the shipped data: expected rows, both engines, and what must not change them."""

import csv
import io
import os
import re
from pathlib import Path

import pytest
from engines import RdflibStore

from iagkg.build import build
from iagkg.graph.quads import Quad
from iagkg.names import IAG
from iagkg.queries import Query, bind, catalogue, run
from iagkg.store.embedded import EmbeddedStore
from iagkg.table import Table

HERE = Path(__file__).parent
DAY = {"as_of": "2026-05-15"}
UPDATE = bool(os.environ.get("IAGKG_UPDATE")) and "CI" not in os.environ


def given(query: Query) -> dict[str, str]:
    return {key: value for key, value in DAY.items() if query.parameter(key)}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return build().quads


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> EmbeddedStore:
    return EmbeddedStore.from_quads(quads)


@pytest.fixture(scope="module")
def reference(quads: list[Quad]) -> RdflibStore:
    return RdflibStore(quads)


def is_shortcut(quad: Quad) -> bool:
    letters = (
        "rdf-syntax-ns#type",
        "rdf-schema#label",
        "eli/ontology",
        "sortKey",
        "textStatus",
        "skos/core",
        "foaf/",
    )
    return "/graph/inferred/" in quad.graph and not any(part in quad.predicate for part in letters)


@pytest.mark.parametrize("name", catalogue())
def test_expected_answer(name: str, store: EmbeddedStore) -> None:
    query = catalogue()[name]
    answer = run(store, query, given(query)).to_csv()
    path = HERE / f"{name}.csv"
    if UPDATE:
        path.write_text(answer, encoding="utf-8")
    assert answer == path.read_text(encoding="utf-8")
    assert answer.count("\n") > 1 or query.empty, "nothing comes back, and the header does not say why"


@pytest.mark.parametrize("name", catalogue())
def test_same_rows_from_rdflib(name: str, store: EmbeddedStore, reference: RdflibStore) -> None:
    query = catalogue()[name]
    assert run(store, query, given(query)).rows == run(reference, query, given(query)).rows


BOUND = {
    "decision": "16/3",
    "workplan": "iag-tsc/2025-2027",
    "place": "16/3, para. 7",
    "task": "WS1.T2",
    "session": "https://w3id.org/iagkg/id/decision/cbd/cop/16",
    "date": "2025-12-31",
    "as_of": "2026-02-15",
    "lang": "fr",
    "body": "executive-secretary",
    "tracking_status": "elapsed",
    "workstream": "WS2",
    "target": "21",
    "subject": "CBD-SUBJECT-CBD",
    "milestone": "SBI-7",
}
FILTERS = {"body", "tracking_status", "workstream", "target", "subject"}
"""These can leave nothing of an answer; each is bound alone too."""


@pytest.mark.parametrize("name", catalogue())
def test_same_rows_from_rdflib_when_bound(name: str, store: EmbeddedStore, reference: RdflibStore) -> None:
    query = catalogue()[name]
    values = {parameter.name: BOUND[parameter.name] for parameter in query.parameters}
    answer = run(store, query, values)
    assert answer.rows == run(reference, query, values).rows
    assert answer.rows or query.empty or FILTERS & set(values)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, p.name) for name, query in catalogue().items() for p in query.parameters if p.name in FILTERS],
)
def test_same_rows_from_rdflib_when_filtered(
    name: str, parameter: str, store: EmbeddedStore, reference: RdflibStore
) -> None:
    query = catalogue()[name]
    values = {parameter: BOUND[parameter]}
    answer = run(store, query, values)
    assert answer.rows == run(reference, query, values).rows
    assert len(answer.rows) <= len(run(store, query).rows)


@pytest.mark.parametrize("name", catalogue())
def test_same_rows_when_every_graph_stands_twice(name: str, store: EmbeddedStore, quads: list[Quad]) -> None:
    query = catalogue()[name]
    twice = [*quads, *(quad._replace(graph=quad.graph[:-1] + "-again>") for quad in quads)]
    assert run(EmbeddedStore.from_quads(twice), query, given(query)) == run(store, query, given(query))


@pytest.mark.parametrize("name", catalogue())
def test_same_rows_without_the_shortcuts(name: str, store: EmbeddedStore, quads: list[Quad]) -> None:
    query = catalogue()[name]
    raw = EmbeddedStore.from_quads([quad for quad in quads if not is_shortcut(quad)])
    assert not [q for q in quads if not is_shortcut(q) and q.predicate == f"<{IAG}mandatedBy>"]
    assert run(raw, query, given(query)) == run(store, query, given(query))


@pytest.mark.parametrize("name", catalogue())
def test_an_earlier_version_does_not_count(name: str, quads: list[Quad], store: EmbeddedStore) -> None:
    """The same workplan once more as an older version: unset, the current one alone is asked."""
    query = catalogue()[name]
    w = "https://w3id.org/iagkg/id/workplan/iag-tsc/"
    older = [
        Quad(*(term.replace(f"{w}2025-2027", f"{w}2024") for term in quad))
        for quad in quads
        if f"{w}2025-2027" in "".join(quad)
    ]
    link = Quad(
        f"<{w}2025-2027>",
        "<http://www.w3.org/ns/dcat#previousVersion>",
        f"<{w}2024>",
        "<https://w3id.org/iagkg/graph/printed/iag-tsc/2025-2027>",
    )
    both = EmbeddedStore.from_quads([*quads, *older, link])
    assert run(both, query, given(query)) == run(store, query, given(query))
    if query.parameter("workplan"):
        asked = run(both, query, {**given(query), "workplan": "iag-tsc/2024"})
        assert len(asked.rows) == len(run(store, query, given(query)).rows)
        nobody = run(both, query, {**given(query), "workplan": "iag-tsc/1999"})
        assert not [row for row in _dicts(nobody) if row.get("task") or row.get("coverage") == "direct"]


def _dicts(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.to_csv())))


@pytest.mark.parametrize(
    ("day", "count"), [("2025-10-15", 7), ("2026-02-15", 6), ("2026-05-15", 9), ("2026-09-15", 5)]
)
def test_running_on(day: str, count: int, store: EmbeddedStore) -> None:
    assert len(run(store, catalogue()["running-on"], {"as_of": day}).rows) == count


@pytest.mark.parametrize(("day", "count"), [("2025-12-31", 7), ("2026-06-30", 11), ("2027-03-31", 16)])
def test_ends_by(day: str, count: int, store: EmbeddedStore) -> None:
    assert len(run(store, catalogue()["ends-by"], {"date": day}).rows) == count


def test_figures_of_the_issue(store: EmbeddedStore) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        return _dicts(run(store, catalogue()[name]))

    assert [row["ref"] for row in rows("tasks-citing-in-bulk")] == ["WS1.T3"]
    shared = {(row["paragraph"], row["task_count"]) for row in rows("paragraphs-shared")}
    assert shared == {
        ("15/8, para. 31", "2"),
        ("16/3, para. 7", "2"),
        ("15/8, annex I", "2"),
        ("15/8, annex III", "2"),
    }
    assert len(rows("paragraphs-by-decision")) == 20
    assert [(r["decision_number"], r["task_count"]) for r in rows("decisions-cited")] == [
        *(("15/8", "5"), ("15/10", "1"), ("16/3", "6"), ("16/9", "7"))
    ]
    assert [row["ref"] for row in rows("targets-named")] == ["WS3.T1"]
    assert len(rows("status-not-recorded")) == 16
    classes = [row["mandate_class"] for row in rows("mandates-by-task")]
    assert (classes.count("specific"), classes.count("bulk")) == (15, 1)
    summary = rows("workplan-summary")[0]
    assert [summary[key] for key in ("tasks", "citations", "places", "targets")] == ["16", "24", "20", "1"]
    implied = [row for row in rows("coverage-by-paragraph") if row["implied"] == "true"]
    assert len(implied) == 10
    assert {row["coverage"] for row in implied} == {"none"}


FORBIDDEN = re.compile(r"\b(SERVICE|FROM|NOW)\b")


@pytest.mark.parametrize("name", catalogue())
def test_form_of_a_query(name: str) -> None:
    text = catalogue()[name].text
    assert not FORBIDDEN.search(text)
    assert "\nORDER BY " in text
    assert re.search(r"^SELECT DISTINCT ", text, re.MULTILINE)
    assert "COUNT( DISTINCT" in text or "COUNT" not in text
    assert "SUM" not in text
    declared = set(re.findall(r"^PREFIX (\w+):", text, re.MULTILINE))
    used = set(re.findall(r"(?<![\w<])([a-z]+):[A-Za-z]", re.sub(r"<[^>]*>|#.*|PREFIX.*", "", text)))
    assert used == declared
    assert "?workplan" not in text or catalogue()[name].parameter("workplan")
    assert bind(catalogue()[name], {}) is not None


def test_every_expected_answer_has_its_query() -> None:
    assert {path.stem for path in HERE.glob("*.csv")} == set(catalogue())
