"""A meeting paper goes out, is filled in as people fill papers in, and comes back."""

import datetime as dt
import io
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import converted, needs_libreoffice

from iagkg.build import build, standing_words
from iagkg.errors import InputError
from iagkg.export.paper_import import Context, proposed, read_paper
from iagkg.export.workbook_import import Proposal
from iagkg.progress.event import STATUSES, StatusEvent, made
from iagkg.report.meeting import meeting_paper
from iagkg.report.paper_docx import paper_docx
from iagkg.report.paper_rows import TaskRow, asker, task_rows
from iagkg.store.embedded import EmbeddedStore
from iagkg.wording import LANGUAGES, say

ROOT = Path(__file__).parent.parent.parent
DAY = dt.date(2026, 5, 15)
BUILT = build()
STORE = EmbeddedStore.from_quads(BUILT.quads)
REFS = [task.ref for stream in BUILT.workplan.workstreams for task in stream.tasks]
KEYS = {ref: f"iag-tsc-{number:03d}" for number, ref in enumerate(REFS, start=1)}


def shown(lang: str) -> dict[str, TaskRow]:
    return {KEYS[task.ref]: task for task in task_rows(asker(STORE, lang, DAY), DAY, lang)}


SHOWN = {lang: shown(lang) for lang in map(str, LANGUAGES)}


def written(lang: str) -> bytes:
    standing = standing_words(BUILT.standing, lang)
    return paper_docx(meeting_paper(asker(STORE, lang, DAY), DAY, lang, standing, KEYS))


PAPERS = {lang: written(lang) for lang in map(str, LANGUAGES)}
STATUS, OUTPUT, NEXT, CONCLUSION = 4, 5, 6, 7


def opened(lang: str = "en") -> Any:
    return Document(io.BytesIO(PAPERS[lang]))


def row_of(book: Any, ref: str) -> Any:
    return next(row for table in book.tables for row in table.rows if row.cells[0].text.startswith(ref))


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def taken(content: bytes, *events: StatusEvent, by: str = "secretary") -> tuple[Proposal, list[StatusEvent]]:
    context = Context(SHOWN, events, by, DAY, DAY, "")
    return proposed(read_paper("in.docx", content), context, "en")


def said(events: list[StatusEvent]) -> dict[str, tuple[str, str, str, str]]:
    return {e.task: (e.status, e.output_title, e.next_step, e.note) for e in events}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paper_that_nobody_filled_in_proposes_nothing(lang: str) -> None:
    told, events = taken(PAPERS[lang])
    assert (told.empty, events, told.problems, told.remarks) == (True, [], (), ())
    assert len(read_paper("in.docx", PAPERS[lang])) == 16


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cells_filled_in_are_proposed(lang: str) -> None:
    book = opened(lang)
    row = row_of(book, "WS1.T2")
    row.cells[STATUS].text = say("task-status.in-progress", lang)
    row.cells[OUTPUT].text = "Terms of reference"
    row.cells[NEXT].text = "circulate them"
    row.cells[CONCLUSION].text = "Agreed."
    row.cells[CONCLUSION].add_paragraph("With thanks.")
    told, events = taken(saved(book))
    assert said(events) == {
        "iag-tsc-002": ("in-progress", "Terms of reference", "circulate them", "Agreed. With thanks.")
    }
    first = told.lines[0]
    assert (first.task, first.new) == ("WS1.T2", say("task-status.in-progress", lang))
    assert {line.cell for line in told.lines} == {"table 1, row 3"}
    again, none = taken(saved(book), *events)
    assert (again.empty, none) == (True, [])


ENTRIES = st.dictionaries(st.sampled_from(REFS), st.sampled_from(STATUSES), max_size=6)


@settings(max_examples=8)  # a document of Word takes its time
@given(ENTRIES, st.sampled_from(LANGUAGES))
def test_any_statuses_are_those_proposed(entries: dict[str, str], lang: str) -> None:
    book = opened(lang)
    for ref, code in entries.items():
        row_of(book, ref).cells[STATUS].text = say(f"task-status.{code}", lang)
    _, events = taken(saved(book))
    assert {event.task: event.status for event in events} == {
        KEYS[ref]: code for ref, code in entries.items()
    }


def test_what_is_recorded_already_and_stands_in_the_paper_is_nothing_new() -> None:
    """Somebody recorded another status meanwhile: the words of the paper do not bring the old one back."""
    values = {
        "task": "iag-tsc-001",
        "status": "in-progress",
        "as_of": "2026-02-10",
        "reported_by": "secretary",
    }
    old = made(values, dt.date(2026, 2, 10))
    new = made({**values, "status": "completed", "as_of": "2026-04-10"}, dt.date(2026, 4, 10))
    book = opened()
    row_of(book, "WS1.T1").cells[STATUS].text = "in progress, as reported by secretary, 10 February 2026"
    told, events = taken(saved(book), old, new)
    assert (told.empty, events) == (True, [])


@pytest.mark.parametrize(
    ("column", "words", "problem"),
    [
        (STATUS, "nearly", "no status that is known: nearly"),
        (STATUS, "in progress\ncompleted", "no status that is known"),
        (NEXT, "go on", "without a status"),
        (CONCLUSION, "=1+1", "begins with ="),
        (CONCLUSION, "write to jane@example.org", "e-mail"),
    ],
)
def test_a_cell_that_cannot_be_taken_stops_all(column: int, words: str, problem: str) -> None:
    book = opened()
    row_of(book, "WS1.T3").cells[column].text = words
    row_of(book, "WS1.T4").cells[STATUS].text = "completed"
    told, events = taken(saved(book))
    assert events == []
    assert [(place.startswith("table 1, row 4"), problem in found) for place, found in told.problems] == [
        (True, True)
    ]


