"""`iagkg find` and `iagkg register new` as their user meets them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_decisions import ASKED, MADE, made_workspace

ROOT = Path(__file__).parents[2]


def iagkg(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = made_workspace(tmp_path_factory.mktemp("made"), MADE)
    assert iagkg("build", "-q", "-o", str(home / "build"), "--workspace", str(home)).returncode == 0
    return home / "build"


@pytest.mark.parametrize("command", [("find",), ("register", "new")])
def test_help_has_an_example(command: tuple[str, ...]) -> None:
    done = iagkg(*command, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout


def test_words_need_no_quotation_marks(dataset: Path) -> None:
    loose = iagkg("find", "16/9", "B", "9", "(c)", "--dataset", str(dataset))
    assert loose.returncode == 0
    assert loose.stdout.startswith("16/9 B, para. 9 (c)\n")
    assert loose.stdout == iagkg("find", "16/9 B 9 (c)", "--dataset", str(dataset)).stdout


def test_forms(dataset: Path) -> None:
    (row,) = json.loads(iagkg("find", "thesaurus", "--json", "--dataset", str(dataset)).stdout)
    assert (row["reference"], row["other_side"]) == ("WS3.T4", "16/9 B, para. 9 (c)")
    done = iagkg("find", "灯笼", "--format", "csv", "--dataset", str(dataset))
    (cells,) = csv.DictReader(io.StringIO(done.stdout))
    assert (cells["words"], cells["text_language"]) == (ASKED["zh"], "zh")


def test_nothing_found_is_no_error(dataset: Path) -> None:
    done = iagkg("find", "tesaurus", "--lang", "es", "--dataset", str(dataset))
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "No se encontró nada para: tesaurus",
        "Para tesaurus, aquí hay: thesaurus",
    ]
    done = iagkg("find", "tesaurus", "--json", "--dataset", str(dataset))
    assert json.loads(done.stdout) == []
    assert "Nothing found for: tesaurus" in done.stderr


@pytest.mark.parametrize("arguments", [("--limit", "0"), ("--in", "nowhere"), ("--dataset", "nowhere")])
def test_wrong_use(arguments: tuple[str, ...]) -> None:
    assert iagkg("find", "thesaurus", *arguments).returncode in {2, 3}


def test_register_new(dataset: Path) -> None:
    done = iagkg("register", "new", "18", "--dataset", str(dataset))
    assert done.returncode == 0
    assert "Decisions after COP 17 not loaded" in done.stdout.splitlines()
    rows = json.loads(iagkg("register", "new", "17", "--json", "--dataset", str(dataset)).stdout)
    assert [row["paragraph"] for row in rows][1:3] == ["17/5, para. 1", "17/5, para. 2"]
    assert iagkg("register", "new", "0").returncode == 2
    assert iagkg("register", "new", "17", "--body", "CITES COP", "--dataset", str(dataset)).returncode == 2


@pytest.mark.parametrize("session", ["17", "COP17", "COP 17", "cop-17"])
def test_a_session_with_its_body(session: str, dataset: Path) -> None:
    rows = json.loads(iagkg("register", "new", session, "--json", "--dataset", str(dataset)).stdout)
    assert len(rows) == 5


def test_a_session_of_another_body(dataset: Path) -> None:
    done = iagkg("register", "new", "NP-MOP 5", "--dataset", str(dataset))
    assert done.returncode == 0
    assert "NP-MOP 5" in done.stdout
    for wrong in ("COP", "17th", "COP 0"):
        done = iagkg("register", "new", wrong, "--dataset", str(dataset))
        assert (done.returncode, "no session of a body" in done.stderr) == (2, True)


@pytest.mark.parametrize("words", ["", " ", "?!", "a", "a b"])
def test_no_word_to_search_for_is_wrong_use(words: str, dataset: Path) -> None:
    done = iagkg("find", words, "--dataset", str(dataset))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no word to search for" in done.stderr
