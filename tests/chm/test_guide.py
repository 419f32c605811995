"""The guide for knowledge-management staff: each command it shows is run, in order, and answers as shown."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "guide-for-km-staff.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```console\n\$ (iagkg .+)\n((?:.*\n)*?)```$", GUIDE, flags=re.MULTILINE)
TO_ACT_ON = ("iagkg chm lint", "iagkg chm import downloads")
"""These find something in the files of the guide, and say so by their exit code too."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run the commands as a reader would: the first one here, the others in the folder it makes."""
    folder = tmp_path_factory.mktemp("guide")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment.pop("IAGKG_WORKSPACE", None)
    found = {}
    for number, (command, _) in enumerate(SHOWN):
        if number == 1:
            folder /= "km"
            shutil.copytree(ROOT / "docs" / "examples" / "chm", folder / "downloads")
        found[command] = subprocess.run(
            command,
            shell=True,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    return found


def test_the_steps_are_shown() -> None:
    commands = [command for command, _ in SHOWN]
    assert commands[0] == "iagkg init km"
    verbs = {" ".join(command.split()[1:3]) for command in commands}
    assert verbs >= {
        "chm import",
        "chm lint",
        "chm links",
        "chm enrich",
        "chm export",
        "tag suggest",
        "tag accept",
    }
    assert GUIDE.count("$ iagkg") == len(SHOWN)
    assert len(GUIDE.splitlines()) < 160


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command[:50] for command, _ in SHOWN])
def test_it_answers_as_shown(
    command: str, shown: str, answers: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    done = answers[command]
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if command.startswith(TO_ACT_ON) else 0), done.stderr
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    position = 0
    for line in map(str.rstrip, shown.splitlines()):
        if line != "…":
            assert line in printed[position:], f"not printed, or not in this order: {line!r}"
            position = printed.index(line, position) + 1
    if "…" not in shown:
        assert printed == [line.rstrip() for line in shown.splitlines()]


def test_files_it_names_are_there() -> None:
    names = {path.name for path in (ROOT / "docs" / "examples" / "chm").iterdir()}
    assert names == {"activity.json", "guide.json", "my-tags.csv", "portal.json"}
    assert (ROOT / "data" / "schemas" / "calendar-table.schema.json").is_file()
