"""Answers kept whole: they change only with the dataset."""

import asyncio
import threading
from collections import OrderedDict
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from iagkg.progress.days import today

__all__ = ["Kept"]

MOST = 64 * 1024 * 1024
"""Bytes of all answers that are kept."""
LONGEST = 4 * 1024 * 1024
"""Bytes of one answer that is kept."""
_ASKED_BY = ("accept", "accept-language")
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """A whole answer of status 200."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def tag(self) -> bytes:
        """The entity tag; empty where there is none."""
        return next((value for name, value in self.headers if name.lower() == b"etag"), b"")


class Kept:
    """Gives a request the answer that the same request had before; those used least lately give way.

    Paths below one of `apart` are always asked anew. Without a day in its address a page is of today, so an
    answer is kept for a day.
    """

    def __init__(self, app: ASGIApp, apart: tuple[str, ...], most: int = MOST) -> None:
        self.app, self.apart, self.most = app, apart, most
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._size, self._lock, self._generation = 0, threading.Lock(), 0
        self._busy: dict[_Key, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if (
            scope["type"] != "http"
            or scope["method"] not in {"GET", "HEAD"}
            or scope["path"].startswith(self.apart)
        ):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        query = scope["query_string"].decode("latin-1")
        raw = scope.get("raw_path", scope["path"].encode()).decode("latin-1")
        # What is asked before a change and answered after it is of the generation before, and is not kept.
        key = (
            str(self._generation),
            today().isoformat(),
            raw,
            query,
            *(headers.get(name, "") for name in _ASKED_BY),
        )
        answer = self._known(key)
        if answer is None:
            # Those who ask the same meanwhile wait for the first, and share its answer.
            async with self._busy.setdefault(key, asyncio.Lock()):
                try:
                    answer = self._known(key) or await self._asked(scope, receive, send, key)
                finally:
                    self._busy.pop(key, None)
        if answer is not None:
            await _given(answer, headers.get("if-none-match", ""), scope["method"] == "HEAD", send)

    def clear(self) -> None:
        """Forget all answers: what is served has changed."""
        with self._lock:
            self._generation += 1
            self._answers.clear()
            self._size = 0

    def _known(self, key: _Key) -> _Answer | None:
        with self._lock:
            if (answer := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
            return answer

    async def _asked(self, scope: Scope, receive: Receive, send: Send, key: _Key) -> _Answer | None:
        """Ask for a whole answer, not only whether it changed; one that is no 200 is passed on."""
        whole: Scope = {
            **scope,
            "method": "GET",
            "headers": [pair for pair in scope["headers"] if pair[0].lower() != b"if-none-match"],
        }
        start: Message = {}
        body = bytearray()

        async def collecting(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))

        try:
            await self.app(whole, receive, collecting)
        finally:  # the answer to a fault is there before the fault is raised on
            if start and start["status"] != 200:
                await send(start)
                rest = b"" if scope["method"] == "HEAD" else bytes(body)
                await send({"type": "http.response.body", "body": rest})
        if start["status"] != 200:
            return None
        answer = _Answer(tuple(tuple(pair) for pair in start["headers"]), bytes(body))
        if len(body) <= LONGEST:
            self._keep(key, answer)
        return answer

    def _keep(self, key: _Key, answer: _Answer) -> None:
        with self._lock:
            if key not in self._answers and key[0] == str(self._generation):
                self._answers[key] = answer
                self._size += len(answer.body)
            while self._answers and self._size > self.most:
                self._size -= len(self._answers.popitem(last=False)[1].body)


async def _given(answer: _Answer, known: str, is_head: bool, send: Send) -> None:
    tags = {one.strip().removeprefix("W/").encode("latin-1", "replace") for one in known.split(",")}
    if answer.tag and tags & {answer.tag, b"*"}:
        headers = [
            pair for pair in answer.headers if pair[0].lower() not in {b"content-length", b"content-type"}
        ]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": b"" if is_head else answer.body})
