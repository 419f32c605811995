"""A workbook that comes back: what is found, what is applied, what stands in the way."""

import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libreoffice import converted, needs_libreoffice, pages_of
from openpyxl import Workbook, load_workbook

from iagkg.build import build
from iagkg.export.workbook import book_of
from iagkg.export.workbook_compare import compare
from iagkg.export.workbook_model import COLUMNS, Book
from iagkg.export.workbook_new_rows import origin
from iagkg.export.workbook_read import Found, FoundCell, FoundRow, read_workbook
from iagkg.export.workbook_sense import Sense, sense_of
from iagkg.export.workbook_write import write_workbook
from iagkg.files import shipped
from iagkg.graph.tables import Tables
from iagkg.progress.added import read_added
from iagkg.progress.corrections import read_corrections
from iagkg.progress.followup import read_follow_ups
from iagkg.progress.reading import read_events
from iagkg.store.embedded import EmbeddedStore
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.wording import LANGUAGES, say

ROOT = Path(__file__).parent.parent.parent
WHO = "secretary of the group"


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


@pytest.fixture(scope="module")
def book() -> Book:
    built = build()
    return book_of(built, EmbeddedStore.from_quads(built.quads), Tables(), dt.date(2026, 5, 15), "en")


@pytest.fixture(scope="module")
def content(book: Book) -> bytes:
    return write_workbook(book)


@pytest.fixture
def workspace(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(content)
    return tmp_path


def edited(workspace: Path, cells: Mapping[str, Any], source: str = "plan.xlsx") -> Path:
    """Return a copy of the workbook with other values in some cells, named as "Tasks!K3"."""
    opened = load_workbook(workspace / source)
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        opened[sheet][cell] = value
    path = workspace / "back.xlsx"
    opened.save(path)
    return path


def taken(workspace: Path, path: Path, *more: str, code: int = 0) -> dict[str, Any]:
    done = iagkg("import", str(path), "--json", *more, cwd=workspace)
    assert done.returncode == code, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


REPORT = {
    "Tasks!K3": "in progress",
    "Tasks!L3": dt.date(2026, 2, 10),
    "Tasks!M3": WHO,
    "Tasks!Q3": "circulate",
}


def test_as_it_was_written_nothing_is_found(workspace: Path) -> None:
    done = iagkg("import", "plan.xlsx", cwd=workspace)
    assert done.returncode == 0
    assert done.stdout == "Nothing to apply.\n"
    assert done.stderr == ""


def test_a_report_is_listed_applied_and_then_nothing_is_left(workspace: Path) -> None:
    path = edited(workspace, {**REPORT, "Tasks!E4": "Guide for monitoring"})
    done = iagkg("import", str(path), cwd=workspace)
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "Found: 1 status, 1 short title. Nothing is applied until you accept.",
        "Tasks!K3  WS1.T2  Status: – -> in progress",
    ]
    assert not (workspace / "data").exists()
    done = iagkg("import", str(path), "--by", WHO, "--apply", cwd=workspace)
    assert done.returncode == 0, done.stderr
    (event,) = read_events(workspace / "data" / "status.csv")
    assert (event.task, event.status, event.as_of) == ("iag-tsc-002", "in-progress", "2026-02-10")
    assert (event.reported_by, event.next_step) == (WHO, "circulate")
    titles = (workspace / "data" / "workplans" / "short_titles.tsv").read_text(encoding="utf-8")
    assert f"WS1.T3\tGuide for monitoring\t{WHO}" in titles
    assert len(titles.splitlines()) == 17
    assert iagkg("import", str(path), cwd=workspace).stdout == "Nothing to apply.\n"
    # The same file may be worked in further: only what is new is proposed.
    again = edited(workspace, {"Tasks!N3": "First draft"}, "back.xlsx")
    answer = taken(workspace, again, "--apply")
    assert [(one["cell"], one["old"], one["new"]) for one in answer["changes"]] == [
        ("Tasks!N3", "", "First draft")
    ]
    first, second = read_events(workspace / "data" / "status.csv")
    assert (second.replaces, second.next_step, second.output_title) == (first.id, "circulate", "First draft")


