"""Rows to tasks: headings, continuation, columns by their headings, and what is reported at which place."""

import pytest

from iagkg.problem import Problem
from iagkg.source import every_item, read_bytes
from iagkg.workplan import Task, Workplan

HEADER = ("Tasks", "Mandate", "Timeline")
CITED = "Dec. 16/3, para. 6"


def text(*rows: tuple[str, ...], title: str = "A title") -> str:
    return "\n".join([title, *("".join(f"\t{cell}\n" for cell in row) for row in rows)])


def workplan(*rows: tuple[str, ...], title: str = "A title") -> Workplan:
    return read_bytes("a.txt", text(*rows, title=title).encode())


def tasks(read: Workplan) -> list[Task]:
    return [task for workstream in read.workstreams for task in workstream.tasks]


def found(read: Workplan, code: str) -> list[Problem]:
    return [problem for problem in read.problems if problem.code == code]


def paths(task: Task) -> list[str]:
    return [item.path for item in every_item(task.items)]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Workstream 1: Data", "1", "Data"),
        ("Goal 2: Tools", "2", "Tools"),
        ("1. Exemptions", "1", "Exemptions"),
        ("Review", None, "Review"),
        ("Axe de travail 1 : Données", "1", "Données"),
        ("Línea de trabajo 3: Datos", "3", "Datos"),
        ("Element II. Methods", "II", "Methods"),
        ("B. Methods", "B", "Methods"),
        ("Part A – Methods", "A", "Methods"),
    ],
)
def test_headings_of_workstreams(heading: str, number: str | None, title: str) -> None:
    read = workplan(HEADER, (heading, "", ""), ("a. First", CITED, "2025"))
    (workstream,) = read.workstreams
    assert (workstream.ref, workstream.number, workstream.title, workstream.row) == ("WS1", number, title, 2)
    assert [task.number for task in workstream.tasks] == ["a"]


def test_headings_without_cells() -> None:
    first = "\t1. First\n\tDec. 16/3, para. 6\n\t2025\n"
    header = "T\n\n\tTasks\n\tMandate\n\tTimeline\n\n"
    lost = f"{header}Goal 1: One\n\n{first}\nGoal 2: Two\n\n\t1. Next\n\t\n\t2026\n"
    read = read_bytes("a.txt", lost.encode())
    assert [(one.title, one.row, len(one.tasks)) for one in read.workstreams] == [
        ("One", 2, 1),
        ("Two", 4, 1),
    ]
    one_cell = f"{header}\tGoal 1: One\n\n{first}\n\tGoal 2: Two\n\n{first}"
    read = read_bytes("a.txt", one_cell.encode())
    assert [(one.title, len(one.tasks)) for one in read.workstreams] == [("One", 1), ("Two", 1)]
    assert not found(read, "cell-count")


def test_a_numbered_task_without_cells_is_no_heading() -> None:
    read = workplan(
        HEADER,
        ("1. One", "", ""),
        ("2. Two", CITED, "2025"),
        ("3. Three", "", ""),
        ("4. Four", CITED, "2026"),
    )
    assert [task.number for task in tasks(read)] == ["1", "2", "3", "4"]
    assert [problem.row for problem in found(read, "task-without-mandate")] == [2, 4]
    assert [problem.row for problem in found(read, "task-without-timeline")] == [2, 4]


def test_the_first_task_below_a_worded_heading_needs_no_cells() -> None:
    read = workplan(
        HEADER,
        ("Workstream 1: One", "", ""),
        ("(a) First", "", ""),
        ("(b) Second", "", ""),
        ("Workstream 2: Two", "", ""),
        ("(a) Only", "", ""),
        ("Workstream 3: Three", "", ""),
        ("1. Exemptions", "", ""),
        ("a. First", CITED, "2025"),
    )
    assert [[task.number for task in one.tasks] for one in read.workstreams] == [["a", "b"], ["a"], [], ["a"]]
    assert read.workstreams[3].title == "Exemptions"


def test_a_heading_without_tasks_is_reported() -> None:
    read = workplan(HEADER, ("1. One", CITED, "2025"), ("Closing words", "", ""))
    (problem,) = found(read, "workstream-without-tasks")
    assert (problem.severity, problem.row, problem.found) == ("warning", 3, "Closing words")


