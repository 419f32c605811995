"""The line to a server: credentials, redirects, pauses, time-outs, and one clear message for each failure."""

import time
from collections.abc import Iterator

import loopback
import pytest
from loopback import Reply, Request

from iagkg.errors import IagkgError, ServerError, UsageError
from iagkg.store.detect import connect, detect
from iagkg.store.web import Credentials, Web, shown

SECRET = "s3cret-w0rd"  # noqa: S105  # of no server


def failure(reply: Reply, method: str = "POST", credentials: Credentials | None = None) -> str:
    """Return what is said of an answer."""
    with loopback.serving(lambda _request: reply) as (url, _):
        web = Web(url, credentials, timeout=5)
        with pytest.raises(ServerError) as caught:
            web.send(method, url, content=b"x")
        web.close()
    said = str(caught.value)
    assert caught.value.exit_code == 4
    assert len(said.splitlines()) <= 3
    assert SECRET not in said
    return said


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (401, b"", "asks for a password"),
        (403, b"no", "does not allow"),
        (404, b"", "nothing is there"),
        (405, b"", "does not allow"),
        (400, b"This server is read-only", "does not allow"),
        (500, b"java.io.IOException: No space left on device", "the disk of the server is full"),
        (507, b"", "the disk of the server is full"),
        (500, b"IO error: data/8.log: File too large", "the disk of the server is full"),
        (500, b"BlockMgrMapped.segmentAllocate: Segment = 1", "the disk of the server is full"),
        (500, b"NullPointerException\n\x1b[31m at x", "answers 500. It says: NullPointerException"),
        (400, b"Parse error: line 1", "Parse error: line 1"),
    ],
)
def test_each_failure_has_its_message(status: int, body: bytes, says: str) -> None:
    said = failure(Reply(status, {"Content-Type": "text/plain"}, body))
    assert says in said
    assert "\x1b" not in said


def test_a_wrong_password_is_said_and_not_shown() -> None:
    reply = Reply(401, {"WWW-Authenticate": 'Basic realm="x"'})
    said = failure(reply, credentials=Credentials("me", SECRET))
    assert "does not take this user and password" in said
    assert SECRET not in repr(Credentials("me", SECRET, SECRET))


def test_nothing_listens_there() -> None:
    with loopback.serving(loopback.ask_answer) as (url, _):
        pass
    with pytest.raises(ServerError, match="no server answers"):
        connect(url)


def test_a_server_that_does_not_answer_in_time() -> None:
    def slow(_request: Request) -> Reply:
        time.sleep(1)
        return Reply()

    with loopback.serving(slow) as (url, _):
        web = Web(url, timeout=0.2)
        with pytest.raises(ServerError, match=r"no answer in 0\.2 seconds"):
            web.send("GET", url)
        web.close()


@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/html", b"<html>hello</html>"), ("application/json", b'{"a": 1}'), ("text/csv", b"a")],
)
def test_a_server_that_is_not_sparql(kind: str, body: bytes) -> None:
    with loopback.serving(lambda _request: Reply(200, {"Content-Type": kind}, body)) as (url, _):
        web = Web(url)
        with pytest.raises(ServerError, match=r"no SPARQL server is there|cannot be read") as caught:
            detect(url, web)
        web.close()
    assert len(str(caught.value).splitlines()) <= 3


def test_an_answer_that_ends_early_is_an_error() -> None:
    part = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}},'
    headers = {"Content-Type": loopback.RESULTS, "Content-Length": str(len(part) + 100)}

    def answer(request: Request) -> Reply:
        if request.method == "GET" or b"ASK" in request.body:
            return loopback.ask_answer(request)
        return Reply(200, headers, iter([part]))

    with loopback.serving(answer) as (url, _):
        store = connect(url, timeout=5)
        with pytest.raises(ServerError, match="connection was cut"):
            store.select("SELECT ?a { ?a ?b ?c }")
        store.web.close()


def redirect(status: int, target: str) -> Reply:
    return Reply(status, {"Location": target})


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with loopback.serving(loopback.ask_answer) as (other, asked):
        elsewhere = other.replace("127.0.0.1", "localhost") + "/x?secret=1"
        with loopback.serving(lambda _request: redirect(307, elsewhere)) as (url, _):
            web = Web(url, Credentials("me", SECRET))
            with pytest.raises(ServerError, match="is not followed") as caught:
                web.send("GET", url)
            web.close()
        assert not asked
        assert "secret=1" not in str(caught.value)


def test_a_redirect_to_another_port_is_not_followed() -> None:
    with loopback.serving(lambda _request: Reply(200, {}, b"")) as (elsewhere, _):
        assert "is not followed" in failure(redirect(307, elsewhere))


def test_a_redirect_on_the_same_host_is_followed_with_its_body() -> None:
    def answer(request: Request) -> Reply:
        return redirect(308, "/new") if request.path == "/old" else Reply(200, {}, request.body)

    with loopback.serving(answer) as (url, seen):
        web = Web(url)
        response = web.send("POST", f"{url}/old", content=b"query")
        assert response.read() == b"query"
        web.close()
    assert [request.path for request in seen] == ["/old", "/new"]


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_that_would_drop_the_body_is_not_followed(status: int) -> None:
    assert "is not followed" in failure(redirect(status, "/new"))


