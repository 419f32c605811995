"""The page on the meeting paper: each command it shows is run, in order, and answers as shown."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document

PAGE = (Path(__file__).parents[2] / "docs" / "meeting-paper.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```console\n\$ (iagkg .+)\n((?:.*\n)*?)```$", PAGE, flags=re.MULTILINE)


def fill_in(path: Path) -> None:
    """Write into the paper what the page says that somebody wrote."""
    book: Any = Document(str(path))
    row = next(row for row in book.tables[0].rows if row.cells[0].text.startswith("WS1.T2"))
    for column, words in ((4, "in progress"), (6, "circulate the draft"), (7, "The meeting agreed.")):
        row.cells[column].text = words
    book.save(str(path))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("paper")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment.pop("IAGKG_WORKSPACE", None)
    found = []
    for number, (command, _) in enumerate(SHOWN):
        if " import " in command and " import " not in SHOWN[number - 1][0]:
            fill_in(folder / "plan" / "meeting-paper.docx")
        found.append(
            subprocess.run(
                command,
                shell=True,
                cwd=folder / "plan" if number else folder,
                env=environment,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
        )
    return found


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[command[:40] for command, _ in SHOWN])
def test_it_answers_as_shown(number: int, answers: list[subprocess.CompletedProcess[str]]) -> None:
    shown, done = SHOWN[number][1], answers[number]
    assert done.returncode == 0, done.stderr
    printed = [" ".join(line.split()) for line in done.stdout.splitlines()]
    position = 0
    for line in (" ".join(line.split()) for line in shown.splitlines()):
        if line != "…":
            assert line in printed[position:], f"not printed, or not in this order: {line!r}"
            position = printed.index(line, position) + 1


def test_every_command_is_shown_once() -> None:
    assert len(SHOWN) == PAGE.count("$ iagkg") == 7
