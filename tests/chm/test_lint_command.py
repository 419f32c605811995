"""`iagkg chm lint` and `iagkg chm export` as they are called."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from iagkg.cli import app
from iagkg.errors import UsageError
from iagkg.files import shipped

RUN = CliRunner()
RECORD = {
    "header": {"identifier": "AAAA1111-2222-3333-4444-555566667777", "schema": "resource"},
    "title": {"en": "A guide"},
    "cbdSubjects": [{"identifier": "Forest Biodiversity"}],
    "gbfTargets": [{"identifier": "GBF-TARGET-6"}],
}


def test_one_finding_a_line(tmp_path: Path) -> None:
    (tmp_path / "guide.json").write_text(json.dumps(RECORD), encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    done = RUN.invoke(app, ["chm", "lint", str(tmp_path)])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "broken.json: cannot be read;"
        " found line 1, column 2: Expecting property name enclosed in double quotes;"
        " expected valid JSON",
        "guide.json, cbdSubjects[0].identifier: a label where a key belongs; found Forest Biodiversity;"
        " expected CBD-SUBJECT-FOR",
        "guide.json, gbfTargets[0].identifier: another spelling of a key; found GBF-TARGET-6;"
        " expected GBF-TARGET-06",
        "3 findings in 2 files",
    ]


def test_as_json_and_in_french(tmp_path: Path) -> None:
    (tmp_path / "guide.json").write_text(json.dumps(RECORD), encoding="utf-8")
    done = RUN.invoke(app, ["chm", "lint", str(tmp_path), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)[1] == {
        "file": "guide.json",
        "path": "gbfTargets[0].identifier",
        "code": "spelling",
        "found": "GBF-TARGET-6",
        "expected": "GBF-TARGET-06",
        "message": "another spelling of a key",
    }
    french = RUN.invoke(app, ["chm", "lint", str(tmp_path), "--lang", "fr"])
    assert "attendu : GBF-TARGET-06" in french.stdout


def test_nothing_found(tmp_path: Path) -> None:
    good = {
        **RECORD,
        "cbdSubjects": [{"identifier": "CBD-SUBJECT-FOR"}],
        "gbfTargets": [{"identifier": "GBF-TARGET-10"}],
    }
    (tmp_path / "guide.json").write_text(json.dumps(good), encoding="utf-8")
    done = RUN.invoke(app, ["chm", "lint", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (0, "0 findings in 1 files\n")
    assert RUN.invoke(app, ["chm", "lint", str(tmp_path), "--json"]).stdout == "[]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(shipped("data"), folder / "data")
    (folder / "iagkg.toml").write_text("", encoding="utf-8")
    return folder


def export(workspace: Path, *words: str) -> tuple[int, str]:
    done = RUN.invoke(app, ["chm", "export", *words, "--workspace", str(workspace)])
    if isinstance(done.exception, UsageError):
        return 2, str(done.exception)
    return done.exit_code, done.stdout


def test_a_draft_is_handed_on_only_when_asked(workspace: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "c.xlsx"
    code, words = export(workspace, "--as", "calendar-xlsx", "-o", str(output))
    assert code == 2
    assert words.startswith("This is a draft: its adoption is not recorded.")
    assert "--draft" in words
    assert not output.parent.exists()
    code, _ = export(workspace, "--as", "calendar-xlsx", "-o", str(output), "--draft")
    assert code == 0
    assert load_workbook(output).worksheets[0]["F2"].value == "TENTATIVE"


def test_an_adopted_one_needs_no_leave_and_is_not_tentative(workspace: Path) -> None:
    table = workspace / "data" / "workplans" / "versions.tsv"
    head, row = table.read_text(encoding="utf-8").splitlines()[:2]
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    cells |= {
        "status": "adopted",
        "adoption": "first meeting, 2026-01-15",
        "adoption_source": "report, para. 3",
    }
    table.write_text(f"{head}\n" + "\t".join(cells.values()) + "\n", encoding="utf-8")
    code, words = export(workspace, "--as", "calendar-csv", "--workstream", "WS4")
    assert code == 0
    assert "TENTATIVE" not in words
    assert len(words.splitlines()) == 4


def test_accepted_subjects_are_handed_on(workspace: Path, tmp_path: Path) -> None:
    accept = [
        "tag",
        "accept",
        "WS4.T1:CBD-SUBJECT-CHM",
        "--by",
        "secretary of the group",
        "--on",
        "2026-11-25",
    ]
    done = RUN.invoke(app, [*accept, "--workspace", str(workspace)])
    assert done.exit_code == 0, done.output
    code, words = export(workspace, "--as", "bioland", "--workstream", "WS4", "--draft")
    assert code == 0
    assert words.splitlines()[1].endswith(",TENTATIVE,CBD-SUBJECT-CHM")
    assert words.count("CBD-SUBJECT") == 1
    export(workspace, "--as", "calendar-activity", "-o", f"{tmp_path}/", "--workstream", "WS4", "--draft")
    sources = (tmp_path / "calendar-activities.json.sources.csv").read_text(encoding="utf-8-sig")
    assert 'WS4.T1,subjects,CBD-SUBJECT-CHM,accepted,"secretary of the group, 2026-11-25"' in sources


def test_a_workbook_is_not_shown_on_the_screen(workspace: Path) -> None:
    code, words = export(workspace, "--as", "calendar-xlsx", "--draft")
    assert code == 2
    assert "-o calendar.xlsx" in words


def test_nothing_is_left_where_it_cannot_be_written(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "c.csv.sources.csv").mkdir()
    done = RUN.invoke(
        app,
        [
            *("chm", "export", "--as", "calendar-csv", "-o", str(tmp_path / "taken" / "c.csv")),
            *("--draft", "--replace", "--workspace", str(workspace)),
        ],
    )
    assert done.exit_code != 0
    assert sorted(path.name for path in (tmp_path / "taken").iterdir()) == ["c.csv.sources.csv"]


def test_nothing_is_written_over_unless_asked(workspace: Path, tmp_path: Path) -> None:
    output = tmp_path / "n.csv"
    assert export(workspace, "--as", "calendar-csv", "-o", str(output), "--draft")[0] == 0
    output.write_text("filled in by hand", encoding="utf-8")
    code, words = export(workspace, "--as", "calendar-csv", "-o", str(output), "--draft")
    assert (code, output.read_text(encoding="utf-8")) == (2, "filled in by hand")
    assert "n.csv: is there already" in words
    assert "--replace" in words
    assert export(workspace, "--as", "calendar-csv", "-o", str(output), "--draft", "--replace")[0] == 0
    assert output.read_text(encoding="utf-8-sig").startswith("Title,")


def test_each_file_has_sources_of_its_own(workspace: Path, tmp_path: Path) -> None:
    for form, name in (("calendar-csv", "n.csv"), ("calendar-activity", "n.json")):
        assert export(workspace, "--as", form, "-o", str(tmp_path / name), "--draft")[0] == 0
    written = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert written == ["n.csv", "n.csv.sources.csv", "n.json", "n.json.sources.csv"]
    (tmp_path / "n.csv").unlink()
    code, words = export(workspace, "--as", "calendar-csv", "-o", str(tmp_path / "n.csv"), "--draft")
    assert code == 2
    assert "n.csv.sources.csv: is there already" in words
    assert not (tmp_path / "n.csv").exists()
