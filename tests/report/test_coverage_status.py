"""The first screen shows what is reported of tasks, and has no such column where nothing is."""

import datetime as dt

import pytest

from iagkg.build import build
from iagkg.cli.status_inputs import inputs
from iagkg.progress.appending import append_event
from iagkg.progress.event import made
from iagkg.report.coverage import coverage
from iagkg.report.coverage_text import to_text
from iagkg.store.embedded import EmbeddedStore

DAY = dt.date(2026, 5, 15)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    home = tmp_path_factory.mktemp("workspace")
    (home / "iagkg.toml").write_text("", encoding="utf-8")
    given = inputs(None, home)
    for ref, status, day, role in (
        ("WS1.T2", "in-progress", "2026-02-10", "secretary"),
        ("WS1.T2", "completed", "2026-02-10", "co-chair"),
        ("WS2.T2", "postponed", "2026-05-14", "secretary"),
        ("WS2.T3", "completed", "2026-05-16", "secretary"),
    ):
        values = {"task": given.keys[ref], "status": status, "as_of": day, "reported_by": role}
        append_event(given.table("status.csv"), made(values, dt.date(2026, 6, 1)))
    return EmbeddedStore.from_quads(build(None, home).quads)


def test_the_column_stands_where_something_is_reported(store: EmbeddedStore) -> None:
    found = coverage(store, {"decision": "16/3"}, DAY)
    at, task = found.columns.index("status"), found.columns.index("cited-by")
    assert found.columns.index("period") == at - 1
    said = {row[task].split()[0]: row[at] for row in found.parts[0].rows}
    assert said == {
        "WS1.T1": "not reported",
        "WS1.T2": "reports differ; completed (advice provided), as reported by co-chair, 10 February 2026; "
        "in progress, as reported by secretary, 10 February 2026",
        "WS1.T4": "not reported",
        "WS2.T1": "not reported",
        "WS2.T2": "postponed, as reported by secretary, 14 May 2026",
        "WS2.T3": "not reported",
    }
    assert "status reported" in to_text(found)
    assert "état indiqué" in to_text(coverage(store, {}, DAY, "fr"), "fr")


def test_there_is_no_column_where_nothing_is_reported_by_that_day(store: EmbeddedStore) -> None:
    early = coverage(store, {}, dt.date(2026, 2, 9))
    assert "status" not in early.columns
    assert "not reported" not in to_text(early)
