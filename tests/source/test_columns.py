"""Columns by their headings, by what their cells hold, and as a person says."""

import pytest

from iagkg.errors import InputError, UsageError
from iagkg.problem import Problem
from iagkg.source import read_bytes
from iagkg.source.comparing import differences
from iagkg.source.given import read_given
from iagkg.source.writing import written
from iagkg.workplan import Task, Workplan

CITED = "Dec. 16/3, para. 6"


def workplan(*rows: tuple[str, ...], columns: str | None = None) -> Workplan:
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in (("A title",), *rows))
    return read_bytes("a.csv", text.encode(), columns=read_given(columns) if columns else None)


def tasks(read: Workplan) -> list[Task]:
    return [task for workstream in read.workstreams for task in workstream.tasks]


def found(read: Workplan, code: str) -> list[Problem]:
    return [problem for problem in read.problems if problem.code == code]


def test_parts_of_four_and_more_columns() -> None:
    read = workplan(
        ("Deliverable", "Timing", "Lead", "Activity", "Source", "Budget", "Partners"),
        ("A report", "2025", "Parties", "1. Do it", CITED, "none", "IUCN"),
    )
    (task,) = tasks(read)
    assert (task.output, task.responsible, task.extra) == ("A report", "Parties | IUCN", {"Budget": "none"})
    assert read.roles == ("output", "timeline", "responsible", "task", "mandate", "other", "responsible")


@pytest.mark.parametrize(
    "header",
    [("Tâches", "Mandat", "Calendrier"), ("Tareas", "Mandato", "Calendario"), ("Output", "Basis", "When")],
)
def test_other_words_and_languages(header: tuple[str, ...]) -> None:
    (task,) = tasks(workplan(header, ("1. Do it", CITED, "2025")))
    assert (task.text, task.mandate_text, task.period.text) == ("Do it", CITED, "2025")


def test_columns_by_what_their_cells_hold() -> None:
    rows = [(f"{n}. Do it", CITED, "August 2025") for n in range(1, 4)]
    read = workplan(("Activity", "Asked for in", "Rhythm"), *rows)
    assert read.roles == ("task", "mandate", "timeline")
    assert [problem.severity for problem in found(read, "mandate-column-guessed")] == ["warning"]
    assert [problem.severity for problem in found(read, "timeline-column-guessed")] == ["warning"]
    assert not found(read, "no-mandate-column")


def test_of_two_columns_of_one_part_the_one_that_is_like_it() -> None:
    rows = [("Do it", "a note", CITED, "2025") for _ in range(3)]
    read = workplan(("Activity", "Reference", "Decision", "When"), *rows)
    assert read.roles == ("task", "other", "mandate", "timeline")
    assert "Reference" in found(read, "second-column")[0].message


def test_a_column_that_names_the_workstream() -> None:
    read = workplan(
        ("Workstream", "Task", "Mandate", "When"),
        ("1. Data", "1. Collect", CITED, "2025"),
        ("", "2. Publish", CITED, "2025"),
        ("2. Tools", "3. Build", CITED, "2026"),
        ("2. Tools", "4. Test", CITED, "2026"),
    )
    assert read.roles[0] == "stream"
    assert [(one.number, one.title, [task.number for task in one.tasks]) for one in read.workstreams] == [
        ("1", "Data", ["1", "2"]),
        ("2", "Tools", ["3", "4"]),
    ]
    assert [task.extra for one in read.workstreams for task in one.tasks] == [{}] * 4
    for ending in (".docx", ".xlsx", ".csv"):
        again = read_bytes(f"a{ending}", written(read, f"a{ending}"))
        assert not list(differences(read, again))
        assert again.roles == read.roles


def test_numbers_under_the_heading_of_a_task() -> None:
    read = workplan(("Task", "Description", "When"), ("1", "Do this", "2025"), ("2", "Do that", "2026"))
    assert [(task.number, task.text) for task in tasks(read)] == [("1", "Do this"), ("2", "Do that")]


def test_a_table_without_mandates_is_said_once_and_its_tasks_are_searched() -> None:
    read = workplan(("Activity", "When"), ("1. Act on decision 16/3", "2025"), ("2. Rest", "2025"))
    assert len(found(read, "no-mandate-column")) == 1
    assert not found(read, "task-without-mandate")
    assert [placed.from_text for placed in tasks(read)[0].citations] == [True]


def test_a_person_says_which_column_is_what() -> None:
    rows = (("Foo", "Bar", "Baz"), ("1. Do it", "2025", CITED))
    with pytest.raises(InputError) as caught:
        workplan(*rows)
    assert "Its headings: Foo | Bar | Baz" in caught.value.what
    assert "--columns" in caught.value.hint
    for said in ("task=1,timeline=2,mandate=3", "task=Foo,timeline=bar,mandate=C"):
        read = workplan(*rows, columns=said)
        assert read.roles == ("task", "timeline", "mandate")
        assert [(task.text, task.mandate_text, task.row) for task in tasks(read)] == [("Do it", CITED, 3)]


def test_what_a_person_says_goes_before_the_headings() -> None:
    rows = (("Task", "Mandate", "Timeline", "Basis"), ("1. Do it", "old", "2025", CITED))
    read = workplan(*rows, columns="mandate=4")
    assert read.roles == ("task", "other", "timeline", "mandate")
    assert not found(read, "second-column")
    assert workplan(*rows, columns="mandate=4,timeline=none").roles == ("task", "other", "other", "mandate")


def test_a_table_without_a_header() -> None:
    rows = (("1. Do it", CITED, "2025"), ("2. Do that", CITED, "2026"))
    with pytest.raises(InputError, match="not understood"):
        workplan(*rows)
    read = workplan(*rows, columns="task=1,mandate=2,timeline=3")
    assert read.columns == ("Task", "Mandate", "Timeline")
    assert [(task.number, task.row) for task in tasks(read)] == [("1", 2), ("2", 3)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("task", "'task' is not understood"),
        ("foo=1", "'foo=1' is not understood"),
        ("task=1,task=2", "'task=2' is not understood"),
        ("task=9", "the table has no such column"),
        ("task=1,mandate=1", "one column is given two parts"),
    ],
)
def test_wrong_words_of_a_person(said: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        workplan(("Task", "Mandate"), ("1. a", CITED), columns=said)
    assert words in caught.value.what


def test_prose_that_cites_now_and_then_is_no_column_of_mandates() -> None:
    rows = [
        (f"{n}. Do it", "as in decision 16/3 and after long talks with many others", "2025") for n in range(9)
    ]
    read = workplan(("Activity", "Context", "When"), *rows)
    assert read.roles == ("task", "other", "timeline")
    some = [("1. a", "16/3", "2025"), ("2. b", "none", "2025"), ("3. c", "later", "2025")]
    assert workplan(("Activity", "Context", "When"), *some).roles == ("task", "other", "timeline")
    with pytest.raises(InputError):
        workplan(("Activity", "Context", "Rhythm"), *((task, cited, "often") for task, cited, _ in some))