def test_columns_are_found_by_their_headings() -> None:
    read = workplan(("When", "Ref.", "Lead", "Activity", "Source"), ("2025", "3", "Parties", "Do it", CITED))
    (task,) = tasks(read)
    assert (task.number, task.text, task.mandate_text, task.period.text) == ("3", "Do it", CITED, "2025")
    assert (task.responsible, task.extra) == ("Parties", {})


def test_a_heading_that_says_another_thing_than_its_cells() -> None:
    read = workplan(("Reference", "Task", "Basis", "When"), ("7", "Do it", CITED, "2025"))
    assert [(task.number, task.mandate_text) for task in tasks(read)] == [("7", CITED)]
    read = workplan(("Number", "Task", "Basis", "When"), ("not a number at all", "Do it", CITED, "2025"))
    assert [(task.number, task.extra) for task in tasks(read)] == [(None, {"Number": "not a number at all"})]


def test_numbers_in_a_column_of_their_own_tell_headings_and_sub_items() -> None:
    read = workplan(
        ("No.", "Task", "Mandate", "Timeline"),
        ("1", "Data", "", ""),
        ("1.1", "Collect", CITED, "2025"),
        ("1.1.1", "Ask Parties", "", ""),
        ("1.1.2", "Read reports", "", ""),
        ("1.2", "Publish", CITED, "2026"),
        ("2", "Tools", "", ""),
        ("2.1", "Build", CITED, "2026"),
    )
    assert [(one.number, one.title) for one in read.workstreams] == [("1", "Data"), ("2", "Tools")]
    assert [task.number for task in tasks(read)] == ["1.1", "1.2", "2.1"]
    assert [(item.path, item.text, item.row) for item in tasks(read)[0].items] == [
        ("1.1.1", "Ask Parties", 4),
        ("1.1.2", "Read reports", 5),
    ]


def test_a_table_for_each_workstream() -> None:
    one = text(HEADER, ("1. a", CITED, "2025"), title="")
    read = read_bytes("a.txt", f"Title\n\nWorkstream 1: Data\n{one}\nWorkstream 2: Tools\n{one}".encode())
    assert [(each.title, len(each.tasks)) for each in read.workstreams] == [("Data", 1), ("Tools", 1)]
    assert read.title == "Title"
    assert [problem.code for problem in read.problems] == ["repeated-header"]


def test_a_column_with_no_known_heading_is_taken_with_a_warning() -> None:
    read = workplan(("Subject", "Decision", "Dates"), ("Advise on " * 9, CITED, "2025"))
    assert tasks(read)[0].text.startswith("Advise")
    (problem,) = found(read, "task-column-guessed")
    assert (problem.severity, problem.found) == ("warning", "Subject")


def test_a_second_timeline_is_reported_and_kept() -> None:
    read = workplan(("Task", "Mandate", "Timeline", "Deadline"), ("1. a", CITED, "2025", "2026"))
    (problem,) = found(read, "second-column")
    assert "Deadline" in problem.message + problem.found
    kept = tasks(read)[0]
    assert {kept.period.text, *kept.extra.values()} == {"2025", "2026"}


def test_starts_and_ends_in_two_columns_are_one_period() -> None:
    read = workplan(
        ("Task", "Mandate", "Start date", "End date"),
        ("1. a", CITED, "March 2025", "June 2026"),
        ("2. b", CITED, "March 2025", ""),
        ("3. c", CITED, "-", "June 2026"),
        ("4. d", CITED, "2025", "2025"),
        ("5. e", CITED, "", ""),
    )
    assert [(task.period.text, task.period.start, task.period.end) for task in tasks(read)] == [
        ("March 2025 – June 2026", "2025-03", "2026-06"),
        ("March 2025 –", "2025-03", None),
        ("June 2026", None, "2026-06"),
        ("2025", "2025-01", "2025-12"),
        ("", None, None),
    ]
    assert read.roles == ("task", "mandate", "start", "end")
    alone = workplan(("Task", "Mandate", "End date"), ("1. a", CITED, "June 2026"))
    assert (tasks(alone)[0].period.start, tasks(alone)[0].period.end) == (None, "2026-06")


def test_missing_mandates_are_sought_in_the_words_with_one_warning() -> None:
    read = workplan(
        ("Activity", "Timeline"), ("1. Act on decision 16/3, paragraph 6", "2025"), ("2. Rest", "2026")
    )
    first, second = tasks(read)
    assert [(one.citation.decision, one.from_text) for one in first.citations] == [("16/3", True)]
    assert second.citations == ()
    assert [(one.severity, one.row) for one in found(read, "no-mandate-column")] == [("warning", 1)]
    assert not found(read, "mandate-not-read")


