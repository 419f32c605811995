"""Records asked of an address: a loopback server that answers with the shapes of the services."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from every_shape import ALL
from typer.testing import CliRunner

from iagkg.chm.batch import read_batch
from iagkg.cli import app
from iagkg.errors import IagkgError, ServerError, UsageError

SOLR = {
    "responseHeader": {"status": 0, "QTime": 1},
    "response": {
        "numFound": 1,
        "start": 0,
        "docs": [
            {
                "schema_s": "resource",
                "identifier_s": "ABCD1111-2222-3333-4444-555566667777",
                "title_EN_t": "Guide",
            }
        ],
    },
}
ANSWERS: dict[str, bytes] = {
    "/api/v2013/index/select?q=schema_s:resource&rows=1": json.dumps(SOLR).encode(),
    **{f"/{name}": json.dumps(value).encode() for name, value in ALL.items()},
    "/page": b"<html>no records here</html>",
}


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        body = ANSWERS.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def run(*words: str, code: tuple[int, ...] = (0, 1)) -> str:
    found = CliRunner().invoke(app, ["chm", "import", *words])
    if isinstance(found.exception, IagkgError):
        raise found.exception
    assert found.exit_code in code, found.output
    return found.stdout


@pytest.mark.parametrize("name", ALL)
def test_each_shape_comes_from_an_address_as_from_a_file(name: str, base: str, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_bytes(ANSWERS[f"/{name}"])
    asked = json.loads(run("--from", f"{base}/{name}", "--dry-run", "--json"))
    read = json.loads(run(str(tmp_path / "in.json"), "--dry-run", "--json"))
    for one in (asked, read):
        for each in one if isinstance(one, list) else [one]:
            each.pop("file", None)
    plain = json.dumps(read).replace("in.json", "X")
    there = json.dumps(asked).replace(f"127.0.0.1-{base.rpartition(':')[2]}-{name}.json", "X")
    assert there == plain


def test_a_query_of_the_index_makes_a_batch(base: str, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["init", str(tmp_path / "home")]).exit_code == 0
    address = f"{base}/api/v2013/index/select?q=schema_s:resource&rows=1"
    run("--from", address, "--batch", "hub", "--workspace", str(tmp_path / "home"), "--on", "2026-05-04")
    (record,) = read_batch(tmp_path / "home" / "data" / "imported" / "hub")
    assert record.identifier == "ABCD1111-2222-3333-4444-555566667777"
    assert "127.0.0.1" in record.file


def test_what_is_no_answer_is_told(base: str) -> None:
    with pytest.raises(ServerError, match="404"):
        run("--from", f"{base}/nothing", "--dry-run")
    with pytest.raises(IagkgError):
        run("--from", f"{base}/page", "--dry-run")
    for address in (
        "http://example.org/x",
        "ftp://example.org/x",
        "https://user:secret@example.org/x",
        "nonsense",
    ):
        with pytest.raises(UsageError, match="--from"):
            run("--from", address, "--dry-run")
    with pytest.raises(UsageError, match="Nothing is named"):
        run("--dry-run")


def test_the_network_is_not_asked_without_it(base: str, tmp_path: Path) -> None:
    before = len(Handler.asked)
    (tmp_path / "in.json").write_text(json.dumps({"link": base, **ALL["meeting"]}), encoding="utf-8")
    run(str(tmp_path / "in.json"), "--dry-run")
    assert len(Handler.asked) == before