def test_what_is_wrong_is_named_by_cell_and_nothing_is_applied(workspace: Path) -> None:
    path = edited(
        workspace,
        {
            **REPORT,
            "Tasks!G14": dt.date(2026, 9, 16),
            "Tasks!K5": "done",
            "Tasks!L6": "soon",
            "Tasks!N7": "An output",
            "Tasks!Q8": 12,
            "Tasks!F9": "Another task",
            "Tasks!S10": "No such subject",
            "Tasks!R11": "=A1",
        },
    )
    answer = taken(workspace, path, "--by", WHO, "--apply", code=1)
    assert answer["applied"] is False
    assert not (workspace / "data").exists()
    found = {one["cell"]: one["message"] for one in answer["problems"]}
    assert found.keys() == {
        f"Tasks!{place}" for place in ("G14", "K5", "L6", "N7", "K7", "Q8", "F9", "S10", "R11")
    } - {"Tasks!N7"}
    assert found["Tasks!G14"] == "is a date; was it 16/9?"
    assert "not in the list" in found["Tasks!K5"]
    assert "soon" in found["Tasks!L6"]
    assert "choose a status" in found["Tasks!K7"]
    assert "the number 12" in found["Tasks!Q8"]
    assert "a row in Corrections" in found["Tasks!F9"]
    assert "formula" in found["Tasks!R11"]


def test_the_one_line_says_what_was_found(workspace: Path) -> None:
    path = edited(workspace, {**REPORT, "Tasks!G14": dt.date(2026, 9, 16)})
    assert taken(workspace, path, code=1)["summary"] == (
        "Found: 1 status, 1 cell to check (Tasks!G14 is a date; was it 16/9?). "
        "Nothing is applied until you accept."
    )


def test_what_somebody_recorded_meanwhile_is_a_conflict(workspace: Path) -> None:
    done = iagkg(
        "status", "set", "WS1.T2", "postponed", "--on", "2026-03-01", "--by", "co-chairs", cwd=workspace
    )
    assert done.returncode == 0, done.stderr
    before = (workspace / "data" / "status.csv").read_bytes()
    answer = taken(workspace, edited(workspace, REPORT), "--apply", code=1)
    assert (workspace / "data" / "status.csv").read_bytes() == before
    message = next(one["message"] for one in answer["problems"] if one["cell"] == "Tasks!K3")
    assert "now it says postponed" in message
    assert "in progress" in message
    # Another row is no conflict, and what holds now is left alone where the file says nothing else.
    other = edited(workspace, {"Tasks!K4": "not started", "Tasks!L4": "2026-04-01", "Tasks!M4": WHO})
    assert taken(workspace, other, "--apply")["applied"] is True
    assert len(read_events(workspace / "data" / "status.csv")) == 2


