"""What is loaded at the start of a command: the heavy libraries only where they are needed."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"rdflib", "owlrl", "pyshacl", "lark", "rich", "openpyxl", "docx", "starlette"}


def loaded(*arguments: str, cwd: Path) -> set[str]:
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['iagkg', *{list(arguments)!r}]\n"
        "try:\n    runpy.run_module('iagkg', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print('LOADED', *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stderr.splitlines() if line.startswith("LOADED"))
    return {name.split(".")[0] for name in line.split()[1:]}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dataset")
    subprocess.run([sys.executable, "-m", "iagkg", "build", "-q", "-o", str(folder)], check=True)
    return folder


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    assert not loaded("--help", cwd=tmp_path) & (HEAVY | {"pyoxigraph"})


def test_coverage_and_query_load_no_rdflib(dataset: Path, tmp_path: Path) -> None:
    assert not loaded("coverage", "--dataset", str(dataset), cwd=tmp_path) & HEAVY
    assert not loaded("query", "ends-by", "--dataset", str(dataset), cwd=tmp_path) & HEAVY


def test_build_and_check_load_neither_reasoner_nor_validator(dataset: Path, tmp_path: Path) -> None:
    slow = {"rdflib", "owlrl", "pyshacl"}
    assert not loaded("build", "-q", "-o", str(tmp_path / "built"), cwd=tmp_path) & slow
    assert not loaded("check", str(dataset), cwd=tmp_path) & slow
    assert slow <= loaded("check", "--reference", cwd=tmp_path)
