"""The workbook as it is written, read with openpyxl as a program that knows nothing of ours."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from libreoffice import converted, needs_libreoffice
from openpyxl import load_workbook

from iagkg.build import Built, build
from iagkg.export.workbook import book_of
from iagkg.export.workbook_decisions import place_parts
from iagkg.export.workbook_model import COLUMNS, Book, column_named, heading, sheet_named
from iagkg.export.workbook_write import write_workbook
from iagkg.graph.tables import Tables
from iagkg.store.embedded import EmbeddedStore
from iagkg.wording import LANGUAGES

DAY = dt.date(2026, 5, 15)


@pytest.fixture(scope="module")
def built() -> Built:
    return build()


@pytest.fixture(scope="module")
def book(built: Built) -> Book:
    return book_of(built, EmbeddedStore.from_quads(built.quads), Tables(), DAY, "en")


@pytest.fixture(scope="module")
def content(book: Book) -> bytes:
    return write_workbook(book)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def column(sheet: Any, words: str) -> int:
    return int(next(cell.column for cell in sheet[1] if cell.value == words))


def test_its_sheets_are_those_of_the_screen(opened: Any) -> None:
    assert opened.sheetnames == ["Read me", "Tasks", "Decisions", "Corrections", "Log", "Lists", "iagkg"]
    assert opened["iagkg"].sheet_state == "hidden"
    assert [cell.value for cell in opened["Tasks"][1]][:7] == [
        "Ref.",
        "Row",
        "No. as read",
        "Workstream",
        "Short title*",
        "Task",
        "Mandate",
    ]


def test_no_cell_is_a_formula_and_only_days_are_dates(opened: Any) -> None:
    for sheet in opened.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "d"}, f"{sheet.title}!{cell.coordinate}"
                if cell.data_type == "n" and cell.value is not None:
                    assert sheet.title == "Tasks"
                    assert cell.column == 2
    tasks = opened["Tasks"]
    assert tasks.cell(14, 7).value == "Dec. 16/9 B, para. 9 (c)"
    assert tasks.cell(14, 7).number_format == "@"
    assert tasks.cell(2, column(tasks, "Starts")).value == dt.datetime(2025, 8, 1)
    assert tasks.cell(2, column(tasks, "Ends")).value == dt.datetime(2025, 12, 31)
    assert tasks.cell(2, column(tasks, "Ends")).number_format == "mmm yyyy"


def test_grey_cells_are_locked_and_white_ones_open(opened: Any) -> None:
    tasks = opened["Tasks"]
    assert tasks.protection.sheet
    assert tasks.protection.password is None
    for at, one in enumerate(COLUMNS["tasks"], start=1):
        cell = tasks.cell(2, at)
        assert cell.protection.locked is not one.editable, one.name
        assert (cell.fill.start_color.rgb == "00EDEDED") is not one.editable
        assert heading("tasks", one, "en").endswith("*") is one.editable
    below = tasks.cell(18, column(tasks, "Task"))
    assert below.value is None
    assert not below.protection.locked


def test_lists_headers_and_print(opened: Any) -> None:
    tasks = opened["Tasks"]
    boxes = {str(box.sqref).split(":")[0]: box.formula1 for box in tasks.data_validations.dataValidation}
    assert boxes["K2"] == "'Lists'!$A$2:$A$6"
    assert [opened["Lists"].cell(row, 1).value for row in (2, 4)] == [
        "not started",
        "completed (advice provided)",
    ]
    assert tasks.freeze_panes == "B2"
    assert tasks.auto_filter.ref.startswith("A1:W")
    assert tasks.print_title_rows == "$1:$1"
    assert (tasks.page_setup.orientation, int(tasks.page_setup.paperSize)) == ("landscape", 9)
    assert tasks.oddHeader.left.text == "DRAFT - adoption not recorded"
    first = [cell.value for cell in opened["Read me"]["A"]]
    assert "DRAFT - adoption not recorded" in first


def test_all_tasks_and_all_paragraphs_stand_there(opened: Any, book: Book) -> None:
    tasks = opened["Tasks"]
    assert [tasks.cell(row, 1).value for row in range(2, 18)] == [
        str(row.cells["ref"]) for row in book.rows["tasks"]
    ]
    assert "2.1 Propose terms of reference" in tasks.cell(3, 6).value
    decisions = opened["Decisions"]
    cited = {
        tuple(decisions.cell(row, at).value for at in (1, 2, 3, 4)): decisions.cell(row, 12).value
        for row in range(2, decisions.max_row + 1)
    }
    assert cited["16/9", "B", "9", "(a)"] == "WS3.T1"
    assert cited["15/8", "annex III", None, None] == "WS1.T3; WS2.T1"
    assert cited["16/3", None, "7", None] == "WS1.T2; WS2.T1"


def test_the_same_bytes_twice(book: Book, content: bytes) -> None:
    assert write_workbook(book) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def with_some_for_the_group(book: Book) -> Book:
    """Return the workbook as it is where a loaded text names the group: other rows are filtered away."""
    rows = [
        replace(row, cells={**row.cells, "for_group": "yes"}) if number == 3 else replace(row, shown=False)
        for number, row in enumerate(book.rows["decisions"])
    ]
    return replace(book, rows={**book.rows, "decisions": tuple(rows)})


def test_decisions_open_filtered_to_what_is_for_the_group(book: Book) -> None:
    sheet = load_workbook(io.BytesIO(write_workbook(with_some_for_the_group(book))))["Decisions"]
    (chosen,) = sheet.auto_filter.filterColumn
    assert sheet.cell(1, chosen.colId + 1).value == "For the group?"
    assert chosen.filters.filter == ["yes"]
    seen = [row for row in range(2, len(book.rows["decisions"]) + 2) if not sheet.row_dimensions[row].hidden]
    assert seen == [5]


@needs_libreoffice
def test_another_program_shows_the_filter(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_workbook(with_some_for_the_group(book)))
    (tmp_path / "again").mkdir()
    sheet = load_workbook(converted(path, "xlsx", tmp_path / "again"))["Decisions"]
    assert sheet.auto_filter.filterColumn[0].filters.filter == ["yes"]
    last = len(book.rows["decisions"]) + 2
    assert [row for row in range(2, last) if not sheet.row_dimensions[row].hidden] == [5]


def test_headings_are_single_in_each_language(book: Book) -> None:
    for sheet, columns in COLUMNS.items():
        for lang in LANGUAGES:
            words = [heading(sheet, one, lang) for one in columns]
            assert len(set(words)) == len(words)
            assert [column_named(sheet, one) for one in words] == list(columns)
    assert sheet_named("Tâches") == "tasks"
    assert book.row("tasks", "iag-tsc-999") is None


def test_places_are_told_apart_as_they_are_written() -> None:
    decision = "https://w3id.org/iagkg/id/decision/cbd/cop/16/9"
    assert place_parts(f"{decision}/b/9/a", decision) == ("B", "9", "(a)")
    assert place_parts(f"{decision}/annex-3", decision) == ("annex III", "", "")
    assert place_parts(f"{decision}/annex-g/sec-4/12/b/ii", decision) == ("annex G IV", "12", "(b)(ii)")
    assert place_parts(f"{decision}/par-xxiii", decision) == ("", "xxiii", "")
    assert place_parts(decision, decision) == ("", "", "")
