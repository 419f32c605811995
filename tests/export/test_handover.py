"""One archive: unpacked elsewhere it is a workspace that gives the same bytes again."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent.parent
FOLDER = "iag-tsc-2025-2027"


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )
    assert "Traceback" not in done.stderr
    return done


def unpacked(archive: Path, to: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        assert {name.split("/")[0] for name in opened.namelist()} == {FOLDER}
        opened.extractall(to)
    return to / FOLDER


def test_unpacked_elsewhere_it_gives_the_same_bytes(tmp_path: Path) -> None:
    assert run("init", "plan", cwd=tmp_path).returncode == 0
    home = tmp_path / "plan"
    reported = ("WS1.T2", "in progress", "--on", "2026-02-10", "--by", "secretary")
    assert run("status", "set", *reported, cwd=home).returncode == 0
    (home / "data" / "people.csv").write_text("role,name\nsecretary,Zelda\n", encoding="utf-8")
    done = run("handover", "-o", "one.zip", "--as-of", "2026-05-15", cwd=home)
    assert done.returncode == 0, done.stderr
    assert "DRAFT" in done.stderr
    again = run("handover", "-o", "one.zip", "--as-of", "2026-05-15", cwd=home)
    assert (again.returncode, "--replace" in again.stderr) == (2, True)
    new = unpacked(home / "one.zip", tmp_path / "elsewhere")
    assert not (new / "data" / "people.csv").exists()
    assert run("handover", "-o", "../two.zip", "--as-of", "2026-05-15", cwd=new).returncode == 0
    assert (tmp_path / "elsewhere" / "two.zip").read_bytes() == (home / "one.zip").read_bytes()
    assert b"Zelda" not in (home / "one.zip").read_bytes()
    built = {path.name: path.read_bytes() for path in (new / "build").rglob("*") if path.is_file()}
    assert run("build", "-q", cwd=new).returncode == 0
    assert {path.name: path.read_bytes() for path in (new / "build").rglob("*") if path.is_file()} == built
    listed = json.loads(run("status", "list", "--json", cwd=new).stdout)
    assert {row["task_status"] for row in listed} == {"in-progress", "not-reported"}
    words = (new / "README.txt").read_text(encoding="utf-8")
    assert words.startswith("DRAFT - adoption not recorded")
    for part in (
        "workplan.xlsx",
        "meeting-paper.docx",
        "workplan.ics",
        "build/dataset.trig",
        "2026-05-15",
        "iagkg build",
    ):
        assert part in words
    assert len(words.splitlines()) < 40


def test_others_open_what_is_in_it(tmp_path: Path) -> None:
    assert run("handover", "-o", str(tmp_path / "out.zip"), "--lang", "fr", cwd=ROOT).returncode == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as opened:
        files = {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}
    assert len(load_workbook(io.BytesIO(files["workplan.xlsx"])).sheetnames) >= 6
    paper: Any = Document(io.BytesIO(files["meeting-paper.docx"]))
    assert "PROJET" in paper.sections[0].header.paragraphs[0].text
    calendar: Any = Calendar.from_ical(files["workplan.ics"])
    assert len(calendar.walk("VEVENT")) == 19
    assert files["README.txt"].decode().startswith("PROJET")
    assert set(json.loads(files["build/manifest.json"])) == {"version", "graphs", "inputs"}


def test_names_of_persons_in_a_batch_are_not_handed_over(tmp_path: Path) -> None:
    assert run("init", "plan", cwd=tmp_path).returncode == 0
    home = tmp_path / "plan"
    record = {"header": {"identifier": "ABCD1111-2222-3333-4444-555566667777", "schema": "contact"}}
    (home / "in.json").write_text(json.dumps(record | {"firstName": "Zelda"}), encoding="utf-8")
    assert run("chm", "import", "in.json", "--with-people", "--batch", "people", cwd=home).returncode in {
        0,
        1,
    }
    done = run("handover", cwd=home)
    assert done.returncode == 2
    assert "names of persons" in done.stderr
    assert not (home / "handover.zip").exists()
