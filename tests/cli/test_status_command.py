import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from iagkg.files import shipped
from iagkg.progress.reading import read_events

ROOT = Path(__file__).parent.parent.parent
BY = ("--by", "secretary of the group", "--on", "2026-02-10")


def iagkg(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "IAGKG_WORKSPACE": ""},
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    return tmp_path


def rows(*arguments: str, cwd: Path) -> list[dict[str, Any]]:
    done = iagkg(*arguments, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_nothing_is_reported_of_the_shipped_workplan(workspace: Path) -> None:
    found = rows("status", "list", cwd=workspace)
    assert len(found) == 16
    assert {row["task_status"] for row in found} == {"not-reported"}
    done = iagkg("status", "list", "--as-of", "2026-05-15", cwd=workspace)
    assert done.stdout.count("not reported") == 16
    assert "As of 15 May 2026. DRAFT - adoption not recorded." in done.stderr
    assert "not reported: 16" in done.stderr
    for word in ("completed", "overdue", "due"):
        assert word not in done.stdout + done.stderr
    assert not (workspace / "data").exists()


def test_a_status_is_set_listed_and_shown(workspace: Path) -> None:
    more = ("--output-title", "Draft, first", "--output-link", "https://example.org/x", "--lead", "FAO")
    deadline = ("--deadline", "2026-06-30", "--deadline-source", "report, para. 4")
    done = iagkg("status", "set", "ws1.t2", "In Progress", *BY, *more, *deadline, cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert "WS1.T2  in progress, as reported by secretary of the group, 10 February 2026" in done.stdout
    row = next(row for row in rows("status", "list", cwd=workspace) if row["task_status"] != "not-reported")
    assert [row[key] for key in ("ref", "task_status", "status_date", "reported_by", "lead", "deadline")] == [
        *("WS1.T2", "in-progress", "2026-02-10", "secretary of the group", "FAO", "2026-06-30")
    ]
    table = iagkg("status", "list", "--lang", "fr", cwd=workspace).stdout
    assert "en cours, selon secretary of the group, 10 février 2026" in table
    before = {r["task_status"] for r in rows("status", "list", "--as-of", "2026-02-09", cwd=workspace)}
    assert before == {"not-reported"}
    assert iagkg("status", "set", "WS1.T2", "en curso", *BY, *more, *deadline, cwd=workspace).returncode == 0
    assert len(read_events(workspace / "data" / "status.csv")) == 1
    listed = list(
        csv.DictReader(io.StringIO(iagkg("status", "list", "--format", "csv", cwd=workspace).stdout))
    )
    assert [row["output_link"] for row in listed if row["output_link"]] == ["https://example.org/x"]


def test_reports_that_differ_are_both_shown_until_one_is_corrected(workspace: Path) -> None:
    iagkg("status", "set", "WS1.T2", "in progress", *BY, cwd=workspace)
    first = read_events(workspace / "data" / "status.csv")[0].id
    done = iagkg("status", "set", "WS1.T2", "completed", *BY, cwd=workspace)
    assert "A report of the same day differs: in progress, as reported by secretary" in done.stderr
    assert first in done.stderr
    found = [row for row in rows("status", "list", cwd=workspace) if row["ref"] == "WS1.T2"]
    assert [(row["task_status"], row["reports_differ"]) for row in found] == [
        ("completed", True),
        ("in-progress", True),
    ]
    assert iagkg("status", "list", cwd=workspace).stdout.count("reports differ: ") == 2
    done = iagkg("status", "set", "WS1.T2", "completed", *BY, "--replaces", first, cwd=workspace)
    assert "differs" not in done.stderr
    found = [row for row in rows("status", "list", cwd=workspace) if row["ref"] == "WS1.T2"]
    assert {(row["task_status"], row["reports_differ"]) for row in found} == {("completed", False)}
    history = rows("status", "show", "WS1.T2", cwd=workspace)
    assert [row["counts"] for row in history if row["report"] == first] == [False]


def test_undo_adds_a_line_and_removes_none(workspace: Path) -> None:
    iagkg("status", "set", "WS4.T1", "postponed", *BY, cwd=workspace)
    path = workspace / "data" / "status.csv"
    before, (event,) = path.read_bytes(), read_events(path)
    done = iagkg("status", "undo", event.id, "--by", "co-chair", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().startswith(before)
    assert {row["task_status"] for row in rows("status", "list", cwd=workspace)} == {"not-reported"}
    assert len(rows("status", "show", "WS4.T1", cwd=workspace)) == 2
    assert iagkg("status", "undo", event.id, "--by", "co-chair", cwd=workspace).returncode == 2


def test_tasks_are_grouped_by_a_milestone(workspace: Path) -> None:
    done = iagkg("status", "list", "--before", "sbi 7", cwd=workspace)
    heads = [line for line in done.stdout.splitlines() if line.startswith("SBI 7: ")]
    assert heads == ["SBI 7: period ends before it", "SBI 7: period running at it"]
    found = rows("status", "list", "--before", "SBI-7", cwd=workspace)
    assert [row["milestone_relation"] for row in found] == ["before"] * 11 + ["at"] * 5
    unknown = iagkg("status", "list", "--before", "SBI 8", cwd=workspace)
    assert unknown.returncode == 2
    assert "data/milestones.tsv" in unknown.stderr
    undated = iagkg("status", "list", "--before", "COP 17", cwd=workspace)
    assert "The days of COP-17 are not recorded" in undated.stderr
    table = shipped("data", "milestones.tsv").read_text(encoding="utf-8")
    (workspace / "data").mkdir()
    row = "SBI-8\tSBI 8\t2026-02-01\t2026-02-03\tmeeting\t\ta letter\t\n"
    (workspace / "data" / "milestones.tsv").write_text(table + row, encoding="utf-8")
    found = rows("status", "list", "--before", "SBI 8", cwd=workspace)
    assert {row["milestone_relation"] for row in found} == {"before", "at", "after"}


def test_names_are_kept_apart_and_shown_only_when_asked_for(workspace: Path) -> None:
    iagkg("status", "set", "WS1.T1", "completed", *BY, cwd=workspace)
    people = workspace / "data" / "people.csv"
    people.write_text("role,name\nSecretary of the group,Maria Example\n", encoding="utf-8")
    assert "Maria" not in iagkg("status", "list", cwd=workspace).stdout
    named = iagkg("status", "list", "--with-people", cwd=workspace).stdout
    assert "as reported by secretary of the group (Maria Example), 10 February 2026" in named
    assert "Maria" in iagkg("status", "show", "WS1.T1", "--with-people", cwd=workspace).stdout
    built = iagkg("build", cwd=workspace)
    assert built.returncode == 0, built.stderr
    texts = [path.read_text("utf-8") for path in (workspace / "build").rglob("*") if path.is_file()]
    assert texts
    assert not [text for text in texts if "Maria" in text or "people.csv" in text]
    people.write_text("name\nx\n", encoding="utf-8")
    assert iagkg("status", "list", "--with-people", cwd=workspace).returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("WS1.T2", "done", *BY), 2, "'done' is no status"),
        (("WS1.T2", "overdue", *BY), 2, "not started, in progress, completed"),
        (("WS9.T2", "completed", *BY), 2, "the workplan has no such task"),
        (("WS1.T2/2.2", "completed", *BY), 2, "reported of a whole row"),
        (("WS1.T2", "completed", "--by", "x@example.org", "--on", "2026-02-10"), 3, "an e-mail address"),
        (("WS1.T2", "completed", *BY, "--note", "write x@example.org"), 3, "column note: an e-mail address"),
        (("WS1.T2", "completed", "--by", "secretary", "--on", "10.2.2026"), 2, "not a day"),
        (("WS1.T2", "completed", "--by", "secretary", "--on", "2999-01-01"), 2, "still to come"),
        (("WS1.T2", "completed", *BY, "--deadline", "2026-06-30"), 3, "column deadline_source: empty"),
        (("WS1.T2", "completed", *BY, "--output-link", "x"), 3, "column output_link"),
        (("WS1.T2", "completed", *BY, "--replaces", "s1x"), 3, "no line has the id s1x"),
    ],
)
def test_what_is_refused_writes_nothing(
    arguments: tuple[str, ...], code: int, message: str, workspace: Path
) -> None:
    done = iagkg("status", "set", *arguments, cwd=workspace)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert not list(workspace.rglob("status.csv*"))


