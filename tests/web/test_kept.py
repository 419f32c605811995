"""Answers that are kept: the same as those that are not, for each who asks, up to a limit."""

import asyncio

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from iagkg.web import kept as module
from iagkg.web.kept import Kept


def app(counts: dict[str, int], most: int = 1000) -> Kept:
    async def words(request: Request) -> Response:
        path = request.url.path
        counts[path] = counts.get(path, 0) + 1
        wanted = [request.headers.get(name) for name in ("accept", "accept-language")]
        said = f"{path} {request.url.query} {wanted}"
        headers = {"ETag": '"tag"', "Vary": "Accept, Accept-Language"}
        if request.headers.get("if-none-match") == '"tag"':
            return Response(status_code=304, headers=headers)
        return PlainTextResponse(said, headers=headers)

    async def missing(_: Request) -> Response:
        counts["missing"] = counts.get("missing", 0) + 1
        return PlainTextResponse("none", 404)

    async def long(_: Request) -> Response:
        async def pieces() -> object:
            for _ in range(10):
                yield b"x" * 1000

        return StreamingResponse(pieces())  # type: ignore[arg-type]

    routes = [Route("/missing", missing), Route("/long", long), Route("/{name}", words)]
    return Kept(Starlette(routes=routes), ("/apart",), most)


def ask(application: Kept, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, path, headers=given)

    return asyncio.run(send())


def test_an_answer_is_made_once_for_each_way_of_asking() -> None:
    counts: dict[str, int] = {}
    served = app(counts)
    ways: list[dict[str, str]] = [{}, {"Accept": "text/turtle"}, {"Accept_Language": "fr"}]
    for way in (*ways, *ways):
        answer = ask(served, "/a", **way)
        assert (way.get("Accept") or way.get("Accept_Language") or "/a") in answer.text
    assert counts == {"/a": 3}
    assert ask(served, "/a?x=1").text != ask(served, "/a").text
    assert counts == {"/a": 4}


def test_who_has_it_already_is_told_so() -> None:
    counts: dict[str, int] = {}
    served = app(counts)
    for tag in ('"tag"', 'W/"tag"', '"other", "tag"', "*"):
        answer = ask(served, "/a", If_None_Match=tag)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == '"tag"'
    assert ask(served, "/a", If_None_Match='"other"').status_code == 200
    assert counts == {"/a": 1}


def test_heads_have_no_body_and_leave_a_whole_answer() -> None:
    counts: dict[str, int] = {}
    served = app(counts)
    head, whole = ask(served, "/a", "HEAD"), ask(served, "/a")
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))
    assert counts == {"/a": 1}
    assert ask(served, "/missing", "HEAD").content == b""


def test_what_is_apart_or_not_there_is_asked_anew() -> None:
    counts: dict[str, int] = {}
    served = app(counts)
    for _ in range(2):
        ask(served, "/apart")
        assert ask(served, "/missing").status_code == 404
    assert counts == {"/apart": 2, "missing": 2}
    assert ask(served, "/a", "POST").status_code == 405


def test_the_oldest_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: dict[str, int] = {}
    served = app(counts, most=100)
    for path in ("/a", "/b", "/a", "/c", "/d", "/a"):
        ask(served, path, Accept="x" * 20)
    assert counts["/a"] <= 2
    assert sum(len(one.body) for one in served._answers.values()) <= 100
    monkeypatch.setattr(module, "LONGEST", 2500)
    assert len(ask(served, "/long").content) == 10_000


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["", "text/html"]), st.booleans()), max_size=12
    )
)
def test_in_whatever_order_they_are_asked(asked: list[tuple[str, str, bool]]) -> None:
    served, plain = app({}, most=60), app({}, most=0)
    for name, accept, is_head in asked:
        method = "HEAD" if is_head else "GET"
        one, other = (ask(each, f"/{name}", method, Accept=accept) for each in (served, plain))
        assert (one.status_code, one.content, one.headers) == (
            other.status_code,
            other.content,
            other.headers,
        )


def test_those_who_ask_at_once_share_one_answer() -> None:
    counts: dict[str, int] = {}

    async def slow(_: Request) -> Response:
        counts["slow"] = counts.get("slow", 0) + 1
        await asyncio.sleep(0.05)
        return PlainTextResponse("slow", 200 if counts["slow"] < 2 else 500)

    served = Kept(Starlette(routes=[Route("/slow", slow)]), ())

    async def all_at_once() -> list[str]:
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return [one.text for one in await asyncio.gather(*(client.get("/slow") for _ in range(20)))]

    assert asyncio.run(all_at_once()) == ["slow"] * 20
    assert counts == {"slow": 1}


def test_a_fault_of_one_does_not_keep_others_waiting() -> None:
    async def wrong(_: Request) -> Response:
        raise RuntimeError("fault")

    served = Kept(Starlette(routes=[Route("/wrong", wrong)]), ())

    async def twice() -> list[object]:
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return list(
                await asyncio.gather(*(client.get("/wrong") for _ in range(3)), return_exceptions=True)
            )

    assert all(isinstance(one, RuntimeError) for one in asyncio.run(twice()))
    assert all(isinstance(one, RuntimeError) for one in asyncio.run(twice()))


def test_what_was_begun_before_a_change_is_not_kept_after_it() -> None:
    """An answer made of the dataset before, and given after the change, is given once and never again."""
    state, held = ["old"], asyncio.Event()

    async def slow(_: Request) -> Response:
        said = state[0]
        await held.wait()
        return PlainTextResponse(said)

    served = Kept(Starlette(routes=[Route("/slow", slow)]), ("/apart",))

    async def scene() -> list[str]:
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            first = asyncio.create_task(client.get("/slow"))
            await asyncio.sleep(0.05)
            state[0] = "new"
            served.clear()
            second = asyncio.create_task(client.get("/slow"))
            await asyncio.sleep(0.05)
            held.set()
            answers = [(await first).text, (await second).text]
            return [*answers, (await client.get("/slow")).text]

    assert asyncio.run(scene()) == ["old", "new", "new"]
