"""The page on the workbook: each command it shows is run, in order, and answers as shown."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iagkg.progress.followup import ACTIONS, COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "workbook.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```console\n\$ (iagkg .+)\n((?:.*\n)*?)```$", PAGE, flags=re.MULTILINE)
WHO = "secretary of the group"


def filled_in(path: Path) -> None:
    """Do what the page says that somebody did."""
    book = load_workbook(path)
    tasks, decisions = book["Tasks"], book["Decisions"]
    tasks["K3"], tasks["L3"], tasks["M3"] = "in progress", dt.date(2026, 2, 10), WHO
    row = next(n for n in range(2, 200) if decisions.cell(n, 17).value == "cbd/cop/16/9/b/9/b")
    decisions.cell(row, 14).value = "to discuss"
    book.save(path)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("workbook")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment.pop("IAGKG_WORKSPACE", None)
    found = []
    for number, (command, _) in enumerate(SHOWN):
        done = subprocess.run(
            command,
            shell=True,
            cwd=folder / "plan" if number else folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        found.append(done.stdout.replace(f"{folder / 'plan'}{os.sep}", ""))
        if command.startswith("iagkg export xlsx"):
            filled_in(folder / "plan" / "TSC-IAG_workplan.xlsx")
    return found


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[command[:40] for command, _ in SHOWN])
def test_it_answers_as_shown(number: int, answers: list[str]) -> None:
    printed = [" ".join(line.split()) for line in answers[number].splitlines()]
    position = 0
    for line in SHOWN[number][1].splitlines():
        if line != "…":
            assert line in printed[position:], f"not printed, or not in this order: {line!r}"
            position = printed.index(line, position) + 1


def test_the_page_names_every_column_and_every_action() -> None:
    assert PAGE.count("$ iagkg") == len(SHOWN) > 4
    for word in (*COLUMNS, *ACTIONS):
        assert f"`{word}`" in PAGE
