"""The wheel carries ontology, data and queries, and does the main job in an empty environment."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("iagkg-*.whl"))


def test_wheel_holds_the_shipped_files(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "data", "queries"):
        here = {
            f"iagkg/_files/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }
        assert here
        assert here <= names
    assert "iagkg/py.typed" in names
    assert not {name for name in names if name.startswith(("tests/", "build/"))}


def test_main_job_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [
        str(scripts / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)

    def iagkg(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(scripts / "iagkg"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    refused = iagkg("build")
    assert refused.returncode == 3
    assert "iagkg init" in refused.stderr
    assert "Traceback" not in refused.stderr
    built = iagkg("build", "-o", "dataset")
    assert built.returncode == 0, built.stderr
    covered = iagkg("coverage", "--dataset", "dataset")
    assert covered.returncode == 0, covered.stderr
    assert "16 tasks, 24 citations of 20 paragraphs and annexes, 1 target named" in covered.stdout
    checked = iagkg("check", "--json")
    assert checked.returncode == 0, checked.stderr
    assert not [found for found in json.loads(checked.stdout) if found["severity"] == "must be corrected"]
    assert iagkg("cite", "Dec. 16/9 A, para. 11 (c) and (d)").returncode == 0
    made = iagkg("init", "mine")
    assert made.returncode == 0, made.stderr
    assert iagkg("build", "--workspace", "mine").returncode == 0
    assert (tmp_path / "mine" / "build" / "dataset.nq").read_bytes() == (
        tmp_path / "dataset" / "dataset.nq"
    ).read_bytes()