def test_without_a_role_nothing_is_taken() -> None:
    book = opened()
    row_of(book, "WS1.T1").cells[STATUS].text = "completed"
    told, events = taken(saved(book), by="")
    assert events == []
    assert "--by" in told.problems[0][1]


def test_rows_moved_copied_and_taken_out() -> None:
    book = opened()
    table = book.tables[0]._tbl
    rows = table.findall(qn("w:tr"))
    row_of(book, "WS1.T4").cells[STATUS].text = "postponed"
    rows[1].addprevious(rows[4])  # WS1.T4 before WS1.T1
    table.remove(rows[2])
    told, events = taken(saved(book))
    assert {event.task: event.status for event in events} == {"iag-tsc-004": "postponed"}
    copied = opened()
    twice = row_of(copied, "WS1.T1")._tr
    twice.addnext(deepcopy(twice))
    told, events = taken(saved(copied))
    assert "twice" in told.problems[0][1]
    assert events == []


def test_a_row_of_another_number_is_known_by_its_key_and_one_without_by_its_reference() -> None:
    """The paper of a draft comes back when the workplan has been renumbered."""
    book = opened()
    row = row_of(book, "WS1.T1")
    row.cells[STATUS].text = "completed"
    for run in row.cells[0].paragraphs[0].runs:
        run.text = run.text.replace("WS1.T1", "WS1.T5")
    _, events = taken(saved(book))
    assert [event.task for event in events] == ["iag-tsc-001"]
    fifth = book.tables[0].rows[5]._tr
    fifth.getparent().remove(fifth)
    for mark in [*book.element.iter(qn("w:bookmarkStart")), *book.element.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    _, events = taken(saved(book))
    assert [event.task for event in events] == ["iag-tsc-005"]


def test_tracked_changes_count() -> None:
    book = opened()
    paragraph = row_of(book, "WS1.T1").cells[STATUS].paragraphs[0]
    paragraph.add_run("in progress")
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:id"), "900")
    inserted.append(paragraph.runs[0]._r)
    paragraph._p.append(inserted)
    _, events = taken(saved(book))
    assert [event.status for event in events] == ["in-progress"]


@needs_libreoffice
def test_a_paper_saved_by_libreoffice_comes_back(tmp_path: Path) -> None:
    book = opened("fr")
    row_of(book, "WS2.T4").cells[STATUS].text = "reportée"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "paper.docx").write_bytes(saved(book))
    again = converted(tmp_path / "in" / "paper.docx", "docx", tmp_path)
    _, events = taken(again.read_bytes())
    assert {event.task: event.status for event in events} == {"iag-tsc-009": "postponed"}


def test_other_documents_are_refused() -> None:
    other: Any = Document()
    other.add_table(rows=1, cols=2)
    with pytest.raises(InputError, match="no meeting paper"):
        read_paper("in.docx", saved(other))
    with pytest.raises(InputError):
        read_paper("in.docx", b"PK\x03\x04 word/ broken")


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


def test_from_the_document_to_accepted_statuses(tmp_path: Path) -> None:
    """The real workplan as Word, its paper, the paper filled in, statuses accepted, the next paper."""
    document = tmp_path / "workplan.docx"
    assert run("read", "data/workplans/iag_tsc_2025_2027.txt", "-o", str(document), cwd=ROOT).returncode == 0
    assert run("init", "plan", cwd=tmp_path).returncode == 0
    home = tmp_path / "plan"
    done = run("report", str(document), "--as-of", "2026-05-15", cwd=home)
    assert done.stdout == "meeting-paper.docx\n", done.stderr
    book: Any = Document(str(home / "meeting-paper.docx"))
    row_of(book, "WS3.T1").cells[STATUS].text = "in progress"
    book.save(home / "filled.docx")
    asked = ("import", "filled.docx", str(document), "--by", "secretary of the group")
    looked = run(*asked, "--json", cwd=home)
    assert (looked.returncode, '"applied": false' in looked.stdout) == (0, True), looked.stderr
    assert (home / "data" / "status.csv").read_text(encoding="utf-8").count("\n") == 1
    applied = run(*asked, "--apply", cwd=home)
    assert applied.returncode == 0, applied.stdout
    listed = run("status", "list", str(document), cwd=home)
    assert "in progress, as reported by secretary of the group" in listed.stdout
    paper = run("report", str(document), "--as", "md", cwd=home)
    assert "in progress, as reported by secretary of the group" in paper.stdout
    wrong = run("import", "data/status.csv", cwd=home)
    assert wrong.returncode == 3


def test_words_of_the_document_that_were_changed_and_rows_added_are_told() -> None:
    book = opened()
    row_of(book, "WS1.T1").cells[2].text = "Decision 16/9"
    told, events = taken(saved(book))
    assert (told.problems, events, len(told.remarks)) == ((), [], 1)
    assert "WS1.T1 under Mandate as printed" in told.remarks[0]
    book.tables[0].add_row().cells[1].text = "A task that the meeting thought of"
    told, events = taken(saved(book))
    assert events == []
    assert "no task of this workplan" in told.problems[0][1]
