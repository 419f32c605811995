"""A decision fetched from a loopback server with the shapes of the API, and every way it goes wrong."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from made_trees import tree

from iagkg import __version__
from iagkg.citation import parse_citations
from iagkg.errors import InputError, ServerError, UsageError
from iagkg.register import deadline, fetch
from iagkg.register.deadline import Deadline
from iagkg.register.tracking_json import MAX_BYTES

BODY = json.dumps(tree(3)).encode()
PATH = "/api/v2021/decisions/CBD%2FCOP%2F16%2F03/tree"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says; keeps what it was asked."""

    answers: ClassVar[dict[str, Answer]] = {}
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        type(self).asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        self.close_connection = True
        try:
            self.answers[self.path](self)
        except OSError:
            self.wfile = _Nowhere()  # type: ignore[assignment]  # the client left, as it should

    def say(self, status: int, body: bytes = b"", length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Nowhere:
    closed = True

    def close(self) -> None:
        pass

    def flush(self) -> None:
        pass


@contextmanager
def server() -> Iterator[ThreadingHTTPServer]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.daemon_threads = True
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.shutdown()
        found.server_close()
        thread.join()


@pytest.fixture
def base() -> Iterator[str]:
    Handler.answers, Handler.asked = {}, []
    with server() as found:
        yield f"http://127.0.0.1:{found.server_port}"


def answering(answer: Answer, path: str = PATH) -> None:
    Handler.answers[path] = answer


def get(base: str, seconds: float = 10, max_bytes: int = MAX_BYTES) -> fetch.Fetched:
    (decision,) = parse_citations("16/3").citations
    return fetch.fetch(fetch.address_of(decision, base), seconds, max_bytes)


def refused(base: str, seconds: float = 10, max_bytes: int = MAX_BYTES) -> str:
    with pytest.raises(ServerError) as error:
        get(base, seconds, max_bytes)
    assert error.value.exit_code == 4
    return str(error.value)


def test_a_tree_is_fetched_with_a_name_and_without_credentials(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://user:secret@127.0.0.1:9")
    monkeypatch.setenv("IAGKG_TOKEN", "secret")
    answering(lambda to: to.say(200, BODY, Content_Type="application/json", Set_Cookie="a=b"))
    found = get(base)
    assert (found.content, found.address) == (BODY, base + PATH)
    ((path, headers),) = Handler.asked
    assert path == PATH
    assert headers["user-agent"].startswith(f"iagkg/{__version__}")
    assert not {"authorization", "cookie", "proxy-authorization"} & set(headers)
    assert "secret" not in str(headers)


def test_addresses() -> None:
    def address(words: str) -> str:
        return fetch.address_of(parse_citations(words).citations[0])

    assert address("16/3") == "https://api.cbd.int/api/v2021/decisions/CBD%2FCOP%2F16%2F03/tree"
    assert (
        address("decision XIII/23, para. 2")
        == "https://api.cbd.int/api/v2021/decisions/CBD%2FCOP%2F13%2F23/tree"
    )
    with pytest.raises(InputError, match="no such decision"):
        address("decision CP-9/7")


BASES = (
    "http://api.cbd.int ftp://api.cbd.int file:///etc/passwd api.cbd.int https:// http://192.168.1.1 "
    "http://169.254.169.254 https://user:pass@api.cbd.int https://api.cbd.int?x=1 http://[::1 "
    "http://127.0.0.1.evil.example"
)
LOCATIONS = (
    "http://169.254.169.254/latest/meta-data/ http://localhost:1/ https://127.0.0.1/ file:///etc/passwd "
    "//evil.example/x http://user@127.0.0.1/ http://[bad http://127.0.0.1:99999/ gopher://127.0.0.1/"
)


@pytest.mark.parametrize("base", ["", *BASES.split()])
def test_a_base_that_may_not_be_asked(base: str) -> None:
    with pytest.raises(UsageError) as error:
        fetch.address_of(parse_citations("16/3").citations[0], base)
    assert "pass" not in str(error.value).replace("password", "").replace("/etc/passwd", "")


def test_a_packed_answer_is_unpacked(base: str) -> None:
    answering(lambda to: to.say(200, gzip.compress(BODY), Content_Encoding="gzip"))
    assert get(base).content == BODY


def test_a_redirect_on_the_same_host_is_followed(base: str) -> None:
    answering(lambda to: to.say(302, Location="/v3/tree", Set_Cookie="track=me; Path=/"))
    answering(lambda to: to.say(200, BODY), "/v3/tree")
    assert get(base).address == f"{base}/v3/tree"
    assert "cookie" not in Handler.asked[1][1]


def test_a_circle_of_redirects_ends(base: str) -> None:
    answering(lambda to: to.say(307, Location=PATH))
    assert "more than 5 redirects" in refused(base)
    assert len(Handler.asked) == 6


@pytest.mark.parametrize("location", LOCATIONS.split())
def test_a_redirect_elsewhere_is_refused_and_named(base: str, location: str) -> None:
    answering(lambda to: to.say(301, Location=location))
    said = refused(base)
    assert "this is not followed" in said
    assert location in said
    assert len(Handler.asked) == 1


def test_a_redirect_to_another_port_of_this_machine_is_refused(base: str) -> None:
    with server() as other:
        answering(lambda to: to.say(302, Location=f"http://127.0.0.1:{other.server_port}{PATH}"))
        assert "this is not followed" in refused(base)
    assert len(Handler.asked) == 1


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("https://api.cbd.int/other", True),
        ("https://www.cbd.int/tree", True),
        ("https://cbd.int/tree", True),
        ("http://api.cbd.int/other", False),
        ("https://api.cbd.int:8443/other", False),
        ("https://evilcbd.int/", False),
        ("https://api.cbd.int.evil.example/", False),
        ("https://api.cbd.int@evil.example/", False),
        ("https://evil.example/cbd.int", False),
        ("https://127.0.0.1/", False),
    ],
)
def test_where_a_redirect_from_the_api_may_lead(
    target: str, followed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    @contextmanager
    def asked(address: str, _: Deadline) -> Iterator[object]:
        steps.append(address)
        import httpx

        redirect = httpx.Response(302, headers={"location": target})
        yield redirect if len(steps) == 1 else httpx.Response(200, stream=httpx.ByteStream(BODY))

    monkeypatch.setattr(fetch, "_asked", asked)
    if followed:
        assert get("https://api.cbd.int").address == target
    else:
        assert "this is not followed" in refused("https://api.cbd.int")
        assert len(steps) == 1


def test_a_public_name_that_leads_to_this_machine_is_not_spoken_to(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(base.rpartition(":")[2])
    real = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda *_, **more: real(("127.0.0.1", port), more.get("timeout"))
    )
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert "an address of a private network" in refused("https://api.cbd.int")
    assert Handler.asked == []


@pytest.mark.parametrize(
    ("peer", "local", "may"),
    [
        ("8.8.8.8", False, True),
        ("2001:4860:4860::8888", False, True),
        ("::ffff:8.8.8.8", False, True),
        *(
            (peer, False, False)
            for peer in ("127.0.0.1", "10.0.0.1", "192.168.0.1", "172.16.0.1", "169.254.169.254")
        ),
        *(
            (peer, False, False)
            for peer in (
                "::1",
                "fe80::1%eth0",
                "fd00::1",
                "::ffff:10.0.0.1",
                "192.0.2.1",
                "224.0.0.1",
                "100.64.0.1",
            )
        ),
        ("127.0.0.1", True, True),
        ("10.0.0.1", True, False),
    ],
)
def test_who_may_be_spoken_to(peer: str, local: bool, may: bool) -> None:
    class Stream:
        closed = False

        def get_extra_info(self, name: str) -> object:
            return (peer, 443) if name == "server_addr" else None

        def close(self) -> None:
            self.closed = True

    stream = Stream()
    watch = Deadline(1, local).watch(guarded=True)
    if may:
        watch("connection.connect_tcp.complete", {"return_value": stream})
    else:
        with pytest.raises(ServerError, match="private network"):
            watch("connection.connect_tcp.complete", {"return_value": stream})
    assert stream.closed is not may


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (404, {}, "HTTP 404"),
        (403, {}, "does not let this program in"),
        (401, {}, "HTTP 401"),
        (429, {"Retry_After": "120"}, "try again after 120 seconds"),
        (429, {}, "HTTP 429"),
        (503, {"Retry_After": "Wed, 21 Oct 2026 07:28:00 GMT"}, "try again after Wed, 21 Oct 2026"),
        (500, {}, "HTTP 500"),
        (502, {}, "try again later"),
        (204, {}, "HTTP 204"),
        (304, {}, "HTTP 304"),
        (302, {}, "HTTP 302"),
    ],
)
def test_an_answer_that_is_no_200(base: str, status: int, headers: dict[str, Any], said: str) -> None:
    answering(lambda to: to.say(status, b"" if status in {204, 304} else b"{}", **headers))
    found = refused(base)
    assert said in found
    assert "What to do: " in found


