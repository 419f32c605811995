"""The empty table: it reads back as it is, and after a person has typed rows into it."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from iagkg.export.template import KINDS, template
from iagkg.source import read
from iagkg.wording import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_reads_back_without_problems(kind: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / f"template.{kind}"
    path.write_bytes(template(kind, lang))
    found = read(path)
    assert found.problems == ()
    assert [task.ref for stream in found.workstreams for task in stream.tasks] == ["WS1.T1"]
    (placed,) = found.workstreams[0].tasks[0].citations
    assert placed.citation.decision is not None
    assert template(kind, lang) == path.read_bytes()


def test_rows_typed_into_the_document_are_read(tmp_path: Path) -> None:
    path = tmp_path / "typed.docx"
    document = Document(io.BytesIO(template("docx", "en")))
    cells = document.tables[0].add_row().cells  # type: ignore[no-untyped-call]
    for cell, words in zip(cells, ("2. Map initiatives", "Decision 16/3, para. 8 (b)", "2027"), strict=True):
        cell.text = words
    document.save(str(path))
    found = read(path)
    assert [problem for problem in found.problems if problem.severity != "info"] == []
    assert [task.text for task in found.workstreams[0].tasks][1] == "Map initiatives"


def test_rows_typed_into_the_workbook_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    book = load_workbook(io.BytesIO(template("xlsx", "es")))
    sheet = book.active
    assert sheet is not None
    assert sheet.cell(5, 2).number_format == "@"
    for at, words in enumerate(("2. Cartografiar iniciativas", "16/3, párr. 8 b)", "2027"), start=1):
        sheet.cell(5, at).value = words
    book.save(path)
    found = read(path)
    assert [problem for problem in found.problems if problem.severity != "info"] == []
    assert [task.mandate_text for task in found.workstreams[0].tasks][1] == "16/3, párr. 8 b)"
