"""The pages on progress and on corrections: each command is run, in order, and answers as shown."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from iagkg.progress.added import COLUMNS as ADDED
from iagkg.progress.corrections import COLUMNS as CORRECTED
from iagkg.progress.event import COLUMNS, STATUSES
from iagkg.table_text import date_words
from iagkg.wording import LANGUAGES, say

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("progress", "corrections")}
SHOWN = [
    (name, command, shown)
    for name, page in PAGES.items()
    for command, shown in re.findall(
        r"^```console\n\$ (iagkg .+)\n((?:.*\n)*?)```$", page, flags=re.MULTILINE
    )
]
Answers = dict[tuple[str, str], subprocess.CompletedProcess[str]]


def plain(line: str) -> str:
    """Return a line without what differs from day to day: widths, ids of reports, the day of entry."""
    today = date_words(dt.datetime.now(tz=dt.UTC).astimezone().date())
    line = re.sub(r"\b([sca])[0-9a-f]{12}\b", r"\g<1>0123456789ab", line.replace(today, "12 February 2026"))
    return " ".join(line.split())


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment.pop("IAGKG_WORKSPACE", None)
    found: Answers = {}
    for name in PAGES:
        folder = tmp_path_factory.mktemp(name)
        commands = [command for page, command, _ in SHOWN if page == name]
        for number, command in enumerate(commands):
            found[name, command] = subprocess.run(
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


@pytest.mark.parametrize(
    ("name", "command", "shown"), SHOWN, ids=[f"{name}-{command[:40]}" for name, command, _ in SHOWN]
)
def test_it_answers_as_shown(name: str, command: str, shown: str, answers: Answers) -> None:
    done = answers[name, command]
    assert done.returncode == 0, done.stderr
    printed = [plain(line) for line in done.stdout.splitlines()]
    position = 0
    for line in map(plain, shown.splitlines()):
        if line != "…":
            assert line in printed[position:], f"not printed, or not in this order: {line!r}"
            position = printed.index(line, position) + 1


def test_the_pages_name_every_column_and_every_value() -> None:
    for name, page in PAGES.items():
        assert page.count("$ iagkg") == sum(name == one for one, _, _ in SHOWN) > 5
    for name, columns in (("progress", COLUMNS), ("corrections", (*CORRECTED, *ADDED))):
        assert {column for column in columns if f"`{column}`" not in PAGES[name]} == set()
    for code in STATUSES:
        words = " | ".join(say(f"task-status.{code}", lang) for lang in LANGUAGES)
        assert f"| `{code}` | {words} |" in PAGES["progress"]