def test_subjects_and_targets_are_accepted_by_role_and_day(workspace: Path) -> None:
    cells = {"Tasks!S14": "Knowledge management; CBD-SUBJECT-CHM", "Tasks!U14": "GBF-TARGET-21"}
    path = edited(workspace, cells)
    answer = taken(workspace, path, code=1)
    assert {one["cell"] for one in answer["problems"]} == {"Tasks!S14", "Tasks!U14"}
    answer = taken(workspace, path, "--by", WHO, "--on", "2026-05-15", "--apply")
    assert answer["applied"] is True
    lines = (workspace / "data" / "tags.tsv").read_text(encoding="utf-8").splitlines()
    before = shipped("data", "tags.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[: len(before)] == before
    new = [line.split("\t") for line in lines[len(before) :]]
    assert {(row[2], row[4], row[5], row[6], row[8], row[9]) for row in new} == {
        ("WS3.T4", "CBD-SUBJECT-KM", "subject", "accepted", WHO, "2026-05-15"),
        ("WS3.T4", "CBD-SUBJECT-CHM", "subject", "accepted", WHO, "2026-05-15"),
        ("WS3.T4", "GBF-TARGET-21", "target", "accepted", WHO, "2026-05-15"),
    }
    assert taken(workspace, path, "--by", WHO)["summary"] == "Nothing to apply."


def test_a_target_that_the_row_names_cannot_be_accepted(workspace: Path) -> None:
    path = edited(workspace, {"Tasks!U11": "GBF-TARGET-21"})
    assert load_workbook(path)["Tasks"]["T11"].value == "GBF-TARGET-21"
    answer = taken(workspace, path, "--by", WHO, code=1)
    assert "nothing to accept" in answer["problems"][0]["message"]


def test_rows_sorted_columns_moved_and_rows_taken_out(workspace: Path) -> None:
    path = edited(workspace, REPORT)
    opened = load_workbook(path)
    sheet = opened["Tasks"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=17)]
    header, body = rows[0], rows[1:]
    body = sorted(body, key=lambda row: str(row[5]))[:-1]
    order = list(range(len(header)))
    order = order[5:] + order[:5]
    opened.remove(sheet)
    moved = opened.create_sheet("Tasks")
    for row in [header, *body]:
        moved.append([row[at] for at in order])
    opened.save(path)
    answer = taken(workspace, path)
    assert {(one["task"], one["new"]) for one in answer["changes"]} == {
        ("WS1.T2", new) for new in ("in progress", "2026-02-10", WHO, "circulate")
    }
    assert len(answer["remarks"]) == 1
    assert "no longer in the file" in answer["remarks"][0]


def test_a_copied_row_is_told(workspace: Path) -> None:
    opened = load_workbook(workspace / "plan.xlsx")
    sheet = opened["Tasks"]
    for cell in sheet[3]:
        sheet.cell(18, cell.column or 0).value = cell.value
    opened.save(workspace / "back.xlsx")
    answer = taken(workspace, workspace / "back.xlsx", code=1)
    assert [one["cell"] for one in answer["problems"]] == ["Tasks!18"]
    assert "a copied row?" in answer["problems"][0]["message"]


def test_what_is_no_such_workbook_is_refused(workspace: Path) -> None:
    Workbook().save(workspace / "other.xlsx")
    (workspace / "words.xlsx").write_bytes(b"words")
    (workspace / "broken.xlsx").write_bytes((workspace / "plan.xlsx").read_bytes()[:3000])
    for name in ("other.xlsx", "words.xlsx", "broken.xlsx", "nothing.xlsx"):
        done = iagkg("import", name, cwd=workspace)
        assert done.returncode == 3, name
        assert name in done.stderr
    done = iagkg("import", "plan.xlsx", "--on", "2999-01-01", cwd=workspace)
    assert done.returncode == 2


@needs_libreoffice
def test_another_program_shows_it_and_saves_it_again(workspace: Path) -> None:
    assert pages_of(converted(workspace / "plan.xlsx", "pdf", workspace)) > 5
    again = workspace / "again"
    again.mkdir()
    saved = converted(edited(workspace, REPORT), "xlsx", again)
    answer = taken(workspace, saved)
    assert len(answer["changes"]) == 4
    assert answer["problems"] == []
    (again / "as-it-was").mkdir()
    untouched = converted(workspace / "plan.xlsx", "xlsx", again / "as-it-was")
    assert taken(workspace, untouched)["summary"] == "Nothing to apply."
    sheet = load_workbook(untouched)["Tasks"]
    assert sheet["G14"].value == "Dec. 16/9 B, para. 9 (c)"
    assert sheet.protection.sheet


# What a person may type into any white cell: words, never what a cell already says.
typed = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
white = [column.name for column in COLUMNS["tasks"] if column.editable and column.kind == "text"]


@pytest.fixture(scope="module")
def unchanged(content: bytes) -> Found:
    return read_workbook("plan.xlsx", content)


