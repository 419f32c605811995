"""Workplans written as documents, workbooks and CSV read back the same."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_table import tc, tr, workplan_file
from made_workplan import Made, made_workplans
from openpyxl import Workbook, load_workbook

from iagkg.errors import InputError, UsageError
from iagkg.source import every_item, read, read_bytes
from iagkg.source.given import read_given
from iagkg.source.writing import written
from iagkg.workplan import Task, Workplan, Workstream

WORKPLANS = Path(__file__).parent.parent / "data" / "workplans"
NAMES = sorted(path.name for path in WORKPLANS.glob("*.txt"))
ENDINGS = (".docx", ".xlsx", ".csv")
CITED = "Dec. 16/3, para. 6"


def task_of(task: Task) -> tuple[object, ...]:
    """Return a task without its places in the file."""
    period = task.period
    return (
        *(task.ref, task.number, task.text, task.mandate_text, task.responsible, task.output, task.extra),
        [(item.path, item.text) for item in every_item(task.items)],
        [(placed.citation, placed.from_text) for placed in task.citations],
        (
            period.text,
            period.start,
            period.end,
            period.precision,
            period.open_ended,
            period.anchors,
            period.kind,
        ),
    )


def same(workplan: Workplan) -> tuple[object, ...]:
    streams = [
        (stream.ref, stream.number, stream.title, [task_of(task) for task in stream.tasks])
        for stream in workplan.workstreams
    ]
    return (workplan.title, workplan.period, workplan.status, workplan.roles, streams)


def again(workplan: Workplan, ending: str) -> Workplan:
    return read_bytes(f"again{ending}", written(workplan, f"again{ending}"))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", NAMES)
def test_the_examples_read_back_the_same(name: str, ending: str) -> None:
    first = read(WORKPLANS / name)
    second = again(first, ending)
    assert same(second) == same(first)
    assert second.columns == first.columns
    assert written(first, f"x{ending}") == written(second, f"x{ending}")


def text_file(made: Made) -> bytes:
    rows = ("".join(f"\t{cell}\n" for cell in row) for row in made.rows)
    return "\n".join([f"{made.title}\n", *rows]).encode()


def word_document(made: Made) -> bytes:
    return workplan_file(
        *(tr(*(tc(*cell.split("\n")) for cell in row)) for row in made.rows), title=made.title
    )


def workbook(made: Made) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in ((made.title,), (), *made.rows):
        sheet.append([cell.replace("_x", "_x005F_x") for cell in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def separated(made: Made) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows(((made.title,), *made.rows))
    return target.getvalue().encode("utf-16")


def said(workplan: Workplan) -> tuple[object, ...]:
    return tuple(
        (
            stream.title,
            tuple(
                (
                    *(task.number, task.text, len(task.items), task.mandate_text, len(task.citations)),
                    *(task.period.text, task.period.start, task.period.end, task.responsible, task.output),
                )
                for task in stream.tasks
            ),
        )
        for stream in workplan.workstreams
    )


@given(made_workplans())
def test_made_workplans_are_read_as_they_were_made(made: Made) -> None:
    files = {
        "a.txt": text_file(made),
        "a.docx": word_document(made),
        "a.xlsx": workbook(made),
        "a.csv": separated(made),
    }
    for name, content in files.items():
        workplan = read_bytes(name, content)
        assert said(workplan) == made.streams, name
        assert workplan.roles == made.roles
        assert workplan.title == made.title


@given(made_workplans(), st.sampled_from(ENDINGS))
def test_made_workplans_read_back_the_same(made: Made, ending: str) -> None:
    first = read_bytes("a.docx", word_document(made))
    second = again(first, ending)
    if ending == ".csv":  # a decision alone gets its word there
        first = again(first, ending)
    assert same(second) == same(first)
    assert [said_without_words(stream) for stream in second.workstreams] == [
        said_without_words(stream) for stream in read_bytes("a.docx", word_document(made)).workstreams
    ]
    assert written(first, f"x{ending}") == written(second, f"x{ending}")


def said_without_words(stream: Workstream) -> list[object]:
    return [
        (
            task.number,
            task.text,
            len(task.items),
            [(one.citation.decision, one.citation.para) for one in task.citations],
        )
        for task in stream.tasks
    ]


def test_words_that_a_spreadsheet_would_spoil() -> None:
    text = "T\n\tNo.\n\tTask\n\tMandate\n\tTimeline\n\n\t2.1\n\t=SUM(A1)\n\t16/9\n\t@now\n"
    workplan = read_bytes("a.txt", text.encode())
    lines = written(workplan, "a.csv").decode("utf-8-sig").splitlines()
    assert lines == ["T,,,", "No.,Task,Mandate,Timeline", "Task 2.1,'=SUM(A1),Decision 16/9,'@now"]
    assert written(workplan, "a.csv").startswith(b"\xef\xbb\xbf")
    assert written(workplan, "a.csv", ";").decode("utf-8-sig").splitlines()[1] == "No.;Task;Mandate;Timeline"
    sheet = load_workbook(io.BytesIO(written(workplan, "a.xlsx"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    (task,) = again(workplan, ".csv").workstreams[0].tasks
    assert (task.number, task.text, task.citations[0].citation.decision) == ("2.1", "=SUM(A1)", "16/9")


def test_headings_that_a_person_explained_are_written_in_known_words() -> None:
    text = "A title;;\nFoo;Bar;Mandate\n1. Do it;16/3;x\n2. Do that;16/3;2026\n"
    first = read_bytes("a.csv", text.encode(), columns=read_given("task=1,mandate=2,timeline=3"))
    for ending in ENDINGS:
        second = again(first, ending)
        assert second.columns == ("Tasks", "Mandate", "Timeline")
        assert second.roles == first.roles


def test_no_time_stands_in_what_is_written() -> None:
    workplan = read(WORKPLANS / "iag_tsc_2025_2027.txt")
    for ending in (".docx", ".xlsx"):
        content = written(workplan, f"x{ending}")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_refused_in_words() -> None:
    workplan = read(WORKPLANS / "iag_tsc_2025_2027.txt")
    with pytest.raises(UsageError, match="are not written"):
        written(workplan, "a.pdf")
    with pytest.raises(UsageError, match="--separator"):
        written(workplan, "a.csv", "x")
    long = read_bytes("a.txt", f"T\n\tTask\n\tTimeline\n\n\t1. {'word ' * 9000}\n\t2025\n".encode())
    with pytest.raises(InputError, match="45,002"):
        written(long, "a.xlsx")
