"""The recipe of docs/federation.md on two real servers, each way round."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
import serving

from iagkg.build import build
from iagkg.queries import catalogue, run
from iagkg.store.embedded import EmbeddedStore

ROOT = Path(__file__).parent.parent.parent
RECIPE = ROOT / "docs" / "federation" / "coverage.rq"
WRITTEN = "http://localhost:3030/register/query"


def iagkg(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("dataset"))
    iagkg("build", "-q", "-o", folder)
    return folder


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """What one store with both says: the class of each place, but those that exist only by a letter."""
    table = run(EmbeddedStore.from_quads(build().quads), catalogue()["coverage-by-paragraph"])
    rows = csv.DictReader(io.StringIO(table.to_csv()))
    return {row["provision"]: row["coverage"].partition("-")[0] for row in rows if row["implied"] == "false"}


@pytest.mark.parametrize("turned", [False, True], ids=["register-in-fuseki", "register-in-oxigraph"])
def test_coverage_across_two_servers(
    turned: bool, dataset: str, expected: dict[str, str], tmp_path: Path
) -> None:
    fuseki, oxigraph = serving.fuseki(tmp_path / "fuseki"), serving.oxigraph(tmp_path / "oxigraph")
    register, workplan = (oxigraph, fuseki) if turned else (fuseki, oxigraph)
    with serving.running(fuseki), serving.running(oxigraph):
        iagkg("load", register.url, "--dataset", dataset, "--kind", "register")
        iagkg("load", workplan.url, "--dataset", dataset, "--kind", "printed")
        text = RECIPE.read_text(encoding="utf-8")
        assert WRITTEN in text
        recipe = tmp_path / "coverage.rq"
        recipe.write_text(text.replace(WRITTEN, register.query), encoding="utf-8")
        answer = iagkg("query", str(recipe), "--endpoint", workplan.url, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert {row["provision"]: row["coverage"] for row in rows} == expected
    assert {row["coverage"] for row in rows} >= {"direct", "parts", "none"}
    assert all(bool(row["tasks"]) == (row["coverage"] != "none") for row in rows)


def test_the_page_shows_the_commands_that_are_run() -> None:
    page = (ROOT / "docs" / "federation.md").read_text(encoding="utf-8")
    for words in (
        "--kind register",
        "--kind printed",
        "docs/federation/coverage.rq --endpoint",
        "federation/coverage.rq",
    ):
        assert words in page
