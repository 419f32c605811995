"""CSV: the sign between the cells, quotation marks, encodings, titles, rows around the table."""

import pytest

from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.source import read_bytes
from iagkg.workplan import Task, Workplan

TITLE = "Draft workplan 2025-2027"
CITED = "Dec. 16/3, para. 6"


def tasks(read: Workplan) -> list[Task]:
    return [task for workstream in read.workstreams for task in workstream.tasks]


def found(read: Workplan, code: str) -> list[Problem]:
    return [problem for problem in read.problems if problem.code == code]


def quoted(*rows: tuple[str, ...], sign: str = ",") -> str:
    return "".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


ROWS = (
    (TITLE, "", ""),
    ("Tasks", "Mandate", "Timeline"),
    ("Workstream 1: Data; more, or less", "", ""),
    ("1. Évaluer “x”:\n(a) one;\n(b) two", CITED, "August – December 2025"),
    ("2. Say aloud", "16/9; 15/8, para. 31", "2026"),
)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_sign_between_cells_and_the_encoding_are_found(sign: str, encoding: str) -> None:
    read = read_bytes("a.csv", quoted(*ROWS, sign=sign).encode(encoding))
    assert (read.title, read.columns) == (TITLE, ("Tasks", "Mandate", "Timeline"))
    (workstream,) = read.workstreams
    assert (workstream.number, workstream.title, workstream.row) == ("1", "Data; more, or less", 3)
    first, second = workstream.tasks
    assert (first.text, first.row, first.line, [item.path for item in first.items]) == (
        *("Évaluer “x”:", 4, 4),
        ["1(a)", "1(b)"],
    )
    assert (second.row, second.line, len(second.citations)) == (5, 7, 2)
    assert bool(found(read, "encoding")) is (encoding == "cp1252")


def test_a_line_that_names_the_sign() -> None:
    text = "sep=;\nTasks;Mandate;Timeline\n1. One;Dec. 16/3, para. 6;2025\n"
    read = read_bytes("a.csv", text.encode())
    assert [(task.text, task.row, task.line) for task in tasks(read)] == [("One", 2, 3)]
    assert found(read, "no-title")


def test_rows_around_the_table() -> None:
    text = (
        f"{TITLE},,\nPrepared by the Secretariat,,\n,,\nTasks,Mandate,Timeline,\n"
        "1. One,Dec. 16/3,2025,,,\n\n2. Two,Dec. 16/3\n3. Three,16/3,2026,more\nNote: not official,,\n"
    )
    read = read_bytes("a.csv", text.encode())
    assert read.title == TITLE
    assert [(task.text, task.row, task.extra) for task in tasks(read)] == [
        ("One", 5, {}),
        ("Two", 7, {}),
        ("Three", 8, {"column 4": "more"}),
    ]
    assert [problem.row for problem in found(read, "row-before-header")] == [2]
    assert [problem.row for problem in found(read, "cell-count")] == [7, 8]
    assert [problem.row for problem in found(read, "text-after-table")] == [9]


def test_an_apostrophe_that_keeps_words_from_being_a_formula_is_taken_off() -> None:
    read = read_bytes(
        "a.csv", quoted(("Task", "Timeline"), ("'=1+1", "'- June 2025"), ("''@x 'y", "2025")).encode()
    )
    assert [(task.text, task.period.text) for task in tasks(read)] == [
        ("=1+1", "- June 2025"),
        ("'@x 'y", "2025"),
    ]


def test_a_quotation_mark_that_is_never_closed_is_said() -> None:
    rows = "".join(f"{n}. Task,Dec. 16/3,2025\n" for n in range(2, 40))
    read = read_bytes("a.csv", f'Task,Mandate,Timeline\n"1. One,Dec. 16/3,2025\n{rows}'.encode())
    (problem,) = found(read, "open-quotation")
    assert (problem.severity, problem.row) == ("error", 2)


def test_a_text_that_is_csv_is_read_as_such() -> None:
    text = quoted(*ROWS)
    assert tasks(read_bytes("a.txt", text.encode()))[0].text == "Évaluer “x”:"
    tabbed = quoted(*ROWS, sign="\t")
    assert tasks(read_bytes("a.txt", tabbed.encode("utf-16")))[1].text == "Say aloud"
    assert tasks(read_bytes("a.tsv", tabbed.encode()))[0].items[1].text == "two"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Foo,Bar\n1,2\n", "Its headings: Foo | Bar"),
        (",,,\n,,\n", "there is no table in it"),
        ("Task,Mandate\n" + "x," * 300 + "\n", "cells in a row"),
        ("Task,Timeline\n" + "1. a,2025\n" * 50_100, "more than 50,000 rows"),
    ],
)
def test_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("a.csv", text.encode())
    assert words in caught.value.what
