"""The questions on corrections and added tasks, on the real workplan: what counts, and what holds."""

from dataclasses import replace

import pytest
from engines import RdflibStore

from iagkg.build import build
from iagkg.graph.quads import Quad
from iagkg.progress.added import AddedTask, append_added, made_added, withdrawn
from iagkg.progress.corrections import Correction, append_corrections, made_correction
from iagkg.queries import catalogue, run
from iagkg.store.base import Store
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical

FIRST = Correction(
    task="iag-tsc-001",
    field="mandate",
    printed="Decision 16/3, para. 6",
    corrected="Dec. 16/3, para. 7",
    source="report",
    who="secretary",
    recorded="2026-02-10",
)
AGAIN = replace(FIRST, field="period", printed="2024", corrected="2025", why="slip")
NOTE = AddedTask(
    workplan="iag-tsc",
    task="Prepare a note",
    mandate="Dec. 16/9 B, para. 9 (b)",
    meeting="TSC-IAG 3",
    date="2026-02-10",
    who="secretary",
    recorded="2026-02-11",
)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    home = tmp_path_factory.mktemp("curation")
    (home / "iagkg.toml").write_text("", encoding="utf-8")
    first = made_correction(FIRST)
    second = made_correction(replace(FIRST, corrected="Dec. 16/3, para. 8", replaces=first.id))
    of_other = made_correction(replace(FIRST, task="another-plan-001"))
    append_corrections(home / "data" / "corrections.csv", [second, first, made_correction(AGAIN), of_other])
    gone = made_added(replace(NOTE, task="Withdrawn"))
    lines = [made_added(NOTE), gone, made_added(replace(NOTE, workplan="another-plan"))]
    append_added(home / "data" / "added.csv", [*lines, withdrawn(lines, gone.id, "secretary", "2026-03-01")])
    return list(build(None, home).quads)


@pytest.fixture(scope="module", params=["pyoxigraph", "pyoxigraph-twice", "rdflib"])
def store(request: pytest.FixtureRequest, quads: list[Quad]) -> Store:
    twice = [*quads, *(quad._replace(graph=quad.graph[:-1] + "-again>") for quad in quads)]
    if request.param == "rdflib":
        return RdflibStore(quads)
    return EmbeddedStore.from_quads(twice if request.param.endswith("twice") else quads)


def ask(store: Store, name: str, *names: str, **values: str) -> list[tuple[str, ...]]:
    table = run(store, catalogue()[name], values)
    rows = [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]
    return [tuple(row[each] for each in names) for row in rows]


def test_corrections_that_count_and_whether_they_hold(store: Store) -> None:
    names = ("ref", "field", "as_printed", "corrected", "correction_state", "why")
    expected = [
        ("WS1.T1", "mandate", "Decision 16/3, para. 6", "Dec. 16/3, para. 8", "holds", ""),
        ("WS1.T1", "period", "2024", "2025", "ask-again", "slip"),
    ]
    assert ask(store, "corrections", *names) == expected
    assert ask(store, "corrections", *names, workplan="iag-tsc/2025-2027") == expected
    assert ask(store, "corrections", *names, task="WS1.T1") == expected
    assert ask(store, "corrections", *names, task="WS1.T2") == []


def test_added_tasks_that_count(store: Store) -> None:
    names = ("given_task", "given_mandate", "given_period", "added_at", "added_on", "said_by", "recorded_on")
    expected = [
        (
            "Prepare a note",
            "Dec. 16/9 B, para. 9 (b)",
            "",
            "TSC-IAG 3",
            "2026-02-10",
            "secretary",
            "2026-02-11",
        )
    ]
    assert ask(store, "tasks-added", *names) == expected
    assert ask(store, "tasks-added", *names, workplan="iag-tsc/2025-2027") == expected


def test_what_is_cited_is_what_is_right_with_the_printed_words_beside(store: Store) -> None:
    names = ("paragraph", "as_printed", "corrected", "citation_place")
    rows = ask(store, "tasks-by-paragraph", "ref", *names)
    assert [row[1:] for row in rows if row[0] == "WS1.T1"] == [
        ("16/3, para. 8", "Decision 16/3, para. 6", "Dec. 16/3, para. 8", "correction")
    ]
    assert {row[3:] for row in rows if row[0] == "WS2.T1"} == {("", "")}
    mandates = ask(store, "chm-mandates", "ref", "place", "corrected")
    assert mandates[0] == ("WS1.T1", "16/3, para. 8", "Dec. 16/3, para. 8")
