"""Ask an application for pages without a network, and read what they are made of."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx
from starlette.types import ASGIApp

from iagkg.graph.quads import Quad
from iagkg.store.embedded import EmbeddedStore
from iagkg.web.app import application
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.headers import Guard
from iagkg.web.settings import Settings

__all__ = ["Element", "app_of", "elements", "page_of"]

_EMPTY = {"br", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page: its name, attributes, the elements around and below it, and all its words."""

    tag: str
    attributes: dict[str, str]
    around: tuple["Element", ...] = field(repr=False)
    words: str = ""
    below: list["Element"] = field(default_factory=list, repr=False)

    def is_in(self, tag: str) -> bool:
        """Tell whether the element stands in one of a name."""
        return any(one.tag == tag for one in self.around)

    def find(self, tag: str) -> list["Element"]:
        """Return the elements of a name below this one."""
        return [one for one in self.below if one.tag == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found, self.open = list[Element](), list[Element]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        element = Element(tag, given, tuple(self.open))
        for one in self.open:
            one.below.append(element)
        self.found.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] is self.found[-1]:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.words += data

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass


def elements(page: str) -> list[Element]:
    """Return the elements of a page, in their order."""
    reader = _Reader()
    reader.feed(page)
    return reader.found


def app_of(quads: Iterable[Quad]) -> Guard:
    """Return the application that serves these quads."""
    store = EmbeddedStore.from_quads(quads)
    return application(Settings(), Explorer(KeptStore(store), "0" * 64, store.counts()), None)


def page_of(app: ASGIApp, url: str) -> str:
    """Return a page; its status must be 200."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(url, headers={"Accept": "text/html"})

    answer = asyncio.run(send())
    assert answer.status_code == 200, answer.text[:500]
    return answer.text
