"""`iagkg load` and `iagkg query --endpoint` as their user meets them, on real servers and on made-up ones."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

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
        (["load", "localhost:7878"], 2, "not a web address"),
        (["load", "http://127.0.0.1:1", "--merge-default", "--kind", "about"], 2, "one of the two"),
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


NOT_SPARQL = {
    "a page": Reply(200, {"Content-Type": "text/html"}, b"<html><title>Welcome</title></html>"),
    "an API": Reply(200, {"Content-Type": "application/json"}, b'{"name": "x"}'),
    "nothing": Reply(204),
    "no such place": Reply(404, {"Content-Type": "text/html"}, b"<html>404</html>"),
    "broken": Reply(500, {"Content-Type": "text/plain"}, b"boom"),
}


@pytest.mark.parametrize("what", NOT_SPARQL)
@pytest.mark.parametrize("command", [["load"], ["load", "--check"], ["query", "running-on", "--endpoint"]])
def test_a_server_that_is_not_sparql(what: str, command: list[str], dataset: str) -> None:
    with loopback.serving(lambda _request: NOT_SPARQL[what]) as (url, seen):
        more = ["--dataset", dataset] if command[0] == "load" else ["--as-of", "2026-05-15"]
        done = iagkg(*command, url, *more)
    assert (done.returncode, done.stdout) == (4, "")
    said = [line for line in done.stderr.splitlines() if line and not line.startswith("As of")]
    assert len(said) <= 3, said
    assert url in said[0]
    assert said[1].startswith("Expected: ")
    assert not [request for request in seen if request.method in {"PUT", "DELETE"}]


def test_a_wrong_place_on_a_real_server(server: serving.Server, dataset: str) -> None:
    for arguments in (["load", "--dataset", dataset], ["query", "milestones", "--endpoint"]):
        wrong = urljoin(server.url, "/no/such/place")
        done = iagkg(arguments[0], wrong, *arguments[1:]) if "load" in arguments else iagkg(*arguments, wrong)
        assert (done.returncode, done.stdout) == (4, ""), done.stderr
        assert len(done.stderr.strip().splitlines()) <= 3
        assert "nothing is there" in done.stderr or "no SPARQL server is there" in done.stderr


def test_virtuoso_without_and_with_a_wrong_password(server: serving.Server, dataset: str) -> None:
    if server.kind != "virtuoso":
        pytest.skip("as it comes, the others take updates from everybody on this machine")
    before = serving.store_of(server)
    counts = before.all_counts()
    done = iagkg("load", server.url, "--dataset", dataset)
    assert (done.returncode, "does not allow" in done.stderr) == (4, True), done.stderr
    wrong = {"IAGKG_USER": "dba", "IAGKG_PASSWORD": "wrong-password"}
    done = iagkg("load", server.url, "--dataset", dataset, **wrong)
    assert (done.returncode, "does not take this user and password" in done.stderr) == (4, True), done.stderr
    assert before.all_counts() == counts
    before.web.close()


def test_digest_of_a_server(tmp_path: Path, dataset: str) -> None:
    fuseki = serving.fuseki(tmp_path / "fuseki", dataset="locked", auth="digest")
    with serving.running(fuseki):
        right = {"IAGKG_USER": serving.USER, "IAGKG_PASSWORD": serving.PASSWORD}
        assert iagkg("load", fuseki.url, "--dataset", dataset, **right).returncode == 0
        wrong = {**right, "IAGKG_PASSWORD": "wrong-password"}
        done = iagkg("load", fuseki.url, "--dataset", dataset, **wrong)
        assert (done.returncode, "does not take this user and password" in done.stderr) == (4, True)


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


def many_statements(request: Request) -> Reply:
    if request.method == "GET" or b"ASK" in request.body:
        return loopback.ask_answer(request)
    count = int(request.body.rpartition(b"LIMIT+")[2].partition(b"&")[0])
    line = b'<http://example.org/%d> <http://example.org/n> "row %d" .\n'
    pieces = (b"".join(line % (n, n) for n in range(start, start + 1000)) for start in range(0, count, 1000))
    return Reply(200, {"Content-Type": "application/n-triples"}, pieces)


def most_memory(own: Path, url: str, form: str) -> tuple[int, int]:
    """Return the most memory of a run in kilobytes, and how many of its lines name a row.

    VmHWM is of the process alone; getrusage counts what its parent had when it was started.
    """
    code = (
        "import sys; from pathlib import Path; from iagkg.cli import app\n"
        "try: app(sys.argv[1:], standalone_mode=False)\n"
        "finally: print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0], file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "query", str(own), "--endpoint", url, "--format", form]
    with (own.parent / "rows").open("wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr
    with (own.parent / "rows").open("rb") as rows:
        named = sum(b"row " in line for line in rows)
    return int(done.stderr.split()[-1]), named


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a process is read as Linux has it")
def test_a_million_rows_do_not_fill_memory(tmp_path: Path) -> None:
    """The most memory of a run with a million rows is that of a run with ten thousand, but for 32 MB."""
    with loopback.serving(many_rows) as (url, _):
        most = {}
        for count in (10_000, ROWS):
            own = tmp_path / f"{count}.rq"
            own.write_text(f"SELECT ?s ?n {{ ?s <http://example.org/n> ?n }} LIMIT {count}")
            most[count], rows = most_memory(own, url, "csv")
            assert rows == count
    assert most[ROWS] < most[10_000] + 32 * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a process is read as Linux has it")
@pytest.mark.parametrize("form", ["table", "tsv", "json", "srj", "xml", "turtle", "nquads"])
def test_no_form_holds_all_rows(form: str, tmp_path: Path) -> None:
    """With 200,000 rows a run takes 16 MB more than with 10,000 at most; a table holds its first 10,000."""
    of_statements = form in {"turtle", "nquads"}
    head = "CONSTRUCT { ?s ?p ?n } WHERE" if of_statements else "SELECT ?s ?n"
    with loopback.serving(many_statements if of_statements else many_rows) as (url, _):
        most = {}
        for count in (10_000, 200_000):
            own = tmp_path / f"{count}.rq"
            own.write_text(f"{head} {{ ?s ?p ?n }} LIMIT {count}")
            most[count], rows = most_memory(own, url, form)
            assert rows == (10_000 if form == "table" else count)
    print(form, most)
    assert most[200_000] < most[10_000] + 16 * 1024
