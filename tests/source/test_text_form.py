"""The text form: rows written in it read back the same, and any bytes end in a workplan or a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.errors import InputError
from iagkg.source import read_bytes, to_json
from iagkg.source.text import read_text

LETTERS = st.sampled_from("abcdefgh éñ")
WORDS = st.text(LETTERS, min_size=1, max_size=30).map(lambda words: " ".join(words.split())).filter(bool)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
FILLED = st.one_of(st.just(""), PARAGRAPHS)
HEADER = ("Tasks", "Mandate", "Timeline")


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[str, ...]]:
    return draw(st.lists(st.tuples(PARAGRAPHS, FILLED, FILLED), min_size=1, max_size=12))


def written(table: list[tuple[str, ...]], gap: str) -> bytes:
    body = gap.join("".join(f"\t{cell}\n" for cell in row) for row in [HEADER, *table])
    return f"A title\n{body}".encode()


@given(rows())
def test_rows_read_back_the_same(table: list[tuple[str, ...]]) -> None:
    read = read_text("a.txt", written(table, "\n"))
    assert read.title == "A title"
    assert [row.texts for row in read.rows] == [HEADER, *table]
    assert [row.number for row in read.rows] == list(range(1, len(table) + 2))


@given(rows(), st.data())
def test_a_blank_line_inside_a_row_moves_nothing(table: list[tuple[str, ...]], data: st.DataObject) -> None:
    at, cell = data.draw(st.integers(0, len(table) - 1)), data.draw(st.integers(1, 2))
    body = [HEADER, *table]
    parts = []
    for number, row in enumerate(body):
        cells = [f"\t{text}\n" for text in row]
        if number == at + 1:
            cells[cell] = "\n" + cells[cell]
        parts.append("".join(cells))
    read = read_text("a.txt", ("A title\n" + "\n".join(parts)).encode())
    assert [row.texts for row in read.rows] == body


@given(rows())
def test_a_row_on_one_line_reads_as_one_cell_a_line(table: list[tuple[str, ...]]) -> None:
    flat = [tuple(cell.replace("\n", " ") for cell in row) for row in table]
    lines = "\n".join("\t".join(row) for row in [HEADER, *flat])
    read = read_text("a.txt", f"A title\n{lines}\n".encode())
    assert [row.texts for row in read.rows] == [HEADER, *flat]


PIECES = st.sampled_from(
    [
        "\t",
        "\n",
        "\n\n",
        "\tTasks\n\tMandate\n\tTimeline\n",
        "1. ",
        "(a) ",
        "(i) ",
        "2.1 ",
        "Goal 1: ",
        "Dec. 16/3, para. 6",
        "2025 – 2024",
        "\x07",
        "\u202e",
        "\r",
        " ",
        "x:",
        "<b>",
        "\ufeff",
        "é",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
BYTES = st.one_of(
    st.binary(max_size=200),
    TEXTS.map(str.encode),
    st.tuples(TEXTS, st.binary(max_size=6)).map(lambda pair: pair[0].encode() + pair[1]),
    TEXTS.map(lambda text: text.encode("utf-16")),
)


@given(BYTES)
def test_any_bytes_end_in_a_workplan_or_a_refusal(content: bytes) -> None:
    try:
        workplan = read_bytes("a.txt", content)
    except InputError:
        return
    document = to_json(workplan)
    assert any(workstream["tasks"] for workstream in document["workstreams"])
    assert read_bytes("a.txt", content) == workplan, "the same bytes read the same"


def test_a_long_line_and_many_rows_are_read() -> None:
    line = "word and " * 550_000
    text = f"T\n\tTasks\n\tMandate\n\tTimeline\n\n\t1. {line}\n\tDec. 16/3, para. 6\n\t2025\n"
    (workstream,) = read_bytes("a.txt", text.encode()).workstreams
    assert len(workstream.tasks[0].text) == len(line) - 1
    row = "\t1. a\n\tDec. 16/3, para. 6\n\t2025\n\n"
    text = f"T\n\tTasks\n\tMandate\n\tTimeline\n\n{row * 5000}"
    (workstream,) = read_bytes("a.txt", text.encode()).workstreams
    assert len(workstream.tasks) == 5000


BEES = (
    ("1. Count bees", "Dec. 16/9 A, para. 11", "2026"),
    ("2. Count hives", "Dec. 16/3, para. 7", "2027"),
    ("3. Count honey", "Dec. 15/8, para. 31", "2027"),
)


def run_on(*groups: tuple[str, ...]) -> bytes:
    return ("Bees\n\n" + "".join(f"\t{cell}\n" for group in groups for cell in group)).encode()


@pytest.mark.parametrize("more", [(), ("Responsible",)])
@pytest.mark.parametrize("heading", [("Hives",), ("Hives", "", "")])
def test_a_heading_row_without_blank_lines_is_no_column(
    heading: tuple[str, ...], more: tuple[str, ...]
) -> None:
    first = (*heading, *("" for _ in more)) if len(heading) > 1 else heading
    tasks = [(*task, *more) for task in BEES]
    workplan = read_bytes("a.txt", run_on((*HEADER, *more), first, *tasks))
    assert workplan.columns == (*HEADER, *more)
    assert [stream.title for stream in workplan.workstreams] == ["Hives"]
    read = [(task.number, task.citations[0].citation.decision) for task in workplan.workstreams[0].tasks]
    assert read == [("1", "16/9"), ("2", "16/3"), ("3", "15/8")]
    assert not workplan.problems


def test_columns_without_a_heading_stay_columns() -> None:
    tasks = [(*task, "a", "b", "c") for task in BEES]
    workplan = read_bytes("a.txt", run_on((*HEADER, "Hives", "", ""), *tasks))
    assert len(workplan.columns) == 6
    assert [task.number for task in workplan.workstreams[0].tasks] == ["1", "2", "3"]


def test_a_task_that_ran_on_in_another_cell_is_to_be_checked() -> None:
    tasks = [(*BEES[0], "2. Count hives"), (*BEES[2], "")]
    workplan = read_bytes("a.txt", run_on((*HEADER, "Remarks"), *tasks))
    found = [problem for problem in workplan.problems if problem.code == "task-in-other-cell"]
    assert [(problem.severity, problem.found) for problem in found] == [("warning", "2. Count hives")]
    assert 'the column "Remarks"' in found[0].message


def test_a_remark_on_one_row_names_it_once() -> None:
    tasks = [("1. Count bees", "Dec. 16/9 A, para. 11", "August – December 2025")]
    problems = read_bytes("a.txt", run_on(HEADER, *tasks)).problems
    found = [(each.row, each.message) for each in problems if each.code == "year-carried"]
    words = "A start without a year takes the year printed at the end of its interval."
    assert found == [(2, words)]