def test_a_redirect_in_a_circle_ends() -> None:
    assert "is not followed" in failure(redirect(307, "/again"))


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    pauses: list[float] = []
    monkeypatch.setattr("iagkg.store.web.time.sleep", pauses.append)
    yield pauses  # noqa: PT022


def test_a_busy_server_is_asked_again_after_longer_and_longer_pauses(no_pause: list[float]) -> None:
    replies = iter([Reply(503), Reply(503), Reply(429, {"Retry-After": "7"}), Reply(200, {}, b"done")])
    with loopback.serving(lambda _request: next(replies)) as (url, seen):
        web = Web(url)
        assert web.send("POST", url, content=b"x").read() == b"done"
        web.close()
    assert no_pause == [0.5, 1.0, 7.0]
    assert [request.body for request in seen] == [b"x"] * 4


def test_a_server_that_stays_busy_is_an_error(no_pause: list[float]) -> None:
    assert "answers 503" in failure(Reply(503))
    assert len(no_pause) == 4


def test_basic_and_bearer(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(request: Request) -> Reply:
        if "authorization" not in request.headers:
            return Reply(401, {"WWW-Authenticate": 'Basic realm="x"'})
        return loopback.ask_answer(request)

    with loopback.serving(locked) as (url, seen):
        monkeypatch.setenv("IAGKG_USER", "me")
        monkeypatch.setenv("IAGKG_PASSWORD", SECRET)
        connect(url).web.close()
        assert "authorization" not in seen[0].headers, "nothing is sent before it is asked for"
        assert seen[1].headers["authorization"].startswith("Basic ")
        monkeypatch.setenv("IAGKG_TOKEN", SECRET)
        connect(url).web.close()
        assert seen[-1].headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("url", ["ftp://a/b", "nonsense", "http://", "file:///etc/passwd", "http://[", ""])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        connect(url)


def test_a_password_in_an_address_is_refused_and_not_shown() -> None:
    with pytest.raises(UsageError) as caught:
        connect(f"http://me:{SECRET}@127.0.0.1/")
    assert SECRET not in str(caught.value)
    assert shown(f"https://me:{SECRET}@a.org:8/x?key={SECRET}#f") == "https://a.org:8/x"


def test_a_password_is_not_sent_in_the_clear_to_another_machine() -> None:
    with pytest.raises(UsageError, match="in the clear"):
        Web("http://store.example.org/", Credentials("me", SECRET))
    Web("http://store.example.org/", Credentials("me", SECRET), plain_http=True).close()
    Web("https://store.example.org/", Credentials("me", SECRET)).close()
    Web("http://127.0.0.1/", Credentials("me", SECRET)).close()


def test_every_error_is_ours() -> None:
    def hostile(_request: Request) -> Reply:
        return Reply(
            200, {"Content-Type": loopback.RESULTS}, b'{"head":{"vars":["\x00"]},"results":{"bindings":[['
        )

    with loopback.serving(hostile) as (url, _):
        web = Web(url)
        with pytest.raises(IagkgError):
            detect(url, web)
        web.close()


def test_a_graph_with_a_hostile_name_is_not_put_into_an_update() -> None:
    name = "https://w3id.org/iagkg/graph/x> ; DROP ALL ; DROP GRAPH <http://a"
    body = (
        b'{"head":{"vars":["g","n"]},"results":{"bindings":[{"g":{"type":"uri","value":"%s"},'
        b'"n":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1"}}]}}'
    ) % name.encode()

    def answer(request: Request) -> Reply:
        if request.method == "GET":
            return loopback.ask_answer(request)
        return Reply(200, {"Content-Type": loopback.RESULTS}, body)

    with loopback.serving(answer) as (url, seen):
        store = connect(url)
        with pytest.raises(IagkgError):
            store.replace_graph(next(iter(store.all_counts())), [])
        store.web.close()
    assert not [request for request in seen if b"DROP ALL" in request.body]


@pytest.mark.parametrize(
    ("headers", "says"),
    [({"X-SPARQL-MaxRows": "2"}, "2 rows at most"), ({"X-SQL-State": "S1TAT"}, "not whole")],
)
def test_an_answer_that_the_server_cut_is_an_error(headers: dict[str, str], says: str) -> None:
    rows = b",".join(b'{"a":{"type":"literal","value":"%d"}}' % n for n in range(2))
    body = b'{"head":{"vars":["a"]},"results":{"bindings":[' + rows + b"]}}"

    def answer(request: Request) -> Reply:
        if request.method == "GET" or b"ASK" in request.body:
            return loopback.ask_answer(request)
        return Reply(200, {"Content-Type": loopback.RESULTS, **headers}, body)

    with loopback.serving(answer) as (url, _):
        store = connect(url)
        with pytest.raises(ServerError, match=says):
            store.select("SELECT ?a { ?a ?b ?c }")
        store.web.close()
