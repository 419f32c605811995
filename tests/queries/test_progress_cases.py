"""The questions on progress, on a dataset made up: the latest report, corrections, reports that differ."""

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
    path = Path(__file__).with_name("progress.trig")
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


def test_the_latest_report_that_counts_as_of_a_day(store: Store) -> None:
    names = ("ref", "task_status", "status_date", "reported_by", "reports_differ")
    assert ask(store, "task-statuses", *names, as_of="2026-04-01") == [
        ("WS1.T1", "in-progress", "2026-02-10", "secretary", "false"),
        ("WS1.T2", "completed", "2026-02-10", "co-chair", "true"),
        ("WS1.T2", "in-progress", "2026-02-10", "secretary", "true"),
        ("WS1.T3", "postponed", "2026-02-20", "secretary", "false"),
        ("WS1.T4", "not-reported", "", "", "false"),
        ("WS1.T5", "in-progress", "2026-02-10", "secretary", "false"),
        ("WS1.T5", "in-progress", "2026-02-10", "co-chair", "false"),
        ("WS1.T6", "not-reported", "", "", "false"),
    ]


def test_later_reports_do_not_count_and_without_a_day_all_do(store: Store) -> None:
    for day, status in (
        ("2026-05-01", "in-progress"),
        ("2026-05-02", "completed"),
        ("2026-01-09", "not-reported"),
    ):
        first = ask(store, "task-statuses", "task_status", "reports_differ", as_of=day)[0]
        assert first == (status, "false"), day
    assert ask(store, "task-statuses", "task_status", as_of="2026-01-10")[:2] == [
        ("not-started",),
        ("postponed",),
    ]
    assert ask(store, "task-statuses", "task_status")[0] == ("completed",)
    early = ask(store, "task-statuses", "ref", "task_status", as_of="2025-12-31")
    assert early == [(f"WS1.T{number}", "not-reported") for number in range(1, 7)]


def test_what_a_report_says_beside_the_status(store: Store) -> None:
    names = ("reported_at", "reported_in", "output_title", "output_symbol", "output_link", "output_thread")
    more = ("next_step", "for_meeting", "lead", "deadline", "deadline_source", "status_note", "report")
    assert ask(store, "task-statuses", *names, *more, as_of="2026-03-01")[0] == (
        *("third meeting", "X/1", "Advice", "X/INF/1", "https://example.org/advice"),
        *(
            "https://example.org/thread",
            "send it",
            "SBI 8",
            "FAO",
            "2026-06-30",
            "X/1, para. 2",
            "a note",
            "sa3",
        ),
    )


def test_lead_and_deadline_hold_on_and_stand_without_a_status(store: Store) -> None:
    rows = ask(store, "task-statuses", "ref", "lead", "deadline", "next_step", as_of="2026-06-01")
    assert rows[0] == ("WS1.T1", "FAO", "2026-06-30", "")
    assert rows[-1] == ("WS1.T6", "UNEP", "2026-09-30", "")
    assert {row[1:] for row in rows[1:-1]} == {("", "", "")}


def test_counts_tell_for_how_many_none_is_reported(store: Store) -> None:
    assert ask(store, "status-counts", "task_status", "task_count", "tasks", as_of="2026-04-01") == [
        ("in-progress", "2", "WS1.T1; WS1.T5"),
        ("not-reported", "2", "WS1.T4; WS1.T6"),
        ("postponed", "1", "WS1.T3"),
        ("reports-differ", "1", "WS1.T2"),
    ]
    assert ask(store, "status-counts", "task_count", as_of="2025-12-31") == [("6",)]
    assert [row[0] for row in ask(store, "status-not-recorded", "ref")] == ["WS1.T4", "WS1.T6"]


def test_history_keeps_corrected_reports_and_says_so(store: Store) -> None:
    names = ("report", "task_status", "counts", "corrects")
    assert ask(store, "status-history", *names, task="WS1.T3") == [
        ("sc2", "postponed", "true", "sc1"),
        ("sc1", "completed", "false", ""),
    ]
    assert ask(store, "status-history", *names, task="WS1.T4") == [
        ("sd1", "completed", "false", ""),
        ("sd2", "", "true", "sd1"),
    ]
    assert len(ask(store, "status-history", "report")) == 13


def test_periods_at_a_milestone(store: Store) -> None:
    assert ask(store, "tasks-by-milestone", "milestone_label", "milestone_relation", "ref") == [
        ("M 1", "before", "WS1.T1"),
        ("M 1", "at", "WS1.T2"),
        ("M 1", "at", "WS1.T4"),
        ("M 1", "ends-later", "WS1.T5"),
        ("M 1", "after", "WS1.T3"),
        ("M 1", "not-fixed", "WS1.T6"),
    ]
    assert ask(store, "tasks-by-milestone", "ref", milestone="M-2") == []
    assert len(ask(store, "tasks-by-milestone", "ref", milestone="M-1")) == 6
    codes = ask(store, "milestones", "milestone_code", "milestone_kind", "source")
    assert codes == [("M-2", "opening", "https://example.org/m2"), ("M-1", "meeting", "a letter")]
