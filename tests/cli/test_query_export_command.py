"""`iagkg query --export` as its user meets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib import SH

from iagkg.queries import catalogue

QUERY = "http://localhost:3030/workplans/query"


def iagkg(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", "query", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent.parent,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert "Traceback" not in done.stderr
    return done


def test_all_queries_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        done = iagkg("--export", str(folder), "--query", QUERY, "--as-of", "2026-05-15")
        assert (done.returncode, done.stderr) == (0, "As of 2026-05-15.\n")
        assert done.stdout == f"Queries written to {folder}: {len(catalogue())}\n"
    assert {path.name for path in one.iterdir()} == {f"{name}.ttl" for name in catalogue()}
    assert all(path.read_bytes() == (two / path.name).read_bytes() for path in one.iterdir())
    assert all(b"\r" not in path.read_bytes() for path in one.iterdir())


def test_one_query_with_values(tmp_path: Path) -> None:
    done = iagkg(
        "--export", str(tmp_path), "ends-by", "--set", "date=2025-12-31", "--lang", "fr", "--query", QUERY
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["ends-by.ttl"]
    graph = rdflib.Graph().parse(tmp_path / "ends-by.ttl")
    (asked,) = graph.objects(None, SH.select)
    assert '("2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>)' in str(asked)
    assert 'VALUES (?lang) { ("fr") }' in str(asked)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "no server is named"),
        (["--query", "nonsense"], 2, "not a web address"),
        (["--query", "http://me:secret-word@localhost/"], 2, "does not stand in an address"),
        (["--query", "http://localhost/a b"], 2, "not a web address"),
        (["--endpoint", "http://127.0.0.1:1"], 4, "no server answers"),
        (["--query", QUERY, "--set", "date=2025-12-31"], 2, "a name, with --set"),
        (["--query", QUERY, "own.rq"], 2, "named queries"),
        (["--query", QUERY, "ends-by", "--dataset", "build"], 2, "without data"),
        (["--query", QUERY, "ends-by", "--as-of", "2026-05-15"], 2, "does not ask about a day"),
        (["--query", QUERY, "ends-by", "--set", "date=soon"], 2, "cannot be taken"),
        (["--query", QUERY, "no-such-query"], 2, "no query has this name"),
    ],
)
def test_refusals_write_nothing(arguments: list[str], code: int, says: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = iagkg("--export", str(folder), *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "secret-word" not in done.stderr
    assert not folder.exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = iagkg("--export", str(tmp_path / "file"), "--query", QUERY)
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be written" in done.stderr
