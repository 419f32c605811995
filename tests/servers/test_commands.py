"""`iagkg load` and `iagkg query --endpoint` as their user meets them, on real servers and on made-up ones."""

import json
import os
import resource
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import loopback
import pytest
import serving
from loopback import Reply, Request

ROOT = Path(__file__).parent.parent.parent
ROWS = 1_000_000


def iagkg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
    assert "Traceback" not in done.stderr
    for secret in (serving.PASSWORD, serving.DBA, "wrong-password"):
        assert secret not in done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("dataset"))
    assert iagkg("build", "-q", "-o", folder).returncode == 0
    return folder


def secrets(server: serving.Server) -> dict[str, str]:
    return {"IAGKG_USER": "dba", "IAGKG_PASSWORD": serving.DBA} if server.kind == "virtuoso" else {}


def test_load_check_and_load_again(server: serving.Server, dataset: str) -> None:
    environment = secrets(server)
    done = iagkg("load", server.url, "--dataset", dataset, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Loaded: ")
    assert server.kind in done.stderr.lower()
    assert ("side by side" in done.stderr) == (server.kind == "virtuoso")
    checked = iagkg("load", server.url, "--dataset", dataset, "--check", **environment)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "The same: " in checked.stderr
    again = iagkg("load", server.url, "--dataset", dataset, "--only-changed", **environment)
    assert again.stdout.startswith("Loaded: 0 statements in 0 graphs.")
    other = iagkg("load", server.url, "--source", "data/workplans/iag_tsc_2025_2027.txt", "--check", "--json")
    assert other.returncode == 0
    assert json.loads(other.stdout) == []
    store = serving.store_of(server)
    serving.empty(store)
    store.web.close()
    differs = iagkg("load", server.url, "--dataset", dataset, "--check", "--json", **environment)
    assert differs.returncode == 1
    assert {each["difference"] for each in json.loads(differs.stdout)} == {"absent"}


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "srj", "xml"])
def test_a_server_and_a_folder_print_the_same(
    loaded: serving.Server, dataset: str, form: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?s ?o { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o } ORDER BY ?s ?o")
    for what in (["mandates-by-task"], ["running-on", "--as-of", "2026-05-15"], [str(own)]):
        there = iagkg("query", *what, "--endpoint", loaded.url, "--format", form)
        here = iagkg("query", *what, "--dataset", dataset, "--format", form)
        assert (there.returncode, here.returncode) == (0, 0), there.stderr
        assert there.stdout == here.stdout
        assert len(there.stdout.splitlines()) > 5
        if form == "xml":
            assert len(ET.fromstring(there.stdout)) == 2  # noqa: S314  # our own


@pytest.fixture(scope="module")
def loaded(dataset: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    made = serving.oxigraph(tmp_path_factory.mktemp("loaded"))
    with serving.running(made):
        assert iagkg("load", made.url, "--dataset", dataset).returncode == 0
        yield made


@pytest.mark.parametrize("form", ["turtle", "nquads", "csv"])
def test_constructed_statements(loaded: serving.Server, dataset: str, form: str, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text(
        "PREFIX iag: <https://w3id.org/iagkg/ontology#>\n"
        "CONSTRUCT { ?s iag:position ?n } WHERE { ?s iag:position ?n }"
    )
    there = iagkg("query", str(own), "--endpoint", loaded.url, "--format", form)
    here = iagkg("query", str(own), "--dataset", dataset, "--format", form)
    assert (there.returncode, here.returncode) == (0, 0), there.stderr
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())
    assert "position" in there.stdout


def test_ask_and_own_data(loaded: serving.Server, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("ASK { ?s ?p ?o }")
    assert iagkg("query", str(own), "--endpoint", loaded.url, "--json").stdout.split() == [
        "[", "{", '"answer":', "true", "}", "]",
    ]  # fmt: skip
    own.write_text("SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/iagkg/graph/about> { ?s ?p ?o }")
    one = iagkg("query", str(own), "--endpoint", loaded.url, "--format", "csv").stdout
    own.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    every = iagkg("query", str(own), "--endpoint", loaded.url, "--format", "csv").stdout
    assert 0 < int(one.split()[1]) < int(every.split()[1])


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["query", "ends-by", "--endpoint", "http://127.0.0.1:1"], 4, "no server answers"),
        (["query", "ends-by", "--endpoint", "nonsense"], 2, "not a web address"),
        (
            ["query", "ends-by", "--endpoint", "http://127.0.0.1:1", "--dataset", "build"],
            2,
            "either --endpoint",
        ),
        (["query", "ends-by", "--format", "turtle"], 2, "for CONSTRUCT"),
        (["load", "http://127.0.0.1:1"], 4, "no server answers"),
        (["load", "http://store.example.org/ds"], 2, "this is a draft"),
        (["load", "http://me:wrong-password@127.0.0.1:1"], 2, "does not stand in an address"),
    ],
)
def test_refusals(arguments: list[str], code: int, says: str, dataset: str) -> None:
    more = ["--dataset", dataset] if arguments[0] == "load" else []
    done = iagkg(*arguments, *more)
    assert done.returncode == code
    assert says in done.stderr
    assert done.stdout == ""


