"""Ask the explorer for every page that its own pages lead to, in each language."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope

from iagkg.web.site.naming import Target, links_of

__all__ = ["Page", "crawled"]


@dataclass(frozen=True, slots=True)
class Page:
    """What is at a path in a language: its media type and bytes; status 404 where nothing is."""

    path: str
    lang: str
    media: str
    content: bytes
    status: int = 200


def crawled(app: ASGIApp, starts: Iterable[Target]) -> list[Page]:
    """Return what the pages lead to, from the starts on; what the site has not is there with its status."""
    return asyncio.run(_crawled(app, starts))


async def _crawled(app: ASGIApp, starts: Iterable[Target]) -> list[Page]:
    found: list[Page] = []
    waiting = list(starts)
    seen = set(waiting)
    while waiting:
        page = await _asked(app, waiting.pop())
        found.append(page)
        if page.media.startswith("text/html") and page.status == 200:
            new = links_of(page.content.decode(), page.lang) - seen
            seen |= new
            waiting += sorted(new, key=lambda one: (one.path, one.lang))
    return found


async def _asked(app: ASGIApp, target: Target) -> Page:
    """Ask for one page (https://asgi.readthedocs.io/en/latest/specs/www.html), without a client between."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(target.path),
        "raw_path": target.path.encode(),
        "query_string": f"lang={target.lang}".encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": None,
        "server": ("localhost", 80),
    }
    start: Message = {}
    body = bytearray()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    await app(scope, _nothing, send)
    media = Headers(raw=start["headers"]).get("content-type", "")
    return Page(target.path, target.lang, media, bytes(body), start["status"])


async def _nothing() -> Message:
    """Wait: nobody sends more, and nobody goes away."""
    await asyncio.Event().wait()
    raise AssertionError