def test_a_deadline_is_an_end_without_a_start() -> None:
    for heading, start in (("Deadline", None), ("Date", "2025-12-01")):
        (task,) = tasks(workplan(("Task", "Mandate", heading), ("1. a", CITED, "1 December 2025")))
        assert (task.period.start, task.period.end) == (start, "2025-12-01")


def test_rows_of_one_task_are_joined() -> None:
    read = workplan(
        HEADER,
        ("1. a", "Dec. 16/3, para. 6", "January – March 2025"),
        ("", "Dec. 16/3, para. 7", "May 2026"),
        ("2. b", CITED, "2025"),
    )
    first, _ = tasks(read)
    assert first.rows == (2, 3)
    assert [(one.citation.para, one.row) for one in first.citations] == [("6", 2), ("7", 3)]
    period = first.period
    assert (period.text, period.start, period.end) == (
        "January – March 2025 | May 2026",
        "2025-01",
        "2026-05",
    )


def test_rows_of_sub_items_alone_belong_to_the_task_above() -> None:
    read = workplan(
        HEADER,
        ("2. Evaluate:", CITED, "2025"),
        ("2.1 Plan", "", ""),
        ("2.2 Do", "", ""),
        ("3. b", CITED, "2025"),
    )
    first, second = tasks(read)
    assert [(item.path, item.row) for item in first.items] == [("2.1", 3), ("2.2", 4)]
    assert second.number == "3"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2. a:\n2.1 b\n2.2 c:\n(a) d\n(b) e", ["2.1", "2.2", "2.2(a)", "2.2(b)"]),
        ("b. a:\n(i)\nb\n(ii)\nc\n(v)\nd", ["b(i)", "b(ii)", "b(v)"]),
        ("1.1. a\n1.1.A. b\n1.1.B. c", ["1.1.A", "1.1.B"]),
        (
            "1. a\n(a) b\n(i) c\n(ii) d\n(b) e\n(i) f\n(ii) g",
            ["1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "1(b)(i)", "1(b)(ii)"],
        ),
        (
            "1. a\n" + "\n".join(f"({letter}) x" for letter in "abcdefghij"),
            [f"1({letter})" for letter in "abcdefghij"],
        ),
        ("1. a:\n(a) x; (b) y; and (c) z", []),
        ("1. a in paragraph 8\n(a) of the decision", []),
        ("1. about\n2.1 million people\n3.5 of them", []),
        ("1. a (1) b and (2) c", []),
        ("no number\n(a) x\n(b) y", ["(a)", "(b)"]),
        ("3. a\n3.1 b\n3.1.1 c\n3.1.2 d\n3.2 e", ["3.1", "3.1.1", "3.1.2", "3.2"]),
    ],
)
def test_sub_items(cell: str, expected: list[str]) -> None:
    (task,) = tasks(workplan(HEADER, (cell, CITED, "2025")))
    assert paths(task) == expected
    words = " ".join([task.text, *(item.text for item in every_item(task.items))])
    letters = [word for word in words.split() if word.isalpha()]
    assert letters == [word for word in cell.split() if word.isalpha()], "no word is lost"


@pytest.mark.parametrize(
    ("cell", "number", "words"),
    [
        ("1. Provide", "1", "Provide"),
        ("1.Provide", "1", "Provide"),
        ("1) Provide", "1", "Provide"),
        ("(a) Provide", "a", "Provide"),
        ("1.1. Provide", "1.1", "Provide"),
        ("A.1 Provide", "A.1", "Provide"),
        ("Task 4: Provide", "4", "Provide"),
        ("Tâche 4 : Donner", "4", "Donner"),
        ("IV. Provide", "IV", "Provide"),
        ("12 Provide", "12", "Provide"),
        ("A framework", None, "A framework"),
        ("e.g. a framework", None, "e.g. a framework"),
        ("2025 is over", None, "2025 is over"),
    ],
)
def test_numbers_of_tasks(cell: str, number: str | None, words: str) -> None:
    (task,) = tasks(workplan(HEADER, (cell, CITED, "2025")))
    assert (task.number, task.text) == (number, words)


def test_a_second_task_in_a_cell_is_reported() -> None:
    read = workplan(HEADER, ("1. One\n2. Two", CITED, "2025"))
    assert tasks(read)[0].text == "One 2. Two"
    assert [one.severity for one in found(read, "second-number-in-cell")] == ["warning"]


