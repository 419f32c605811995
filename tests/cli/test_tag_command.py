import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iagkg.files import shipped
from iagkg.vocabulary.tags import read_tags

ROOT = Path(__file__).parent.parent.parent
BY = ("--by", "secretary of the group", "--on", "2026-11-24")


def iagkg(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
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


def test_suggest_shows_what_is_proposed_and_writes_nothing() -> None:
    before = shipped("data", "tags.tsv").read_bytes()
    done = iagkg("tag", "suggest", "--task", "WS4.T3")
    assert done.returncode == 0
    assert "suggested, not reviewed" in done.stdout
    assert '"CHM" in the task: abbreviation' in done.stdout
    assert len(done.stdout.splitlines()) == 4
    assert shipped("data", "tags.tsv").read_bytes() == before


def test_suggest_in_every_form() -> None:
    found = json.loads(iagkg("tag", "suggest", "--task", "WS3.T2", "--json").stdout)
    assert [each["identifier"] for each in found] == [
        "CBD-SUBJECT-KMGBF",
        "CBD-SUBJECT-NBSAP",
        "CBD-SUBJECT-XCH",
        "CBD-SUBJECT-KM",
        "GBF-TARGET-21",
    ]
    assert list(found[0]) == ["ref", "relation", "identifier", "label", "score", "standing", "reason"]
    rows = list(csv.DictReader(io.StringIO(iagkg("tag", "suggest", "--format", "csv").stdout)))
    assert len(rows) == 47
    tsv = iagkg("tag", "suggest", "--format", "tsv", "--min-score", "0.95").stdout
    assert all(line.split("\t")[4] == "1.00" for line in tsv.splitlines()[1:])
    assert "proposée, non examinée" in iagkg("tag", "suggest", "--task", "WS4.T1", "--lang", "fr").stdout


def test_suggest_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "found.csv"
    done = iagkg("tag", "suggest", "--format", "csv", "-o", str(out))
    assert (done.returncode, done.stdout) == (0, "")
    assert out.read_text("utf-8") == iagkg("tag", "suggest", "--format", "csv").stdout
    refused = iagkg("tag", "suggest", "-o", str(out / "below"))
    assert refused.returncode == 3
    assert "cannot be written" in refused.stderr


def test_a_workplan_whose_language_is_not_recorded_is_compared_in_every_language() -> None:
    path = ROOT / "tests" / "data" / "workplans" / "francais_2026_2027.txt"
    found = json.loads(iagkg("tag", "suggest", str(path), "--json").stdout)
    assert {"CBD-SUBJECT-KM", "CBD-SUBJECT-NAP-CB"} <= {each["identifier"] for each in found}


def test_list_hides_suggestions_and_says_so() -> None:
    done = iagkg("tag", "list", "--json")
    found = json.loads(done.stdout)
    assert len(found) == 25
    assert {each["standing"] for each in found} == {"accepted"}
    assert "49 suggested, not reviewed: not shown" in done.stderr
    every = iagkg("tag", "list", "--suggested", "--json")
    assert len(json.loads(every.stdout)) == 74
    assert not every.stderr


def test_names_are_rows_for_the_table() -> None:
    rows = list(csv.DictReader(io.StringIO(iagkg("tag", "names", "--format", "tsv").stdout), delimiter="\t"))
    table = [tag for tag in read_tags(shipped("data", "tags.tsv")) if tag.relation == "names"]
    assert [(r["ref"], r["item"], r["concept"], r["reason"], r["source"]) for r in rows] == [
        (t.ref, t.item, t.concept, t.reason, t.source) for t in table
    ]


def test_accept_adds_rows_and_nothing_else(workspace: Path) -> None:
    done = iagkg("tag", "accept", "WS3.T2:CBD-SUBJECT-KM", "WS4.T3:GBF-TARGET-21", *BY, cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert "accepted by secretary of the group, 2026-11-24" in done.stdout
    written = (workspace / "data" / "tags.tsv").read_text("utf-8")
    base = shipped("data", "tags.tsv").read_text("utf-8")
    assert written.startswith(base)
    assert len(written[len(base) :].splitlines()) == 2
    rows = {(tag.ref, tag.concept): tag for tag in read_tags(workspace / "data" / "tags.tsv")}
    row = rows["WS3.T2", "CBD-SUBJECT-KM"]
    assert (row.standing, row.who, row.relation) == ("accepted", "secretary of the group", "subject")
    assert row.reason == "capture and classify knowledge, tools and guidance"
    assert rows["WS4.T3", "GBF-TARGET-21"].relation == "target"
    assert '"CBD-SUBJECT-KM"' in iagkg("tag", "list", "--json", cwd=workspace).stdout
    again = iagkg("tag", "accept", "WS3.T2:CBD-SUBJECT-KM", *BY, cwd=workspace)
    assert again.returncode == 2
    assert "accepted already, by secretary of the group, 2026-11-24" in again.stderr


def test_accept_takes_a_computed_suggestion_or_a_reason_of_ones_own(workspace: Path) -> None:
    assert iagkg("tag", "accept", "WS3.T4:CBD-SUBJECT-TAXONOMY", *BY, cwd=workspace).returncode == 0
    unknown = iagkg("tag", "accept", "WS3.T4:CBD-SUBJECT-CHM", *BY, cwd=workspace)
    assert unknown.returncode == 2
    assert "was not suggested" in unknown.stderr
    given = ("--reason", "the thesaurus is part of the clearing-house")
    assert iagkg("tag", "accept", "WS3.T4:CBD-SUBJECT-CHM", *BY, *given, cwd=workspace).returncode == 0
    rows = {(tag.ref, tag.concept): tag for tag in read_tags(workspace / "data" / "tags.tsv")}
    assert rows["WS3.T4", "CBD-SUBJECT-TAXONOMY"].source == "iagkg tag suggest, score 0.7"
    assert rows["WS3.T4", "CBD-SUBJECT-CHM"].reason == given[1]


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (["WS3.T2"], BY, "not a task and an identifier"),
        (["WS9.T1:CBD-SUBJECT-KM"], BY, "the workplan has no task 'WS9.T1'"),
        (["WS3.T2:CBD-SUBJECT-XX"], BY, "is not an identifier of the vocabulary"),
        (["WS3.T2:CBD-SUBJECT-KM", "WS3.T2:CBD-SUBJECT-KM"], BY, "named twice"),
        (["WS3.T1:GBF-TARGET-21"], BY, "the row names this target"),
        (["WS3.T2:CBD-SUBJECT-KM"], ("--by", "x@y.org", "--on", "2026-11-24"), "an e-mail address"),
        (["WS3.T2:CBD-SUBJECT-KM"], ("--by", "Ms. Somebody", "--on", "2026-11-24"), "a person"),
        (["WS3.T2:CBD-SUBJECT-KM"], ("--by", "secretary", "--on", "24.11.2026"), "not a day"),
        (["WS3.T2:CBD-SUBJECT-KM", "WS3.T2:nothing"], BY, "is not an identifier"),
    ],
)
def test_accept_writes_all_or_nothing(
    rows: list[str], options: tuple[str, ...], message: str, workspace: Path
) -> None:
    done = iagkg("tag", "accept", *rows, *options, cwd=workspace)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (workspace / "data").exists()


