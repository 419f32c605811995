"""Tables written as documents, workbooks and CSV: what stands in the files."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from iagkg.office.document import read_document
from iagkg.office.grid import Grid, GridRow
from iagkg.office.model import Para, Table
from iagkg.office.packing import pack, timeless
from iagkg.office.write_csv import write_csv
from iagkg.office.write_docx import write_docx
from iagkg.office.write_xlsx import write_xlsx

GRID = Grid(
    "A <title> & more",
    ("Tasks", "Mandate"),
    ("task", "mandate"),
    (
        GridRow(("Workstream 1: Data", ""), heading=True),
        GridRow(("1. One\n(a) two", "16/9")),
        GridRow(("", "=x")),
    ),
)


def test_a_document() -> None:
    document = read_document("a.docx", write_docx(GRID))
    title, table = document.blocks[:2]
    assert isinstance(title, Para)
    assert isinstance(table, Table)
    assert (title.text, title.style) == ("A <title> & more", "Title")
    assert [row.header for row in table.rows] == [True, False, False, False]
    assert [cell.span for cell in table.rows[1].cells] == [2]
    texts = [
        [[block.text for block in cell.blocks if isinstance(block, Para)] for cell in row.cells]
        for row in table.rows
    ]
    assert texts[2:] == [[["1. One", "(a) two"], ["16/9"]], [[""], ["=x"]]]


def test_a_workbook() -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx(GRID))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[2:] == [["Workstream 1: Data", None], ["1. One\n(a) two", "16/9"], [None, "=x"]]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A3:B3"]
    assert sheet["B5"].data_type == "s"
    assert sheet.freeze_panes == "A3"


def test_csv() -> None:
    lines = write_csv(GRID, "tab").decode("utf-8-sig").split("\r\n")
    assert lines == [
        *("A <title> & more\t", "Tasks\tMandate", "Workstream 1: Data\t"),
        *('"1. One\n(a) two"\tDecision 16/9', "\t'=x", ""),
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "'=1", "''-x"])
def test_cells_that_a_program_would_run(text: str) -> None:
    row = write_csv(Grid("", ("Tasks",), ("task",), (GridRow((text,)),))).decode("utf-8-sig").split("\r\n")[1]
    assert row == f"'{text}"


@pytest.mark.parametrize("text", ["-", "--", "'tis", "a=b", "–", "1. -x"])
def test_cells_that_are_left_as_they_are(text: str) -> None:
    row = write_csv(Grid("", ("Tasks",), ("task",), (GridRow((text,)),))).decode("utf-8-sig").split("\r\n")[1]
    assert row == text


def test_times_are_taken_out() -> None:
    core = b"<x><dcterms:created xsi:type='y'>2026-11-25T01:00:00Z</dcterms:created></x>"
    made = timeless(pack({"docProps/core.xml": core, "a.xml": b"<a/>"}))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b">1980-01-01T00:00:00Z<" in archive.read("docProps/core.xml")
        assert archive.namelist() == ["docProps/core.xml", "a.xml"]
    assert made == timeless(made)
