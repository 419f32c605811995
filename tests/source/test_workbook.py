"""Excel workbooks: dates and numbers that were typed as something else, joined cells, several sheets."""

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from made_word import zipped
from openpyxl import Workbook
from openpyxl.comments import Comment

from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.source import read_bytes
from iagkg.workplan import Task, Workplan

TITLE = "Draft workplan 2025-2027"
HEADER = ("Tasks", "Mandate", "Timeline")
CITED = "Dec. 16/3, para. 6"


def book(*rows: tuple[Any, ...], title: str = "Plan") -> Workbook:
    made = Workbook()
    sheet: Any = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(made: Workbook, sheet: str | None = None) -> Workplan:
    return read_bytes("a.xlsx", saved(made), sheet=sheet)


def tasks(plan: Workplan) -> list[Task]:
    return [task for workstream in plan.workstreams for task in workstream.tasks]


def found(plan: Workplan, code: str) -> list[Problem]:
    return [problem for problem in plan.problems if problem.code == code]


def test_rows_are_numbered_as_in_the_sheet() -> None:
    plan = read(book((TITLE,), (), HEADER, ("Workstream 1: Data",), ("1. One\n(a) x\n(b) y", CITED, "2025")))
    (workstream,) = plan.workstreams
    assert (plan.title, workstream.title, workstream.row) == (TITLE, "Data", 4)
    (task,) = workstream.tasks
    assert (task.row, task.line, [item.text for item in task.items]) == (5, None, ["x", "y"])
    assert {problem.severity for problem in plan.problems} <= {"info"}


def test_dates_and_numbers_among_mandates_are_problems_and_no_guess() -> None:
    rows: list[tuple[Any, ...]] = [
        ("No.", *HEADER),
        (dt.date(2026, 1, 2), "One", dt.date(2026, 9, 16), "2025"),
        (2.1, "Two", 16.9, "2025"),
        (3, "Three", dt.datetime(2026, 8, 3), "2025"),
        (4, 45000, True, "2025"),
    ]
    plan = read(book((TITLE,), *rows))
    errors = [
        (problem.row, problem.field, problem.message)
        for problem in plan.problems
        if problem.severity == "error"
    ]
    assert [(row, field) for row, field, _ in errors] == [
        *((3, "task"), (3, "mandate"), (4, "mandate"), (5, "mandate"), (6, "task"), (6, "mandate"))
    ]
    messages = [message for *_, message in errors]
    assert messages[0].startswith("A3 holds the date 2 Jan 2026; was it 2/1 or 1/2?")
    assert messages[1].startswith("C3 holds the date 16 Sep 2026; was it 16/9?")
    assert messages[2].startswith("C4 holds the number 16.9; was it 16/9?")
    assert messages[3].startswith("C5 holds the date 3 Aug 2026; was it 3/8 or 8/3?")
    assert not any(task.citations for task in tasks(plan))
    assert not found(plan, "mandate-not-read")
    assert "A4" in found(plan, "number-as-figure")[0].message
    assert [task.number for task in tasks(plan)][1:] == ["2.1", "3", "4"]


@pytest.mark.parametrize(
    ("form", "words", "start"),
    [
        ("mmm-yy", "August 2025", "2025-08"),
        ("dd/mm/yyyy", "15 August 2025", "2025-08-15"),
        ("[$-409]mmmm\\ yyyy;@", "August 2025", "2025-08"),
        ("yyyy", "2025", "2025-01"),
    ],
)
def test_a_date_in_a_timeline_says_what_the_sheet_shows(form: str, words: str, start: str) -> None:
    made = book(HEADER, ("1. One", CITED, dt.date(2025, 8, 15)))
    sheet: Any = made.active
    sheet["C2"].number_format = form
    (task,) = tasks(read(made))
    assert (task.period.text, task.period.start) == (words, start)
    year = read(book(HEADER, ("1. One", CITED, 2025)))
    assert tasks(year)[0].period.text == "2025"


def test_joined_cells_formulas_and_hidden_rows_are_said() -> None:
    made = book(
        (*HEADER, "Lead"),
        ("2. Tools",),
        ("1. One", CITED, "2025", "=A1"),
        ("2. Two", None, "2026"),
        ("3. Data",),
        ("3. Three", "Dec. 16/9", "2026 or later", None),
    )
    sheet: Any = made.active
    for address in ("A2:D2", "B3:B4", "A5:D5", "C6:D6"):
        sheet.merge_cells(address)
    sheet.row_dimensions[4].hidden = True
    plan = read(made)
    assert [(one.number, one.title) for one in plan.workstreams] == [("2", "Tools"), ("3", "Data")]
    assert [task.mandate_text for task in tasks(plan)] == [CITED, CITED, "Dec. 16/9"]
    said = {problem.code: problem.found for problem in plan.problems}
    assert (said["merged-down"], said["merged-across"]) == ("B3:B4", "C6:D6")
    assert (said["formulas-unsolved"], said["hidden-rows"]) == ("D3", "4")


