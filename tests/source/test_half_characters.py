"""Halves of characters, which Excel can write as escapes, are joined where both are there, else left out."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from iagkg.source import read


@pytest.mark.parametrize(
    ("cell", "text", "found"),
    [
        ("Plan _xD800_ a survey", "Plan a survey", ["U+D800"]),
        ("Plan _xD83D__xDE00_ a survey", "Plan \U0001f600 a survey", []),
    ],
)
def test_halves_of_characters(tmp_path: Path, cell: str, text: str, found: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["No.", "Task", "Mandate", "Timeline"], [1, cell, "Decision 16/3, para. 6", "2026"]):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    plan = read(tmp_path / "plan.xlsx")
    task = plan.workstreams[0].tasks[0]
    assert task.text == text
    assert [problem.found for problem in plan.problems if problem.code == "control-character"] == found
    task.text.encode()
