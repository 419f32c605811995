"""Words that a reading could lose: last tasks, workstreams beside nothing, numbers alone, open quotations."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_table import tr, workplan_file
from typer.testing import CliRunner

from iagkg.cli import app
from iagkg.problem import Problem
from iagkg.source import read_bytes
from iagkg.source.comparing import differences
from iagkg.source.writing import written
from iagkg.workplan import Task, Workplan

ENDINGS = (".docx", ".xlsx", ".csv")
TOP = "Workplan 2025-2027\nTask,Mandate,Timeline\n"
ROWS = "1. Provide advice,16/9,2025\n2. Review,16/3,2026\n"


def read(text: str) -> Workplan:
    return read_bytes("a.csv", text.encode())


def tasks(workplan: Workplan) -> list[Task]:
    return [task for workstream in workplan.workstreams for task in workstream.tasks]


def found(workplan: Workplan, code: str) -> list[Problem]:
    return [problem for problem in workplan.problems if problem.code == code]


def streams(workplan: Workplan) -> list[tuple[str | None, list[str | None]]]:
    return [(one.title, [task.number for task in one.tasks]) for one in workplan.workstreams]


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_a_last_task_whose_number_goes_on_is_no_note(ending: str) -> None:
    rows = "1 Provide advice,16/9,2025\n2 Review,16/3,2026\n3 Report to the body,,\n4 Publish,,\n"
    workplan = read(TOP + rows)
    assert [(task.number, task.text) for task in tasks(workplan)][2:] == [
        ("3", "Report to the body"),
        ("4", "Publish"),
    ]
    again = read_bytes(f"a{ending}", written(workplan, f"a{ending}"))
    assert not list(differences(workplan, again))


def test_a_first_task_below_a_workstream_is_no_note() -> None:
    workplan = read(
        f"{TOP}Workstream 1: One,,\n1 Provide,16/9,2025\n2 See,16/9,2025\nWorkstream 2: Two,,\n1 Report,,\n"
    )
    assert streams(workplan) == [("One", ["1", "2"]), ("Two", ["1"])]


@pytest.mark.parametrize("words", ["Notes on good practice are published", "Sources found are described"])
def test_words_like_those_of_a_note_are_kept_with_a_warning(words: str) -> None:
    workplan = read(f"{TOP}{ROWS}{words},,\n")
    assert words in [one.title for one in workplan.workstreams]
    assert not found(workplan, "text-after-table")
    assert [one.found for one in found(workplan, "workstream-without-tasks")] == [words]


@pytest.mark.parametrize(
    "note",
    [
        "Note: not official",
        '"Notes\nDates may change"',
        "Sources: decisions",
        "* Dates may change",
        "1 Dates may change",
        "[1] Dates may change",
        "Note 1: Dates may change",
        "____",
    ],
)
def test_a_note_below_the_table_is_a_warning(note: str) -> None:
    workplan = read(f"{TOP}{ROWS}{note},,\n")
    assert [task.number for task in tasks(workplan)] == ["1", "2"]
    (problem,) = found(workplan, "text-after-table")
    assert (problem.severity, problem.row, problem.found) == (
        *("warning", 5),
        " ".join(note.strip('"').split(" ")),
    )
    assert len(workplan.workstreams) == 1


def test_numbered_notes_stay_together() -> None:
    workplan = read(f"{TOP}{ROWS}1 Dates may change,,\n2 Not official,,\n3 As agreed,,\n")
    assert [one.row for one in found(workplan, "text-after-table")] == [5, 6, 7]


def test_strict_ends_with_one_where_words_below_the_table_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{TOP}{ROWS}Sources: a list for Parties,,\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["read", str(path), "--strict"]).exit_code == 1
    path.write_text(f"{TOP}{ROWS}", encoding="utf-8")
    assert CliRunner().invoke(app, ["read", str(path), "--strict"]).exit_code == 0


def test_a_workstream_beside_an_empty_task_keeps_its_words_and_mandate() -> None:
    workplan = read(
        "T,,,\nWorkstream,Task,Mandate,Timeline\nAlpha,1. Provide,16/9,2025\n,,16/9 paragraph 2,\n"
        "Beta,,16/3 paragraph 4,2026\nGamma,2. Review,16/3,2026\n"
    )
    assert [one.title for one in workplan.workstreams] == ["Alpha", "Beta", "Gamma"]
    alpha, beta, _ = tasks(workplan)
    assert [one.citation.decision for one in alpha.citations] == ["16/9", "16/9"]
    assert (beta.text, beta.mandate_text, beta.row) == ("", "16/3 paragraph 4", 5)
    assert [(one.severity, one.row) for one in found(workplan, "task-without-words")] == [("warning", 5)]
    for ending in ENDINGS:
        again = read_bytes(f"a{ending}", written(workplan, f"a{ending}"))
        assert not list(differences(workplan, again)), ending


def test_a_row_with_its_workstream_alone_and_its_tasks_below() -> None:
    workplan = read(
        "T,,,\nWorkstream,Task,Mandate,Timeline\nAlpha,1. Provide,16/9,2025\nBeta,,,\nBeta,2. Do,16/9,2025\n"
    )
    assert streams(workplan) == [("Alpha", ["1"]), ("Beta", ["2"])]


@pytest.mark.parametrize("number", ["2", "2.", "(b)", "12", "2026"])
def test_a_number_alone_is_a_task_without_words(number: str) -> None:
    top = "T,,,\nNo.,Task,Mandate,Timeline\n"
    workplan = read(f"{top}1,Provide,16/9,2025\n{number},,,\n3,Report,16/3,2026\n")
    assert streams(workplan) == [(None, ["1", number.strip("().: "), "3"])]
    assert [(one.severity, one.row) for one in found(workplan, "task-without-words")] == [("warning", 4)]


def test_a_number_of_a_part_with_a_mandate_and_no_words_keeps_the_mandate() -> None:
    workplan = read("T,,,\nNo.,Task,Mandate,Timeline\n1,Provide,16/9,2025\n1.1,,16/3,\n")
    assert [(task.number, task.mandate_text) for task in tasks(workplan)] == [("1", "16/9"), ("1.1", "16/3")]


@pytest.mark.parametrize("ending", ENDINGS)
def test_columns_with_one_heading_are_kept_apart(ending: str) -> None:
    workplan = read(
        "T,,,,,,\nTask,Notes,Mandate,Timeline,Notes,Notes (2),Notes\n"
        "1. Provide,a,16/9,2025,b,c,d\n2. Review,,16/3,2026,e,,\n"
    )
    kept = [{"Notes": "a", "Notes (3)": "b", "Notes (2)": "c", "Notes (4)": "d"}, {"Notes (3)": "e"}]
    assert [task.extra for task in tasks(workplan)] == kept
    again = read_bytes(f"a{ending}", written(workplan, f"a{ending}"))
    assert [task.extra for task in tasks(again)] == kept
    assert again.columns == workplan.columns
    assert written(again, f"a{ending}") == written(workplan, f"a{ending}")


def test_an_open_quotation_mark_is_named_with_its_line() -> None:
    workplan = read(f'{TOP}1. One,16/9,2025\n"2. Say ""x""\nloud",16/3,"2026\n3. Three,16/5,2026\n')
    (problem,) = found(workplan, "open-quotation")
    assert (problem.severity, problem.row, problem.line) == ("warning", 4, 5)
    assert '"2026"' in problem.message
    assert "line 5" in problem.message
    assert "is never closed" in problem.message


def test_a_quotation_mark_closed_rows_later_is_named() -> None:
    workplan = read(f'{TOP}1. One,"16/9,2025\n2. Two,"16/3",2026\n3. Three,16/5,2026\n')
    (problem,) = found(workplan, "open-quotation")
    assert (problem.severity, problem.row, problem.line) == ("warning", 3, 3)


@pytest.mark.parametrize(
    "rows",
    [
        '"1. One:\n(a) this, that, more",16/9,2025\n',
        '1. One,16/9,"2025"',
        '1. One,16/9,"2025"\n\n',
        '"1. Say ""x"" aloud\nand again",16/9\n',
    ],
)
def test_quotation_marks_that_are_closed_are_no_problem(rows: str) -> None:
    assert not found(read(TOP + rows), "open-quotation")


def test_a_reading_that_lost_words_of_a_mandate_is_another() -> None:
    workplan = read(f"{TOP}1. Provide,16/9 and as the Chair asked,2025\n2. Review,16/3,2026\n")
    (stream,) = workplan.workstreams
    task = stream.tasks[0]
    lost = replace(task, mandate_text="16/9")
    other = replace(workplan, workstreams=(replace(stream, tasks=(lost, *stream.tasks[1:])),))
    assert list(differences(workplan, other)) == ["WS1.T1"]
    worded = replace(task, mandate_text="Decision 16/9 and as the Chair asked")
    other = replace(workplan, workstreams=(replace(stream, tasks=(worded, *stream.tasks[1:])),))
    assert not list(differences(workplan, other))


def test_columns_read_as_other_parts_are_a_difference() -> None:
    workplan = read(f"{TOP}{ROWS}")
    other = replace(workplan, roles=("task", "timeline", "mandate"))
    assert list(differences(workplan, other)) == ["columns"]
    kept = replace(workplan, roles=("task", "mandate", "other", "timeline"))
    assert not list(differences(workplan, kept))


def test_a_number_joined_down_a_table_goes_on_with_its_task() -> None:
    content = workplan_file(
        tr("Task", "Mandate", "Timeline"), tr("1. One", "16/9", "2025"), tr("", "16/3", "")
    )
    assert len(tasks(read_bytes("a.docx", content))) == 1
