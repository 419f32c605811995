"""The table of milestones, the keys of tasks, and the names kept apart."""

import datetime as dt
from pathlib import Path

import pytest

from iagkg.errors import InputError, UsageError
from iagkg.files import shipped
from iagkg.progress.days import day_of
from iagkg.progress.milestones import MILESTONE_COLUMNS, milestone_named, read_milestones
from iagkg.progress.people import names_of_roles
from iagkg.progress.task_keys import keys_by_ref, task_key_iri

HEAD = "\t".join(MILESTONE_COLUMNS)


def test_shipped_milestones_have_a_source_and_days_only_where_it_gives_them() -> None:
    found = read_milestones(shipped("data", "milestones.tsv"))
    assert [(m.code, str(m.start), str(m.end)) for m in found] == [
        ("SB8J-1", "2025-10-27", "2025-10-30"),
        ("SBI-6", "2026-02-16", "2026-02-19"),
        ("SBI-7", "2026-08-04", "2026-08-12"),
        ("COP-17", "None", "None"),
    ]
    assert all(m.source.startswith("https://") for m in found)
    assert read_milestones(Path("no-such.tsv")) == ()


def test_a_milestone_of_one_day_ends_on_it(tmp_path: Path) -> None:
    path = tmp_path / "milestones.tsv"
    path.write_text(f"{HEAD}\nCALL-1\tcall for views\t2026-03-02\t\topening\t\tnotification 12\t\n", "utf-8")
    (found,) = read_milestones(path)
    assert found.start == found.end == dt.date(2026, 3, 2)
    for words in ("CALL-1", "call 1", "Call  for views"):
        assert milestone_named((found,), words) is found
    with pytest.raises(UsageError, match="No milestone is called 'SBI 8'") as caught:
        milestone_named((found,), "SBI 8")
    assert "one of CALL-1" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("sbi 7\tSBI 7\t\t\tmeeting\t\tx\t", "column code: 'sbi 7' is no code"),
        ("SBI-7\t\t\t\tmeeting\t\tx\t", "column name: empty"),
        ("SBI-7\tSBI 7\t\t\tmeeting\t\t\t", "column source: empty"),
        ("SBI-7\tSBI 7\tAugust\t\tmeeting\t\tx\t", "column start: 'August'"),
        ("SBI-7\tSBI 7\t\t2026-08-12\tmeeting\t\tx\t", "column start: empty"),
        ("SBI-7\tSBI 7\t2026-08-12\t2026-08-04\tmeeting\t\tx\t", "column end: 2026-08-04 is before"),
        ("SBI-7\tSBI 7\t\t\tparty\t\tx\t", "column kind: 'party'"),
        ("SBI-7\tSBI 7\t\t\tmeeting\t\tx\tcbd.int", "column page"),
        ("OK-1\tSBI 7\t\t\tmeeting\t\tx\t", "column code: 'OK-1' stands there twice"),
        ("SBI-7\tSBI 7", "2 cells"),
    ],
)
def test_a_row_that_errs_is_named(row: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "milestones.tsv"
    path.write_text(f"{HEAD}\nOK-1\tfirst\t\t\tmeeting\t\tx\t\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 3") as caught:
        read_milestones(path)
    assert message in str(caught.value)


def test_keys_follow_the_order_of_tasks_until_a_table_gives_them(tmp_path: Path) -> None:
    path = tmp_path / "keys.tsv"
    assert keys_by_ref(path, "iag-tsc", "1", ["WS1.T1", "WS1.T2"]) == {
        "WS1.T1": "iag-tsc-001",
        "WS1.T2": "iag-tsc-002",
    }
    path.write_text(
        "key\tworkplan\tversion\tposition\n"
        "iag-tsc-001\tiag-tsc\t2\tWS1.T2\niag-tsc-002\tiag-tsc\t2\tws-1/t-1\niag-tsc-002\tiag-tsc\t1\tWS1.T2\n",
        encoding="utf-8",
    )
    assert keys_by_ref(path, "iag-tsc", "2", []) == {"WS1.T2": "iag-tsc-001", "WS1.T1": "iag-tsc-002"}
    assert keys_by_ref(path, "iag-tsc", "3", ["WS1.T1"]) == {}, "guessed from the order of a later version"
    assert keys_by_ref(path, "other", "1", ["WS1.T1"]) == {"WS1.T1": "other-001"}
    path.write_text("key\tworkplan\tversion\tposition\nx-001\tx\t1\tsecond\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2, column position: 'second'"):
        keys_by_ref(path, "x", "1", [])
    assert task_key_iri("iag-tsc-001") == "https://w3id.org/iagkg/id/task/iag-tsc/001"


def test_names_of_roles(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    assert names_of_roles(path) == {}
    path.write_text('role,name\nSecretary,"Example, Maria"\n', encoding="utf-8")
    assert names_of_roles(path) == {"secretary": "Example, Maria"}
    path.write_text("role,name\nSecretary,\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2, column role or name: empty"):
        names_of_roles(path)


@pytest.mark.parametrize("words", ["", "2026-2-1", "20260201", "2026-02-30", "2026-W05-1", "1 May 2026"])
def test_what_is_no_day(words: str) -> None:
    assert day_of(words) is None
