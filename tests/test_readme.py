"""The README: every command it shows is run, and its screen is the one that is printed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_decision import HEAD, pasted

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (iagkg .+)$", README, flags=re.MULTILINE)
AS_OF = re.compile(r"as of \d{1,2} \w+ \d{4}")


def environment() -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "iagkg.toml", folder)
    (folder / "citations.txt").write_text("Dec. 16/3, para. 8(b)\n\nKMGBF Target 21\n", encoding="utf-8")
    title = "16/9. Clearing-house mechanism and knowledge management"  # the register knows its title
    decision = pasted("en").replace(HEAD["en"][-1], title)
    (folder / "decision.txt").write_text(decision, encoding="utf-8")
    return folder


def test_commands_are_shown() -> None:
    assert len(COMMANDS) >= 10
    assert {command.split()[1] for command in COMMANDS} >= {
        *("cite", "period", "read", "build", "check", "coverage", "query", "init")
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_command_works(command: str, folder: Path) -> None:
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


def test_screen_is_the_one_printed() -> None:
    block = re.search(r"^```text\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    assert block, "the README shows no screen"
    shown = block.group(1).rstrip().splitlines()
    done = subprocess.run(
        "iagkg coverage data/workplans/iag_tsc_2025_2027.txt",
        shell=True,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    printed = AS_OF.sub("as of DATE", done.stdout).splitlines()
    wanted = AS_OF.sub("as of DATE", "\n".join(shown)).splitlines()
    position = 0
    for line in wanted:
        if line.strip() == "…":
            continue
        assert line in printed[position:], f"not printed, or not in this order: {line!r}"
        position = printed.index(line, position) + 1


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


@pytest.mark.skipif(shutil.which("make") is None and "CI" not in os.environ, reason="no make on this machine")
def test_the_first_command_works_from_a_clean_clone(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], check=True)
    done = subprocess.run(
        ["make", "run", f"PYTHON={sys.executable}"],
        cwd=tmp_path / "clone",
        env={
            key: value
            for key, value in os.environ.items()
            if key not in {"VIRTUAL_ENV", "MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "16 tasks, 24 citations of 20 paragraphs and annexes, 1 target named" in done.stdout
    planned = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pytest" in planned.stdout
