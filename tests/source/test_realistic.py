"""Tables as secretariats make them: what a person sees at a glance in each must be what is read."""

import io

import openpyxl
import pytest

from iagkg.errors import UsageError
from iagkg.source import read_bytes
from iagkg.workplan import Task, Workplan


def tasks_of(plan: Workplan) -> list[Task]:
    return [task for stream in plan.workstreams for task in stream.tasks]


def codes(plan: Workplan) -> set[str]:
    return {problem.code for problem in plan.problems}


def test_start_and_end_may_stand_under_one_heading() -> None:
    text = (
        "Workplan on Finance 2025-2026,,,,\n"
        "No.,Tasks,Mandate,Timeline,\n"
        ",,,Start,End\n"
        '1,Explore options,"16/34, para. 3",Jan 2025,Dec 2025\n'
    )
    plan = read_bytes("plan.csv", text.encode())
    assert plan.roles == ("number", "task", "mandate", "start", "end")
    (task,) = tasks_of(plan)
    assert (task.period.start, task.period.end) == ("2025-01", "2025-12")
    assert task.extra == {}


def test_start_and_end_under_cells_joined_across_in_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["No.", "Tasks", "Mandate", "Timeline", None],
        [None, None, None, "Start", "End"],
        ["1", "Explore options", "16/34, para. 3", "Jan 2025", "Dec 2025"],
    ):
        sheet.append(row)
    sheet.merge_cells("D1:E1")
    content = io.BytesIO()
    book.save(content)
    (task,) = tasks_of(read_bytes("plan.xlsx", content.getvalue()))
    assert (task.period.start, task.period.end) == ("2025-01", "2025-12")


def test_a_task_that_starts_with_such_words_is_no_second_header() -> None:
    text = 'Task,Mandate,Timeline\nStart,"16/34, para. 3",2025\nEnd,"16/34, para. 4",2026\n'
    assert [task.text for task in tasks_of(read_bytes("plan.csv", text.encode()))] == ["Start", "End"]


def test_areas_beside_their_first_task_are_workstreams() -> None:
    text = (
        "Area of work,What,Basis,Timing\nGovernance,Elect co-chairs,16/3 annex,2025\n"
        ",Adopt rules,16/3 annex,2026\nOutreach,Side event,16/9 B,2026\n,Newsletter,16/9 B,2026\n"
    )
    plan = read_bytes("plan.csv", text.encode())
    assert [(stream.title, len(stream.tasks)) for stream in plan.workstreams] == [
        ("Governance", 2),
        ("Outreach", 2),
    ]
    assert [task.text for task in tasks_of(plan)][:2] == ["Elect co-chairs", "Adopt rules"]


def test_a_row_without_a_number_among_numbered_ones_is_to_be_checked() -> None:
    text = (
        "No.,Task,Mandate,Timeline\n1,Write a handbook,16/9 B,2025\n"
        ",including case studies,15/8 annex I,2026\n2,Hold webinars,16/3,2026\n"
    )
    (found,) = [
        problem
        for problem in read_bytes("plan.csv", text.encode()).problems
        if problem.code == "number-not-printed"
    ]
    assert (found.row, found.severity) == (3, "warning")
    assert "number-not-printed" not in codes(read_bytes("plan.csv", text.replace("\n2,", "\n,").encode()))


@pytest.mark.parametrize("word", ["Rome, not a date", "Decision 16/9", "task force meets"])
def test_one_known_word_in_a_task_makes_no_header(word: str) -> None:
    text = (
        f'Alpha;Beta;Gamma\n1. Advise;"{word}";Decision 16/9 B, para. 9 (a)\n2. Report;2026;Decision 16/3\n'
    )
    plan = read_bytes("plan.csv", text.encode(), columns={"task": "1", "mandate": "3", "timeline": "2"})
    assert plan.columns == ("Alpha", "Beta", "Gamma")
    assert len(tasks_of(plan)) == 2


def test_a_sheet_of_a_file_that_has_none_is_refused() -> None:
    with pytest.raises(UsageError, match="no workbook"):
        read_bytes("plan.csv", b"Task,Mandate\nAdvise,16/9\n", sheet="1")


@pytest.mark.parametrize("after", ["Decision 15/8", "Recommendation SBI-4/3, para. 2", "16/3, para. 7"])
def test_a_letter_at_the_end_of_a_line_belongs_to_the_decision_of_the_line(after: str) -> None:
    mandate = f"Decision 16/9 A, paras. 11 (b) and (e)\n{after}"
    plan = read_bytes("plan.csv", f'Task,Mandate\nAdvise,"{mandate}"\n'.encode())
    (task,) = tasks_of(plan)
    cited = [placed.citation for placed in task.citations]
    assert [(one.para, one.sub) for one in cited[:2]] == [("11", "b"), ("11", "e")]
    assert len(cited) == 3
    assert "mandate-words-not-read" not in codes(plan)
    assert all(one.printed in mandate for one in cited)