def test_a_likely_name_is_pointed_out(workspace: Path) -> None:
    by = ("--by", "Maria Example", "--on", "2026-02-10")
    done = iagkg("status", "set", "WS1.T2", "completed", *by, cwd=workspace)
    assert done.returncode == 0
    assert '"Maria Example" may be the name of a person' in done.stderr


def test_without_a_workspace_nothing_is_written(tmp_path: Path) -> None:
    done = iagkg("status", "set", "WS1.T2", "completed", *BY, cwd=tmp_path)
    assert done.returncode == 3
    assert "iagkg init" in done.stderr


def test_a_table_that_errs_is_named_by_row_and_column(workspace: Path) -> None:
    iagkg("status", "set", "WS1.T2", "completed", *BY, cwd=workspace)
    path = workspace / "data" / "status.csv"
    path.write_text(path.read_text("utf-8").replace("completed", "finished"), encoding="utf-8")
    for command in (("status", "list"), ("build",), ("status", "set", "WS1.T1", "completed", *BY)):
        done = iagkg(*command, cwd=workspace)
        assert done.returncode == 3, command
        assert "row 2, column status: 'finished'" in done.stderr
    path.write_text(path.read_text("utf-8").replace("finished", "completed").replace("-002", "-099"), "utf-8")
    done = iagkg("status", "list", cwd=workspace)
    assert "row 2, column task: the workplan has no task 'iag-tsc-099'" in done.stderr


