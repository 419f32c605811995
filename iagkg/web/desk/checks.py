"""Which forms are taken: sent by a page of ours, not too large, and whole.

A request must come from the same origin (Sec-Fetch-Site, Origin) and have the token of the desk in it; so
neither another site nor a link can write here. There are no cookies that a browser would send by itself.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from iagkg.errors import UsageError
from iagkg.progress.days import day_of, today
from iagkg.web.desk.desk import Desk

__all__ = ["MOST", "Form", "desk_of", "gone", "posting", "showing"]

MOST = 22_000_000
"""Bytes of a form: a file of 20 MB, and the words around it."""
_WORDS = 2_000_000
_FIELDS = 400
_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
Work = TypeVar("Work")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says: the values of each field, and a file with its name if one was sent."""

    values: dict[str, list[str]]
    name: str = ""
    content: bytes = b""

    def one(self, field: str) -> str:
        """Return the value of a field; empty where there is none."""
        return next(iter(self.values.get(field, ())), "").strip()

    def day(self, field: str) -> str:
        """Return a day, today where none is given. Raises UsageError for one that is none, or to come."""
        words = self.one(field)
        day = day_of(words) if words else today()
        if day is None:
            raise UsageError(f"{words[:40]}: not a day.", "a day such as 2026-05-15")
        if day > today():
            raise UsageError(f"{words}: this day is still to come.", "today or before")
        return day.isoformat()


def desk_of(request: Request) -> Desk:
    """Return the desk that is served."""
    found = request.app.state.desk
    assert isinstance(found, Desk)  # noqa: S101  # what the application was made with
    return found


def gone() -> HTTPException:
    """Return the answer for what was read and is no longer held."""
    return HTTPException(410)


def showing(work: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Return the handler of a page of the desk: no browser keeps it."""

    def handler(request: Request) -> Response:
        return _unkept(work(request))

    return handler


def posting(work: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler of a form: checked first, then worked on beside other requests."""

    async def handler(request: Request) -> Response:
        form = await _checked(request)
        return _unkept(await run_in_threadpool(work, request, form))

    return handler


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


async def _checked(request: Request) -> Form:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if (site is not None and site != "same-origin") or (origin is not None and origin != own):
        raise HTTPException(403)
    if not request.headers.get("content-type", "").startswith(_TYPES):
        raise HTTPException(415)
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > MOST:
            raise HTTPException(413)
        return message

    limited = Request(request.scope, receive)
    values: dict[str, list[str]] = {}
    name, content = "", b""
    async with limited.form(max_files=1, max_fields=_FIELDS, max_part_size=_WORDS) as form:
        for field, value in form.multi_items():
            if isinstance(value, UploadFile):
                name, content = value.filename or "", await value.read()
            else:
                values.setdefault(field, []).append(value)
    token = next(iter(values.pop("token", ())), "")
    if not hmac.compare_digest(token.encode(), desk_of(request).token.encode()):
        raise HTTPException(403)
    return Form(values, name, content)
