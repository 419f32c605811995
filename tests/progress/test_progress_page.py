"""The page on progress: each command it shows is run, in order, and answers as shown."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from iagkg.progress.event import COLUMNS, STATUSES
from iagkg.table_text import date_words
from iagkg.wording import LANGUAGES, say

PAGE = (Path(__file__).parents[2] / "docs" / "progress.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```console\n\$ (iagkg .+)\n((?:.*\n)*?)```$", PAGE, flags=re.MULTILINE)


def plain(line: str) -> str:
    """Return a line without what differs from day to day: widths, ids of reports, the day of entry."""
    today = date_words(dt.datetime.now(tz=dt.UTC).astimezone().date())
    line = re.sub(r"\bs[0-9a-f]{12}\b", "s0123456789ab", line.replace(today, "12 February 2026"))
    return " ".join(line.split())


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("progress")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment.pop("IAGKG_WORKSPACE", None)
    found = {}
    for number, (command, _) in enumerate(SHOWN):
        found[command] = subprocess.run(
            command,
            shell=True,
            cwd=folder / "plan" if number else folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    return found


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command[:40] for command, _ in SHOWN])
def test_it_answers_as_shown(
    command: str, shown: str, answers: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    done = answers[command]
    assert done.returncode == 0, done.stderr
    printed = [plain(line) for line in done.stdout.splitlines()]
    position = 0
    for line in map(plain, shown.splitlines()):
        if line != "…":
            assert line in printed[position:], f"not printed, or not in this order: {line!r}"
            position = printed.index(line, position) + 1


def test_the_page_names_every_column_and_every_value() -> None:
    assert PAGE.count("$ iagkg") == len(SHOWN) > 7
    for column in COLUMNS:
        assert f"`{column}`" in PAGE
    for code in STATUSES:
        words = " | ".join(say(f"task-status.{code}", lang) for lang in LANGUAGES)
        assert f"| `{code}` | {words} |" in PAGE
