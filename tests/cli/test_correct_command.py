"""Corrections and added tasks by the command line, on the real workplan and its next version."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from iagkg.build import build
from iagkg.graph.quads import term
from iagkg.progress.added import read_added
from iagkg.progress.corrections import read_corrections
from iagkg.report.chm_records import export_set
from iagkg.store.embedded import EmbeddedStore

ROOT = Path(__file__).parent.parent.parent
EDITED = ROOT / "tests" / "data" / "versions" / "iag_tsc_2025_2027_edited.txt"
BY = ("--by", "secretary of the group")
FROM = ("--source", "report, para. 4", *BY)
MEETING = ("--meeting", "TSC-IAG 3", "--on", "2026-02-10", *BY)


def iagkg(*arguments: str, cwd: Path, code: int = 0) -> str:
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
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code in {0, 1} else done.stderr


def rows(*arguments: str, cwd: Path, code: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(iagkg(*arguments, "--json", cwd=cwd, code=code))
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_a_corrected_mandate_is_what_the_task_rests_on(workspace: Path) -> None:
    iagkg(
        "correct", "set", "WS1.T1", "mandat", "Dec. 16/3, para. 7", *FROM, "--why", "misprint", cwd=workspace
    )
    built = build(workspace=workspace)
    store = EmbeddedStore.from_quads(built.quads)
    task = "<https://w3id.org/iagkg/id/workplan/iag-tsc/2025-2027/ws-1/t-1>"
    said = {(quad.predicate, quad.object, quad.graph) for quad in built.quads if quad.subject == task}
    printed = "<https://w3id.org/iagkg/graph/printed/iag-tsc/2025-2027>"
    corrected = "<https://w3id.org/iagkg/graph/corrected/iag-tsc/2025-2027>"
    assert (term("iag:printedMandate"), '"Decision 16/3, para. 6"', printed) in said
    assert {graph for predicate, _, graph in said if predicate == term("iag:hasMandate")} == {corrected}
    paragraphs = {str(value) for predicate, value, _ in said if predicate == term("iag:mandatedBy")}
    assert paragraphs == {"<https://w3id.org/iagkg/id/decision/cbd/cop/16/3/7>"}
    (first, *_) = export_set(store, {}).records
    assert first.mandates[0].as_printed == "Dec. 16/3, para. 7 (corrected from: Decision 16/3, para. 6)"
    screen = iagkg("coverage", "--workspace", str(workspace), cwd=workspace)
    assert "Dec. 16/3, para. 7 (corrected from: Decision 16/3, para. 6) (row 3)" in screen


def test_a_corrected_period_is_when_the_task_runs(workspace: Path) -> None:
    iagkg("correct", "set", "WS1.T2", "period", "January - June 2026", *FROM, cwd=workspace)
    iagkg("build", cwd=workspace)
    running = {row["ref"] for row in rows("query", "running-on", "--as-of", "2026-05-15", cwd=workspace)}
    assert "WS1.T2" in running
    (old,) = [row for row in rows("query", "ends-by", cwd=workspace) if row["ref"] == "WS1.T2"]
    assert (old["period"], old["ends"]) == ("August – December 2025", "2026-06-30")
    paper = iagkg("report", "--form", "meeting", "--as", "md", "--as-of", "2026-05-15", cwd=workspace)
    assert "January - June 2026 (corrected from: August – December 2025)" in paper


@pytest.mark.parametrize("field", ["title", "number", "workstream"])
def test_words_that_are_not_read_are_shown_beside_the_printed_ones(workspace: Path, field: str) -> None:
    iagkg("correct", "set", "WS1.T4", field, "Right words", *FROM, cwd=workspace)
    paper = iagkg("report", "--form", "meeting", "--as", "md", cwd=workspace)
    assert "Right words (corrected from: " in paper


def test_a_correction_is_replaced_and_taken_back(workspace: Path) -> None:
    table = workspace / "data" / "corrections.csv"
    setting = ("correct", "set", "WS1.T1", "mandate")
    iagkg(*setting, "Dec. 16/3, para. 7", *FROM, cwd=workspace)
    assert "stands in" in iagkg(*setting, "Dec. 16/3, para. 7", *FROM, cwd=workspace)
    iagkg(*setting, "Dec. 16/3, para. 8", *FROM, cwd=workspace)
    first, second = read_corrections(table)
    assert second.replaces == first.id
    listed = ("correct", "list")
    assert [row["corrected"] for row in rows(*listed, cwd=workspace)] == ["Dec. 16/3, para. 8"]
    iagkg("correct", "undo", second.id, *BY, cwd=workspace)
    assert [row["corrected"] for row in rows(*listed, cwd=workspace)] == ["Dec. 16/3, para. 7"]
    iagkg("correct", "undo", read_corrections(table)[2].id, *BY, cwd=workspace)
    assert rows(*listed, cwd=workspace) == []
    iagkg(*setting, "Dec. 16/3, para. 7", *FROM, cwd=workspace)
    assert [row["corrected"] for row in rows(*listed, cwd=workspace)] == ["Dec. 16/3, para. 7"]
    wrong = iagkg("correct", "undo", second.id, *BY, cwd=workspace, code=2)
    assert "no longer counts" in wrong


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("WS9.T1", "title", "x", *FROM), "no such task"),
        (("WS1.T1", "colour", "x", *FROM), "title, number, mandate, period, workstream"),
        (("WS1.T1", "mandate", "Decision 16/3, para. 6", *FROM), "other words than printed"),
        (("WS1.T1", "mandate", "=1+1", *FROM), "spreadsheet"),
        (("WS1.T1", "mandate", "x", "--source", "", *BY), "column source"),
        (("WS1.T1", "mandate", "x", "--source", "y", "--by", "jane@example.org"), "column who"),
    ],
)
def test_what_cannot_be_a_correction_is_told_and_nothing_written(
    workspace: Path, given: tuple[str, ...], told: str
) -> None:
    code = 2 if "no such task" in told or told.startswith("title") else 3
    assert told in iagkg("correct", "set", *given, cwd=workspace, code=code)
    assert not (workspace / "data" / "corrections.csv").exists()


def test_words_that_say_no_paragraph_are_kept_and_said(workspace: Path) -> None:
    iagkg("correct", "set", "WS1.T1", "mandate", "see the report", *FROM, cwd=workspace)
    notes = rows("query", "source-notes", "--dataset", built(workspace), cwd=workspace)
    assert any("correction" in str(row["message"]) for row in notes)


def built(workspace: Path) -> str:
    iagkg("build", cwd=workspace)
    return str(workspace / "build")


def test_a_new_version_asks_again_where_it_prints_other_words(workspace: Path) -> None:
    shutil.copytree(ROOT / "data" / "workplans", workspace / "data" / "workplans")
    for ref, field, words in (
        ("WS1.T2", "period", "January - June 2026"),  # other words in the next version
        ("WS3.T4", "period", "January - June 2027"),  # the same words, at another place
    ):
        iagkg("correct", "set", ref, field, words, *FROM, cwd=workspace)
    shutil.copy(EDITED, workspace / "data" / "workplans")
    table = workspace / "data" / "workplans" / "versions.tsv"
    row = [EDITED.name, "iag-tsc", "rev-1", "2025-2027", hashlib.sha256(EDITED.read_bytes()).hexdigest()]
    row += ["en", "draft", "", "", "", "", "made for the tests"]
    table.write_text(table.read_text(encoding="utf-8") + "\t".join(row) + "\n", encoding="utf-8")
    iagkg("keys", "assign", cwd=workspace)
    listed = rows("correct", "list", cwd=workspace, code=1)
    assert [(row["ref"], row["correction_state"]) for row in listed] == [
        ("WS1.T2", "ask-again"),
        ("WS4.T4", "holds"),
    ]
    built(workspace)
    ends = {row["ref"]: row["ends"] for row in rows("query", "ends-by", cwd=workspace)}
    assert (ends["WS1.T2"], ends["WS4.T4"]) == ("2026-03-31", "2027-06-30")
    assert "does not hold any more" in iagkg("check", cwd=workspace)
    iagkg("correct", "set", "WS1.T2", "period", "January - June 2026", *FROM, cwd=workspace)
    assert {row["correction_state"] for row in rows("correct", "list", cwd=workspace)} == {"holds"}


def test_versions_are_compared_as_printed(workspace: Path) -> None:
    built(workspace)
    shutil.copytree(workspace / "build", workspace / "before")
    iagkg("correct", "set", "WS1.T1", "mandate", "Dec. 16/3, para. 7", *FROM, cwd=workspace)
    iagkg("correct", "set", "WS1.T2", "period", "January - June 2026", *FROM, cwd=workspace)
    iagkg("correct", "set", "WS3.T1", "mandate", "Dec. 16/3, para. 7", *FROM, cwd=workspace)
    built(workspace)
    assert "No differences." in iagkg("diff", "before", "build", cwd=workspace)
    assert "No differences." in iagkg("diff", "2025-2027", "build", cwd=workspace)


def test_an_added_task_is_listed_and_no_part_of_the_document(workspace: Path) -> None:
    iagkg("task", "add", "Prepare a note", *MEETING, "--mandate", "Dec. 16/9 B, para. 9 (b)", cwd=workspace)
    (row,) = rows("task", "list", cwd=workspace)
    assert (row["given_task"], row["added_at"], row["added_on"]) == (
        "Prepare a note",
        "TSC-IAG 3",
        "2026-02-10",
    )
    built(workspace)
    assert len(rows("query", "mandates-by-task", cwd=workspace)) == 16
    screen = iagkg("coverage", cwd=workspace)
    assert "16 tasks, 24 citations of 20 paragraphs" in screen
    assert "1 task that a meeting added is not counted" in screen
    for form in ("text", "md", "html", "json"):
        shown = iagkg("diff", "2025-2027", "build", "--format", form, cwd=workspace)
        assert "Prepare a note" in shown
        assert "TSC-IAG 3" in shown
    paper = iagkg("report", "--form", "meeting", "--as", "md", cwd=workspace)
    assert "| Task | Mandate as given | Period as given | Origin |" in paper
    assert "| Prepare a note | Dec. 16/9 B, para. 9 (b) |  | added: TSC-IAG 3, 2026-02-10 |" in paper


def test_an_added_task_is_withdrawn_and_added_again(workspace: Path) -> None:
    adding = ("task", "add", "Prepare a note", *MEETING)
    iagkg(*adding, cwd=workspace)
    assert "stands in" in iagkg(*adding, cwd=workspace)
    (line,) = read_added(workspace / "data" / "added.csv")
    iagkg("task", "withdraw", line.id, *BY, cwd=workspace)
    assert rows("task", "list", cwd=workspace) == []
    iagkg(*adding, cwd=workspace)
    assert [row["given_task"] for row in rows("task", "list", cwd=workspace)] == ["Prepare a note"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("x", "--meeting", "M", "--on", "2999-01-01", *BY), "still to come"),
        (("x", "--meeting", "M", "--on", "soon", *BY), "not a day"),
        (("", *MEETING), "column task"),
        (("x", "--meeting", "", "--on", "2026-02-10", *BY), "column meeting"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_written(
    workspace: Path, given: tuple[str, ...], told: str
) -> None:
    assert told in iagkg("task", "add", *given, cwd=workspace, code=2 if "column" not in told else 3)
    assert not (workspace / "data" / "added.csv").exists()


def test_the_same_tables_give_the_same_bytes(workspace: Path) -> None:
    iagkg("correct", "set", "WS1.T1", "mandate", "Dec. 16/3, para. 7", *FROM, cwd=workspace)
    iagkg("task", "add", "Prepare a note", *MEETING, cwd=workspace)
    files = []
    for name in ("one", "two"):
        iagkg("build", "-o", name, cwd=workspace)
        iagkg("export", "xlsx", "-o", f"{name}.xlsx", "--as-of", "2026-05-15", cwd=workspace)
        files.append(
            [(workspace / name / "dataset.nq").read_bytes(), (workspace / f"{name}.xlsx").read_bytes()]
        )
    assert files[0] == files[1]