def test_accept_needs_a_workspace(tmp_path: Path) -> None:
    done = iagkg("tag", "accept", "WS3.T2:CBD-SUBJECT-KM", *BY, cwd=tmp_path)
    assert done.returncode == 3
    assert "iagkg init" in done.stderr


def test_a_faulty_table_of_the_workspace_is_named(workspace: Path) -> None:
    path = workspace / "data" / "tags.tsv"
    path.parent.mkdir()
    shutil.copyfile(shipped("data", "tags.tsv"), path)
    path.write_text(path.read_text("utf-8").replace("\tnames\t", "\tthing\t", 1), encoding="utf-8")
    done = iagkg("tag", "list", cwd=workspace)
    assert done.returncode == 3
    assert "tags.tsv, row 2, column relation: 'thing'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("suggest", "--task", "WS9.T9"), "the workplan has no such task"),
        (("list", "--task", "x"), "the workplan has no such task"),
        (("suggest", "--min-score", "7"), "not from 0 to 1"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], message: str) -> None:
    done = iagkg("tag", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_task_in_any_spelling(workspace: Path) -> None:
    plain = iagkg("tag", "suggest", "--task", "WS3.T2").stdout
    assert iagkg("tag", "suggest", "--task", "ws3.t2").stdout == plain
    assert iagkg("tag", "suggest", "--task", "ws3 t2").stdout == plain
    assert iagkg("tag", "list", "--task", "ws3.t2").returncode == 0
    done = iagkg("tag", "accept", "ws3.t2:CBD-SUBJECT-KM", *BY, "--workspace", str(workspace))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("WS3.T2  CBD-SUBJECT-KM")


def test_what_was_accepted_is_no_longer_only_suggested(workspace: Path) -> None:
    def standing() -> dict[str, str]:
        done = iagkg("tag", "suggest", "--task", "WS3.T2", "--json", "--workspace", str(workspace))
        return {row["identifier"]: row["standing"] for row in json.loads(done.stdout)}

    assert standing()["CBD-SUBJECT-KM"] == "suggested"
    iagkg("tag", "accept", "WS3.T2:CBD-SUBJECT-KM", *BY, "--workspace", str(workspace))
    assert standing() | {"CBD-SUBJECT-KM": ""} == dict.fromkeys(standing(), "suggested") | {
        "CBD-SUBJECT-KM": ""
    }
    assert standing()["CBD-SUBJECT-KM"] == "accepted"


def test_a_day_to_come_is_refused(workspace: Path) -> None:
    done = iagkg(
        *("tag", "accept", "WS3.T2:CBD-SUBJECT-KM", "--by", "secretary of the group"),
        *("--on", "2999-01-01", "--workspace", str(workspace)),
    )
    assert done.returncode == 2
    assert "still to come" in done.stderr
    assert not (workspace / "data" / "tags.tsv").exists()
