"""The calendar: whole days, one entry a task that a new version moves, nothing made up."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from iagkg.build import build
from iagkg.export.calendar import Dated, calendar_ics, without_end
from iagkg.files import shipped
from iagkg.progress.milestones import read_milestones
from iagkg.report.chm_records import ExportSet, export_set
from iagkg.store.embedded import EmbeddedStore

ROOT = Path(__file__).parent.parent.parent
EXPORT = export_set(EmbeddedStore.from_quads(build().quads), {})
MILESTONES = read_milestones(shipped("data", "milestones.tsv"))
KEYS = {record.ref: f"iag-tsc-{number:03d}" for number, record in enumerate(EXPORT.records, start=1)}
VERSION = Dated(0, dt.date(2026, 11, 24), "DRAFT - adoption not recorded")


def written(export: ExportSet = EXPORT, version: Dated = VERSION, lang: str = "en") -> bytes:
    return calendar_ics(export, KEYS, MILESTONES, version, lang)


def entries(content: bytes) -> dict[str, Any]:
    found: Any = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


def test_each_period_that_ends_has_an_entry_on_its_last_day() -> None:
    found = entries(written())
    tasks = {uid: event for uid, event in found.items() if "period-ends" in uid}
    assert len(tasks) == 16
    event = tasks["iag-tsc-001-period-ends@iagkg.w3id.org"]
    assert event.decoded("dtstart") == dt.date(2025, 12, 31)
    assert event.decoded("dtend") == dt.date(2026, 1, 1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "[DRAFT] WS1.T1 Capability gaps identified by Parties: period ends"
    assert (event["status"], event["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert event["categories"].cats == ["WS1 Capacity-building and development"]
    words = str(event["description"])
    assert "Period as printed: August – December 2025" in words
    assert "Rests on 16/3, para. 6 https://www.cbd.int/decisions/cop/16/3/6" in words
    assert "31 December" not in words
    assert "not a deadline" in words


def test_milestones_without_a_known_day_have_no_entry() -> None:
    found = entries(written())
    named = {str(event["summary"]) for uid, event in found.items() if uid.startswith("milestone-")}
    assert named == {"SB8J 1", "SBI 6", "SBI 7"}
    seven = found["milestone-sbi-7@iagkg.w3id.org"]
    assert (seven.decoded("dtstart"), seven.decoded("dtend")) == (dt.date(2026, 8, 4), dt.date(2026, 8, 13))


def test_a_task_without_a_last_day_has_no_entry_and_is_named() -> None:
    open_ended = replace(EXPORT.records[0], last_day="")
    export = replace(EXPORT, records=(open_ended, *EXPORT.records[1:]))
    assert without_end(export.records) == ["WS1.T1"]
    assert "iag-tsc-001-period-ends@iagkg.w3id.org" not in entries(written(export))


def test_an_entry_keeps_its_identifier_and_a_later_version_counts_on() -> None:
    later = Dated(2, dt.date(2027, 1, 1), "Adopted")
    adopted = replace(EXPORT, draft=False, records=tuple(replace(one, draft=False) for one in EXPORT.records))
    old, new = entries(written()), entries(written(adopted, later))
    assert set(old) == set(new)
    event = new["iag-tsc-001-period-ends@iagkg.w3id.org"]
    assert (event["sequence"], event["status"]) == (2, "CONFIRMED")
    assert str(event["summary"]).startswith("WS1.T1")
    assert event.decoded("dtstamp") == dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_lines_are_folded_and_the_bytes_are_the_same_each_time(lang: str) -> None:
    content = written(lang=lang)
    assert content == written(lang=lang)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert lines[0] == b"BEGIN:VCALENDAR"
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("DTSTART;VALUE=DATE:") == 19
    assert "X-WR-CALNAME:DRAFT" in unfolded


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", "export", "ics", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )
    assert "Traceback" not in done.stderr
    return done


def test_the_command(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "workplan.ics\n"), done.stderr
    assert "DRAFT" in done.stderr
    assert run(cwd=tmp_path).returncode == 2
    assert run("--workstream", "WS4", "--replace", cwd=tmp_path).returncode == 0
    found = entries((tmp_path / "workplan.ics").read_bytes())
    assert len([uid for uid in found if "period-ends" in uid]) == 3
    assert run("--before", "SBI 7", "--replace", cwd=tmp_path).returncode == 0
    before = entries((tmp_path / "workplan.ics").read_bytes())
    assert [uid for uid in before if uid.startswith("milestone")] == ["milestone-sbi-7@iagkg.w3id.org"]
    assert "iag-tsc-010-period-ends@iagkg.w3id.org" not in before
    assert run("--before", "SBI 99", "--replace", cwd=tmp_path).returncode == 2
    assert run("--workstream", "WS9", "--replace", cwd=tmp_path).returncode == 2


def test_words_that_fix_no_day_are_named(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "Task,Mandate,Timeline\n1. Advise,16/9,Ongoing\n2. Report,16/9,2026\n", encoding="utf-8"
    )
    done = run("plan.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "fix no last day: WS1.T1" in done.stderr
