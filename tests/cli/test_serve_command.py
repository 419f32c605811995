"""`iagkg serve` as it is run: it serves, says where, ends when told, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "iagkg", "serve", "--port", "0", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT), "IAGKG_WORKSPACE": ""},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "Serving at http://" in line, process.stderr.read() if process.stderr else ""
        yield process, line.split()[2]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=20)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_ends_when_told(workspace: Path, number: signal.Signals) -> None:
    with serving(workspace) as (process, url):
        assert "16 tasks" in httpx.get(url).text
        answer = httpx.get(f"{url}sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert answer.json()["boolean"] is True
        assert "server" not in answer.headers
        assert httpx.get(f"{url}health").text == "ok\n"
        assert httpx.get(url, headers={"Host": "evil.example"}).status_code == 400
        below = subprocess.run(
            ["ps", "--ppid", str(process.pid), "-o", "pid="], capture_output=True, text=True, check=True
        )
        keeper = int(below.stdout.split()[0])
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert out == ""
    assert "127.0.0.1" not in err  # nobody's address is kept
    assert "ASK" not in err
    with pytest.raises(ProcessLookupError):
        os.kill(keeper, 0)


def test_behind_a_proxy(workspace: Path) -> None:
    more = (
        "--root-path",
        "/plan",
        "--base-url",
        "https://example.org/plan",
        "--server-name",
        "example.org",
        "--no-sparql",
    )
    with serving(workspace, *more) as (_, url):
        base = url.removesuffix("plan/")
        page = httpx.get(base, headers={"Host": "example.org"})
        assert 'href="/plan/matrix"' in page.text
        assert "https://example.org/plan" in httpx.get(f"{base}changes.atom").text
        assert httpx.get(f"{base}sparql?query=ASK{{}}").status_code == 404


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (("--dataset", "none"), 3, "no dataset there"),
        (("none.txt",), 3, "none.txt"),
    ],
)
def test_what_cannot_be_served_is_told(workspace: Path, more: tuple[str, ...], code: int, told: str) -> None:
    done = run(workspace, "--port", "0", *more)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken(workspace: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(workspace, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot listen there" in done.stderr


@pytest.mark.parametrize(
    ("library", "arguments", "extra"),
    [
        ("uvicorn", ["serve", "--port", "0"], "web"),
        ("starlette", ["serve", "--port", "0"], "web"),
        ("jinja2", ["site", "--single-file", "--draft"], "web"),
        ("icalendar", ["export", "ics"], "calendar"),
    ],
)
def test_a_library_that_is_not_installed_is_named_with_its_extra(
    workspace: Path, library: str, arguments: list[str], extra: str
) -> None:
    code = f"import sys; sys.modules['{library}'] = None; from iagkg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT), "IAGKG_WORKSPACE": ""},
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert library in done.stderr
    assert f"pip install 'iagkg[{extra}]'" in done.stderr


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iagkg", "serve", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "IAGKG_WORKSPACE": ""},
        timeout=60,
        check=False,
    )