@pytest.mark.parametrize(
    ("body", "headers", "said"),
    [
        (b"", {}, "the answer is empty"),
        (b" \n", {}, "the answer is empty"),
        (b"<!doctype html><p>Sign in", {}, "a web page, not JSON"),
        (b"{}", {"Content_Type": "text/html; charset=utf-8"}, "a web page, not JSON"),
        (b'{"nodes": [', {}, "line 1, column 12"),
        (b"[" * 50_000, {}, "nested too deeply"),
        (b"3", {}, "JSON, but no tree"),
        (b"\xff", {}, "not UTF-8"),
        (BODY, {"Content_Encoding": "br"}, "packed as 'br'"),
        (BODY, {"Content_Encoding": "gzip"}, "packed answer is damaged"),
        (gzip.compress(BODY)[:-20], {"Content_Encoding": "gzip"}, "packed answer was cut off"),
    ],
)
def test_an_answer_that_is_no_tree(base: str, body: bytes, headers: dict[str, Any], said: str) -> None:
    answering(lambda to: to.say(200, body, **headers))
    assert said in refused(base)


def test_a_body_shorter_than_said_is_cut_off(base: str) -> None:
    answering(lambda to: to.say(200, BODY, length=len(BODY) + 10))
    assert "cut off" in refused(base)