def test_a_header_of_two_rows() -> None:
    made = book(
        (TITLE,),
        ("Task", "Mandate", "Timing", None, "Lead"),
        (None, None, "Start", "End", None),
        ("1. One", CITED, "March 2026", "June 2027", "Parties"),
        ("2. Two", CITED, "COP 18", None, None),
    )
    sheet: Any = made.active
    for address in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "C5:D5"):
        sheet.merge_cells(address)
    plan = read(made)
    assert plan.roles == ("task", "mandate", "start", "end", "responsible")
    assert [(task.period.text, task.row) for task in tasks(plan)] == [
        ("March 2026 – June 2027", 4),
        ("COP 18", 5),
    ]


def test_the_sheet_that_is_understood_is_read() -> None:
    made = book(("Name", "Place"), ("a", "b"), title="People")
    sheet: Any = made.create_sheet("Plan")
    sheet.append(HEADER)
    sheet.append(("1. One", CITED, "2025"))
    hidden: Any = made.create_sheet("Old")
    hidden.append(HEADER)
    hidden.append(("1. Was", CITED, "2024"))
    hidden.sheet_state = "hidden"
    plan = read(made)
    assert [task.text for task in tasks(plan)] == ["One"]
    assert (found(plan, "other-sheets")[0].found, found(plan, "hidden-sheets")[0].found) == ("People", "Old")
    assert [task.text for task in tasks(read(made, "old"))] == ["Was"]
    assert [task.text for task in tasks(read(made, "2"))] == ["One"]
    hidden.sheet_state = "visible"
    with pytest.raises(InputError) as caught:
        read(made)
    assert (
        'several sheets could hold the workplan. Its sheets: 1 "People", 2 "Plan", 3 "Old"'
        in caught.value.what
    )
    assert '--sheet "Plan"' in caught.value.hint
    with pytest.raises(InputError, match="it has no sheet 'none'"):
        read(made, "none")


def test_a_wrong_ending_is_said() -> None:
    plan = read_bytes("a.docx", saved(book(HEADER, ("1. One", CITED, "2025"))))
    assert (found(plan, "wrong-ending")[0].expected, len(tasks(plan))) == (".xlsx", 1)


def test_letters_that_a_workbook_writes_in_code() -> None:
    plan = read(book(HEADER, ("1. One_x000D_\nmore _x0041_", CITED, "2025")))
    assert tasks(plan)[0].text == "One more A"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (book(("Foo", "Bar"), ("a", "b")), "Its headings: Foo | Bar"),
        (book(), "it is empty"),
        (book(HEADER), "a header and no task below it"),
    ],
)
def test_refused_in_words(made: Workbook, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(made)
    assert words in caught.value.what


def test_formulas_without_a_result_comments_boxes_and_hidden_columns_are_said() -> None:
    """A program that computes nothing stores no result: the cell reads as empty, and that is told."""
    made = book((TITLE,), HEADER, ("1 Advise", CITED, "2026"), ("2 Review", '="16/"&"9"', "2026"))
    sheet: Any = made.active
    sheet["A3"].comment = Comment("see decision 16/12", "somebody")
    sheet.column_dimensions["C"].hidden = True
    plan = read(made)
    by_code = {one.code: one for one in plan.problems}
    assert (by_code["formulas-unsolved"].severity, by_code["formulas-unsolved"].found) == ("warning", "B4")
    assert "formulas" not in by_code
    assert "A3: see decision 16/12" in by_code["comments-not-read"].found
    assert by_code["hidden-columns"].found == "C"
    assert tasks(plan)[1].mandate_text == ""


def test_a_formula_with_a_result_is_read_and_said() -> None:
    made = book((TITLE,), HEADER, ("1 Advise", CITED, "2026"), ("2 Review", '="Dec. 16/"&"9"', "2026"))
    content = saved(made)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = re.sub(
        rb'(<c r="B4")([^>]*)>(<f>.*?</f>)(?:<v\s*/>|<v></v>)', rb'\1 t="str">\3<v>Dec. 16/9</v>', files[name]
    )
    plan = read_bytes("a.xlsx", zipped(dict(files)))
    by_code = {one.code: one for one in plan.problems}
    assert by_code["formulas"].found == "B4"
    assert "formulas-unsolved" not in by_code
    assert tasks(plan)[1].mandate_text == "Dec. 16/9"