def test_wrong_password_and_read_only_servers(dataset: str, tmp_path: Path) -> None:
    fuseki = serving.fuseki(tmp_path / "fuseki", dataset="locked")
    with serving.running(fuseki):
        wrong = {"IAGKG_USER": serving.USER, "IAGKG_PASSWORD": "wrong-password"}
        right = {**wrong, "IAGKG_PASSWORD": serving.PASSWORD}
        done = iagkg("load", fuseki.url, "--dataset", dataset)
        assert (done.returncode, "asks for a password" in done.stderr) == (4, True)
        done = iagkg("load", fuseki.url, "--dataset", dataset, **wrong)
        assert (done.returncode, "does not take this user and password" in done.stderr) == (4, True)
        done = iagkg("load", fuseki.url, "--dataset", dataset, **right)
        assert done.returncode == 0, done.stderr
        done = iagkg("query", "ends-by", "--set", "date=2026-06-30", "--endpoint", fuseki.url, **right)
        assert done.returncode == 0, done.stderr
        done = iagkg("load", fuseki.url.replace("locked", "readonly"), "--dataset", dataset)
        assert done.returncode == 4
        assert "nothing is there" in done.stderr or "does not allow" in done.stderr
        done = iagkg("load", fuseki.url.replace("locked", "nothing"), "--dataset", dataset)
        assert (done.returncode, "nothing is there" in done.stderr) == (4, True)
    oxigraph = serving.oxigraph(tmp_path / "oxigraph", read_only=True)
    with serving.running(oxigraph):
        done = iagkg("load", oxigraph.url, "--dataset", dataset)
        assert (done.returncode, "does not allow" in done.stderr) == (4, True), done.stderr


def test_digest_of_a_server(tmp_path: Path, dataset: str) -> None:
    fuseki = serving.fuseki(tmp_path / "fuseki", dataset="locked", auth="digest")
    with serving.running(fuseki):
        right = {"IAGKG_USER": serving.USER, "IAGKG_PASSWORD": serving.PASSWORD}
        assert iagkg("load", fuseki.url, "--dataset", dataset, **right).returncode == 0
        wrong = {**right, "IAGKG_PASSWORD": "wrong-password"}
        done = iagkg("load", fuseki.url, "--dataset", dataset, **wrong)
        assert (done.returncode, "does not take this user and password" in done.stderr) == (4, True)


def test_a_full_disk(tmp_path: Path, dataset: str) -> None:
    """The server may not write files beyond a size, as on a full disk; then it may again."""
    server = serving.oxigraph(tmp_path / "oxigraph")
    with serving.running(server):
        assert iagkg("load", server.url, "--dataset", dataset).returncode == 0
        assert server.process is not None
        before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (100_000, before[1]))
        done = iagkg("load", server.url, "--dataset", dataset)
        assert done.returncode == 4
        assert len(done.stderr.splitlines()) <= 5
        server.kill()
        server.start()
        assert iagkg("load", server.url, "--dataset", dataset, "--check").returncode == 0
        assert iagkg("load", server.url, "--dataset", dataset).returncode == 0


def many_rows(request: Request) -> Reply:
    if request.method == "GET" or b"ASK" in request.body:
        return loopback.ask_answer(request)
    count = int(request.body.rpartition(b"LIMIT+")[2].partition(b"&")[0])
    binding = b'{"s":{"type":"uri","value":"http://example.org/%d"},"n":{"type":"literal","value":"row %d"}}'

    def pieces() -> Iterator[bytes]:
        yield b'{"head":{"vars":["s","n"]},"results":{"bindings":['
        for start in range(0, count, 1000):
            rows = b",".join(binding % (n, n) for n in range(start, start + 1000))
            yield (b"," if start else b"") + rows
        yield b"]}}"

    return Reply(200, {"Content-Type": loopback.RESULTS}, pieces())


def test_a_million_rows_do_not_fill_memory(tmp_path: Path) -> None:
    """The most memory of a run with a million rows is that of a run with ten thousand, but for 32 MB."""
    most = {}
    code = (
        "import resource, sys; from iagkg.cli import app\n"
        "try: app(sys.argv[1:], standalone_mode=False)\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    with loopback.serving(many_rows) as (url, _):
        for count in (10_000, ROWS):
            own = tmp_path / f"{count}.rq"
            own.write_text(f"SELECT ?s ?n {{ ?s <http://example.org/n> ?n }} LIMIT {count}")
            command = [sys.executable, "-c", code, "query", str(own), "--endpoint", url, "--format", "csv"]
            with (tmp_path / "rows.csv").open("wb") as out:
                done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
            assert done.returncode == 0, done.stderr
            most[count] = int(done.stderr.split()[-1])
            with (tmp_path / "rows.csv").open("rb") as rows:
                assert sum(1 for _ in rows) == count + 1
    assert most[ROWS] < most[10_000] + 32 * 1024