def test_a_body_longer_than_said_is_no_json(base: str) -> None:
    answering(lambda to: to.say(200, BODY, length=len(BODY) - 10))
    assert "line 1" in refused(base)


def test_a_large_body_is_refused_by_its_length_before_it_comes(base: str) -> None:
    answering(lambda to: to.say(200, b"[", length=100_000_000))
    assert "more than 20,000,000 bytes" in refused(base)


def test_a_hundred_megabytes_without_a_length_end_at_the_limit(base: str) -> None:
    sent = 0

    def stream(to: Handler) -> None:
        nonlocal sent
        to.send_response(200)
        to.end_headers()
        for _ in range(1600):
            to.wfile.write(b"[" + b" " * 65_535)
            sent += 65_536

    answering(stream)
    assert "more than 1,000,000 bytes" in refused(base, max_bytes=1_000_000)
    assert sent < 60_000_000


def test_a_small_packed_body_that_becomes_a_large_one_ends_at_the_limit(base: str) -> None:
    bomb = gzip.compress(b" " * 100_000_000)
    assert len(bomb) < 150_000
    answering(lambda to: to.say(200, bomb, Content_Encoding="gzip"))
    assert "more than 20,000,000 bytes" in refused(base)


def waiting(seconds: float) -> None:
    threading.Event().wait(seconds)


def test_a_server_that_says_nothing_is_not_waited_for(base: str) -> None:
    answering(lambda _: waiting(3))
    assert "no answer in time" in refused(base, seconds=0.3) or "not done after" in refused(base, seconds=0.3)


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_cut_at_the_limit_of_time(base: str, where: str) -> None:
    def drip(to: Handler) -> None:
        to.send_response(200)
        if where == "body":
            to.end_headers()
        else:
            to.flush_headers()
        for number in range(200):
            to.wfile.write(b" " if where == "body" else f"X-{number}: y\r\n".encode())
            to.wfile.flush()
            waiting(0.05)

    answering(drip)
    started = time.monotonic()
    said = refused(base, seconds=0.5)
    assert "in time" in said or "not done after" in said
    assert time.monotonic() - started < 9  # the server would go on for ten seconds


def test_a_connection_that_breaks(base: str) -> None:
    def reset(to: Handler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", "1000")
        to.end_headers()
        to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        to.connection.close()

    answering(reset)
    said = refused(base)
    assert "the connection broke" in said or "cut off" in said


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "no connection" in refused(f"http://127.0.0.1:{port}")


def test_no_time_left_is_said() -> None:
    with pytest.raises(TimeoutError):
        deadline.Deadline(0, True).left()