@pytest.mark.parametrize(
    ("row", "code", "severity", "field"),
    [
        (("2. b", "as agreed", "2025"), "mandate-not-read", "warning", "mandate"),
        (("2. b", CITED, "when the moon is full"), "timeline-not-read", "warning", "timeline"),
        (("2. b", CITED, "December 2025 – March 2025"), "end-before-start", "error", "timeline"),
        (("2. <b>b</b>", CITED, "2025"), "markup-in-cell", "info", "task"),
        (("2. b", CITED + " SELECT ?s WHERE {", "2025"), "markup-in-cell", "info", "mandate"),
        (("2. @prefix ex: <x> .", CITED, "2025"), "markup-in-cell", "info", "task"),
        (("2. b", "-", "2025"), "task-without-mandate", "info", "mandate"),
        (("2. b", CITED, "–"), "task-without-timeline", "info", "timeline"),
        (("1. b", CITED, "2025"), "repeated-number", "info", "task"),
        (("5. b", CITED, "2025"), "number-out-of-order", "info", "task"),
        (("2. the the end", CITED, "2025"), "doubled-words", "info", "task"),
        (("2. advice on the advice", CITED, "2025"), "doubled-words", "info", "task"),
        (("2. b", CITED, "January  –  June 2025"), "timeline-spelling", "info", "timeline"),
        (("2. b", CITED), "cell-count", "warning", ""),
        (("2. b", CITED, "2025", "more"), "cell-count", "warning", ""),
        (HEADER, "repeated-header", "info", ""),
    ],
)
def test_reported_at_its_place_and_read_on(
    row: tuple[str, ...], code: str, severity: str, field: str
) -> None:
    read = workplan(HEADER, ("1. a", CITED, "January – June 2025"), row, ("9. z", CITED, "2025"))
    problems = [problem for problem in found(read, code) if problem.row == 3]
    assert [(one.severity, one.field) for one in problems] == [(severity, field)]
    assert problems[0].line in range(10, 13)
    assert problems[0].found
    assert tasks(read)[-1].number == "9"


def test_problems_of_citations_get_their_place() -> None:
    read = workplan(HEADER, ("1. a", "Decision 99/1, para. 3", "2025"))
    problems = [problem for problem in read.problems if problem.field == "mandate"]
    assert problems
    assert {(problem.row, problem.line) for problem in problems} == {(2, 7)}


def test_title_and_periods_that_do_not_agree() -> None:
    read = workplan(HEADER, ("1. a", CITED, "June 2030"), title="Workplan 2025-2027")
    assert [one.severity for one in found(read, "period-outside-title")] == ["info"]
    read = workplan(HEADER, ("1. a", CITED, "June 2025"), title="Workplan 2025-2027")
    assert [one.severity for one in found(read, "period-within-title")] == ["info"]


@pytest.mark.parametrize(
    ("title", "period", "status"),
    [
        ("Draft Workplan for the Period 2025-2027", ("2025", "2027"), "draft"),
        ("Programme of work 2024–2030", ("2024", "2030"), None),
        ("Workplan 2025/26", ("2025", "2026"), None),
        ("Workplan for 2026", ("2026", "2026"), None),
        ("Workplan (12 March 2025)", (), None),
        ("Workplan for the fifty-second session", (), None),
        ("Projet de plan de travail pour 2024 à 2026", ("2024", "2026"), "draft"),
        ("Proyecto de plan de trabajo 2024 a 2026", ("2024", "2026"), "draft"),
        ("Follow-up to draft decision 16/L.3", (), None),
    ],
)
def test_what_a_title_says(title: str, period: tuple[str, ...], status: str | None) -> None:
    read = workplan(HEADER, ("1. a", CITED, "2025"), title=title)
    assert (read.title, read.period, read.status) == (title, period, status)


def test_words_around_the_table_are_reported() -> None:
    read = read_bytes(
        "a.txt",
        (
            "Title\nin two lines\n\nNote by the secretariat\n\n"
            + text(HEADER, ("1. a", CITED, "2025"), title="")
        ).encode()
        + b"\n* Dates are indicative.\n",
    )
    assert read.title == "Title in two lines"
    assert [one.found for one in found(read, "text-before-table")] == ["Note by the secretariat"]
    assert [one.found for one in found(read, "text-after-table")] == ["* Dates are indicative."]
    assert tasks(read)[0].period.text == "2025"
