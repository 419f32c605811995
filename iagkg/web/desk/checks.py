"""Which forms are taken: sent by a page of ours, not too large, and whole.

A request must come from the same origin (Sec-Fetch-Site, Origin) and have the token of the desk in it; so
neither another site nor a link can write here. There are no cookies that a browser would send by itself.
"""

import hmac
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from iagkg.errors import IagkgError, UsageError
from iagkg.progress.days import day_of, today
from iagkg.web.desk.desk import Desk
from iagkg.web.render import language_of, page
from iagkg.wording import say

__all__ = ["MOST", "Form", "desk_of", "gone", "kept", "plain", "posting", "showing"]

MOST = 22_000_000
"""Bytes of a form: a file of 20 MB, and the words around it."""
_WORDS = 2_000_000
_COMMAND = re.compile(r"(^|\W)--[a-z]|\biagkg \w")
_FIELDS = 400
_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


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


def kept(request: Request, **more: str) -> Response:
    """Return the way back to the desk after something was kept, which is served from now on."""
    try:
        desk_of(request).refresh()
    except IagkgError as error:
        lang = language_of(request)
        lines = [say("web.desk-not-shown", lang), *plain(error)]
        return page(request, "message.html", 500, heading=say("web.desk-keep", lang), lines=lines)
    values = urlencode({"done": "1", **more, "lang": language_of(request)})
    return RedirectResponse(f"{request.app.state.settings.root}/desk?{values}", 303)


def plain(error: IagkgError | str) -> list[str]:
    """Return the lines of an error without what only helps at a command line."""
    lines = [re.sub(r"^--[a-z-]+:? ?", "", line).strip() for line in str(error).splitlines()]
    sentences = [[one for one in re.split(r"(?<=[.;]) ", line) if not _COMMAND.search(one)] for line in lines]
    return [" ".join(found) for found in sentences if found] or lines[:1]


def gone() -> HTTPException:
    """Return the answer for what was read and is no longer held."""
    return HTTPException(410)


def showing(work: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Return the handler of a page of the desk: no browser keeps it."""

    def handler(request: Request) -> Response:
        desk_of(request).refresh()
        return _unkept(work(request))

    return handler


def posting(work: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler of a form: checked first, then worked on beside other requests."""

    async def handler(request: Request) -> Response:
        form = await _checked(request)
        return _unkept(await run_in_threadpool(_refreshed, request, form))

    def _refreshed(request: Request, form: Form) -> Response:
        # One form at a time, from what it is held against to what is served after it.
        with desk_of(request).lock:
            desk_of(request).refresh()
            return work(request, form)

    return handler


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


async def _checked(request: Request) -> Form:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if (site is not None and site != "same-origin") or (origin is not None and origin != own):
        raise HTTPException(403)
    media = request.headers.get("content-type", "").casefold()
    if not media.startswith(_TYPES) or ("charset" in media and "utf-8" not in media):
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
    try:
        async with limited.form(max_files=1, max_fields=_FIELDS, max_part_size=_WORDS) as form:
            for field, value in form.multi_items():
                if isinstance(value, UploadFile):
                    name, content = value.filename or "", await value.read()
                else:
                    values.setdefault(field, []).append(value)
    except HTTPException as error:  # too many parts, or one that is too large
        raise HTTPException(413) from error
    token = next(iter(values.pop("token", ())), "")
    if not hmac.compare_digest(token.encode("utf-8", "replace"), desk_of(request).token.encode()):
        raise HTTPException(403)
    return Form(values, name, content)