def test_a_built_dataset_says_the_same(workspace: Path) -> None:
    iagkg("status", "set", "WS1.T2", "in progress", *BY, cwd=workspace)
    assert iagkg("build", cwd=workspace).returncode == 0
    (workspace / "data" / "status.csv").touch()
    built = rows("status", "list", "--dataset", "build", cwd=workspace)
    assert built == rows("status", "list", cwd=workspace)
    assert iagkg("check", cwd=workspace).returncode == 0
    status = (workspace / "build" / "graphs" / "curated-status.ttl").read_text("utf-8")
    assert "iag:StatusEvent" in status


def test_a_version_without_keys_is_not_guessed_at(workspace: Path) -> None:
    (workspace / "data").mkdir()
    keys = workspace / "data" / "keys.tsv"
    keys.write_text(
        "key\tworkplan\tversion\tposition\niag-tsc-001\tiag-tsc\t2024\tWS1.T1\n", encoding="utf-8"
    )
    done = iagkg("status", "set", "WS1.T2", "completed", *BY, cwd=workspace)
    assert (done.returncode, done.stdout) == (3, "")
    assert "no key for WS1.T2 of version 2025-2027" in done.stderr
    keys.write_text(keys.read_text("utf-8") + "iag-tsc-001\tiag-tsc\t2025-2027\tWS1.T2\n", encoding="utf-8")
    assert iagkg("status", "set", "WS1.T2", "completed", *BY, cwd=workspace).returncode == 0
    (event,) = read_events(workspace / "data" / "status.csv")
    assert event.task == "iag-tsc-001"
    found = [row["ref"] for row in rows("status", "list", cwd=workspace) if row["task_status"] == "completed"]
    assert found == ["WS1.T2"]