@pytest.fixture(scope="module")
def sense() -> Sense:
    return sense_of(read_vocabulary(Tables().path))


@given(st.dictionaries(st.tuples(st.integers(0, 15), st.sampled_from(white)), typed, max_size=6))
def test_exactly_what_was_typed_is_proposed(
    book: Book, unchanged: Found, sense: Sense, edits: dict[tuple[int, str], str]
) -> None:
    rows = []
    wanted = set()
    for row in unchanged.rows:
        cells = dict(row.cells)
        if row.sheet == "tasks":
            for (number, name), words in edits.items():
                if number == row.number - 2 and sense(name, words) != sense(name, cells[name].words):
                    cells[name] = FoundCell(words, cells[name].place)
                    wanted.add((row.words("ref"), name, words))
        rows.append(FoundRow(row.sheet, row.number, row.key, cells, row.place))
    found = Found(unchanged.facts, unchanged.base, tuple(rows), unchanged.sheets, unchanged.strange)
    proposed = compare(found, book, sense)
    assert {(edit.ref, edit.field, edit.new) for edit in proposed.edits} == wanted
    assert proposed.troubles == ()
    assert proposed.removed == ()


def test_words_typed_into_the_file_come_back_as_they_are(book: Book, content: bytes, sense: Sense) -> None:
    nasty = [
        "16/9",
        "=1+1",
        "+1",
        "-1",
        "@x",
        "'x",
        "1e5",
        "TRUE",
        "2025-01-01",
        "007",
        "#N/A",
        "\u202ex",
        "ü",
    ]
    nasty += ["a;b", 'say "x"', "<b>&", "5 %"]
    opened = load_workbook(io.BytesIO(content))
    wanted = []
    names = [column.name for column in COLUMNS["tasks"]]
    for number, words in enumerate(nasty[:16] + nasty[16:]):
        name = ("next_step", "lead")[number // 16]
        cell = opened["Tasks"].cell(number % 16 + 2, names.index(name) + 1)
        cell.value = words
        cell.data_type = "s"
        wanted.append((name, words))
    target = io.BytesIO()
    opened.save(target)
    proposed = compare(read_workbook("plan.xlsx", target.getvalue()), book, sense)
    assert sorted((edit.field, edit.new) for edit in proposed.edits) == sorted(wanted)
    assert proposed.troubles == ()


def test_what_to_do_with_a_paragraph_is_recorded(workspace: Path) -> None:
    opened = load_workbook(workspace / "plan.xlsx")["Decisions"]
    row = next(n for n in range(2, 200) if opened.cell(n, 17).value == "cbd/cop/16/9/b/9/b")
    cells = {f"Decisions!N{row}": "to discuss", f"Decisions!O{row}": WHO, f"Decisions!P{row}": "2026-05-04"}
    path = edited(workspace, cells)
    assert taken(workspace, path)["summary"].startswith("Found: 1 paragraph followed up.")
    assert taken(workspace, path, "--apply")["applied"] is True
    (line,) = read_follow_ups(workspace / "data" / "followup.csv")
    assert (line.place, line.action, line.who, line.date) == (
        "cbd/cop/16/9/b/9/b",
        "to-discuss",
        WHO,
        "2026-05-04",
    )
    assert taken(workspace, path)["summary"] == "Nothing to apply."
    done = iagkg("query", "paragraphs-followed-up", "--json", cwd=workspace)
    assert json.loads(done.stdout)[0]["follow_up"] == "to-discuss"
    assert iagkg("export", "xlsx", "-o", "new.xlsx", cwd=workspace).returncode == 0
    assert load_workbook(workspace / "new.xlsx")["Decisions"][f"N{row}"].value == "to discuss"
    wrong = {
        f"Decisions!N{row}": "whatever",
        f"Decisions!O{row + 1}": WHO,
        f"Decisions!N{row + 2}": "new task",
    }
    answer = taken(workspace, edited(workspace, wrong), code=1)
    assert {one["cell"] for one in answer["problems"]} == {
        f"Decisions!N{row}",
        f"Decisions!N{row + 1}",
        f"Decisions!O{row + 2}",
    }


ADDED = {
    "Tasks!D20": "WS3 Knowledge management",
    "Tasks!F20": "A task of the meeting",
    "Tasks!G20": "16/9 B, para. 9 (b)",
    "Tasks!W20": "TSC-IAG 3, 2026-02-10",
}
CORRECTED = {
    "Corrections!A2": "ws1.t2",
    "Corrections!B2": "period",
    "Corrections!D2": "January - June 2026",
    "Corrections!F2": "report, para. 4",
}


def test_added_tasks_and_corrections_are_listed_applied_and_then_nothing_is_left(workspace: Path) -> None:
    path = edited(workspace, {**REPORT, **ADDED, **CORRECTED})
    answer = taken(workspace, path, "--by", WHO)
    assert answer["summary"].startswith("Found: 1 status, 1 correction, 1 task added by a meeting.")
    listed = [tuple(line.values()) for line in answer["changes"]]
    assert listed[-2:] == [
        ("Corrections!2", "ws1.t2", "period", "August – December 2025", "January - June 2026"),
        ("Tasks!20", "", "added: TSC-IAG 3, 2026-02-10", "", "A task of the meeting"),
    ]
    assert not (workspace / "data").exists()
    assert taken(workspace, path, "--by", WHO, "--apply")["applied"] is True
    (correction,) = read_corrections(workspace / "data" / "corrections.csv")
    assert (correction.task, correction.field, correction.who) == ("iag-tsc-002", "period", WHO)
    assert (correction.printed, correction.corrected) == ("August – December 2025", "January - June 2026")
    (added,) = read_added(workspace / "data" / "added.csv")
    assert (added.task, added.meeting, added.date) == ("A task of the meeting", "TSC-IAG 3", "2026-02-10")
    assert (added.mandate, added.workstream) == ("16/9 B, para. 9 (b)", "WS3 Knowledge management")
    assert taken(workspace, path, "--by", WHO)["summary"] == "Nothing to apply."


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_what_was_recorded_stands_in_the_next_workbook(workspace: Path, lang: str) -> None:
    taken(workspace, edited(workspace, {**ADDED, **CORRECTED}), "--by", WHO, "--apply")
    done = iagkg("export", "xlsx", "-o", "next.xlsx", "--lang", lang, cwd=workspace)
    assert done.returncode == 0, done.stderr
    opened = load_workbook(workspace / "next.xlsx")
    tasks, corrections = opened[opened.sheetnames[1]], opened[opened.sheetnames[3]]
    assert tasks["F18"].value == "A task of the meeting"
    assert tasks["W18"].value == say("added.origin", lang, meeting="TSC-IAG 3", date="2026-02-10")
    assert all(cell.protection.locked for cell in tasks[18])
    both = {"right": "January - June 2026", "printed": "August – December 2025"}
    assert tasks["H3"].value == say("corrected.from", lang, **both)
    assert corrections["A2"].value == "WS1.T2"
    assert corrections["I2"].value == say("correction-state.holds", lang)
    assert taken(workspace, workspace / "next.xlsx", "--by", WHO)["summary"] == "Nothing to apply."
    sheet, other = opened.sheetnames[1], opened.sheetnames[3]
    path = edited(workspace, {f"{sheet}!K18": "x", f"{other}!D2": "2027"}, "next.xlsx")
    answer = taken(workspace, path, "--by", WHO, "--apply", code=1)
    assert {one["cell"] for one in answer["problems"]} == {f"{sheet}!K18", f"{other}!D2"}


def test_a_second_correction_takes_the_place_of_the_first(workspace: Path) -> None:
    taken(workspace, edited(workspace, CORRECTED), "--by", WHO, "--apply")
    again = {**CORRECTED, "Corrections!D2": "2026"}
    taken(workspace, edited(workspace, again), "--by", WHO, "--apply")
    first, second = read_corrections(workspace / "data" / "corrections.csv")
    assert second.replaces == first.id


@pytest.mark.parametrize(
    ("more", "cell"),
    [
        ({"Corrections!A2": "WS9.T9"}, "Corrections!A2"),
        ({"Corrections!B2": "colour"}, "Corrections!B2"),
        ({"Corrections!C2": "2024"}, "Corrections!C2"),
        ({"Corrections!D2": None}, "Corrections!D2"),
        ({"Corrections!D2": "August – December 2025"}, "Corrections!D2"),
        ({"Corrections!F2": None}, "Corrections!F2"),
        ({"Corrections!G2": "jane@example.org"}, "Corrections!G2"),
        ({"Corrections!H2": dt.date(2999, 1, 1)}, "Corrections!H2"),
        ({f"Corrections!{at}3": CORRECTED[f"Corrections!{at}2"] for at in "ABDF"}, "Corrections!3"),
        ({"Tasks!W20": None}, "Tasks!W20"),
        ({"Tasks!W20": "TSC-IAG 3, 2999-01-01"}, "Tasks!W20"),
        ({"Tasks!F20": None}, "Tasks!F20"),
        ({"Tasks!A20": "WS3.T5"}, "Tasks!A20"),
        ({"Tasks!K20": "in progress"}, "Tasks!K20"),
    ],
)
def test_an_added_row_that_cannot_be_taken_stops_the_rest(
    workspace: Path, more: dict[str, Any], cell: str
) -> None:
    answer = taken(
        workspace, edited(workspace, {**ADDED, **CORRECTED, **more}), "--by", WHO, "--apply", code=1
    )
    assert [one["cell"] for one in answer["problems"]] == [cell]
    assert answer["applied"] is False
    assert not (workspace / "data").exists()


def test_meeting_and_role_may_be_given_beside_the_file(workspace: Path) -> None:
    path = edited(workspace, {**ADDED, "Tasks!W20": None})
    answer = taken(workspace, path, "--by", WHO, "--meeting", "TSC-IAG 4", "--on", "2026-03-01", "--apply")
    assert answer["changes"][0]["field"] == "added: TSC-IAG 4, 2026-03-01"
    nobody = taken(workspace, edited(workspace, CORRECTED), code=1)
    assert [one["cell"] for one in nobody["problems"]] == ["Corrections!G2"]


@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40))
def test_origin_is_read_as_it_is_written(words: str) -> None:
    meeting = " ".join(words.split())
    for lang in LANGUAGES:
        if meeting and meeting[-1] not in ",; " and not meeting.startswith(":"):
            written = say("added.origin", lang, meeting=meeting, date="2026-02-10")
            assert origin(written) == (meeting, "2026-02-10")


@pytest.mark.parametrize(
    ("lang", "sheet", "words"), [("fr", "Tâches", "en cours"), ("es", "Tareas", "En curso")]
)
def test_a_workbook_in_another_language_comes_back(
    workspace: Path, lang: str, sheet: str, words: str
) -> None:
    done = iagkg("export", "xlsx", "-o", "plan.xlsx", "--lang", lang, cwd=workspace)
    assert done.returncode == 2
    assert "--replace" in done.stderr
    done = iagkg("export", "xlsx", "-o", "plan.xlsx", "--lang", lang, "--replace", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert taken(workspace, workspace / "plan.xlsx")["changes"] == []
    path = edited(workspace, {f"{sheet}!K3": words})
    assert taken(workspace, path, "--by", WHO, "--on", "2026-02-10", "--apply")["applied"] is True
    (event,) = read_events(workspace / "data" / "status.csv")
    assert (event.status, event.as_of, event.reported_by) == ("in-progress", "2026-02-10", WHO)
    assert taken(workspace, path, "--by", WHO)["summary"] == "Nothing to apply."
