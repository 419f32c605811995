"""`/sparql`: the query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/).

Nothing can be changed through it. A query runs in a process of its own that reaches neither files nor the
network; what it may take of time and memory is limited.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from iagkg.contain import Answer, Refused, Request
from iagkg.contain.answer import FORMS
from iagkg.errors import InputError
from iagkg.store.guard import LIMIT
from iagkg.web.endpoint.asking import Endpoint, understood
from iagkg.web.endpoint.description import described
from iagkg.web.endpoint.forms import CHARSET, form_for, offered

__all__ = ["endpoint_routes"]

METHODS = "GET, HEAD, POST, OPTIONS"
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "IAGKG-Rows-Left-Out"}
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ROOM = 4096
"""Bytes of a request besides its query."""
_READING = "This endpoint only reads: updates are refused."


class _Wrong(Exception):  # noqa: N818  # an answer, not a fault
    """An answer other than the one hoped for: its status, words and headers."""

    def __init__(self, status: int, words: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.words, self.headers = status, words, dict(headers or {})


def endpoint_routes(endpoint: Endpoint) -> list[Route]:
    """Return the routes of the endpoint."""

    async def answer(request: HttpRequest) -> Response:
        response = await _any(request)
        if endpoint.is_open:
            response.headers.update(CROSS_ORIGIN)
            if request.method == "OPTIONS":
                response.headers.update(_PREFLIGHT)
        return response

    async def _any(request: HttpRequest) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        try:
            return await _answer(request, endpoint)
        except _Wrong as wrong:
            return Response(
                wrong.words + "\n",
                wrong.status,
                wrong.headers,
                media_type="text/plain",
            )

    every = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
    return [Route("/sparql", answer, methods=every, name="sparql")]


_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


async def _answer(request: HttpRequest, endpoint: Endpoint) -> Response:
    values = await _values(request)
    queries = values.get("query", [])
    if values.get("update"):
        raise _Wrong(403, _READING)
    accept, named = request.headers.get("accept", ""), _one(values, "format") or _one(values, "output")
    if not queries and request.method != "POST":
        return _description(endpoint, accept, named)
    if len(queries) != 1:
        raise _Wrong(400, "Exactly one query is needed, in the parameter query.")
    text = queries[0]
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise _Wrong(413, f"The query is longer than {LIMIT // 1024} KB.")
    try:
        kind, own_data = understood(text)
    except InputError as error:
        raise _Wrong(400, str(error)) from error
    form = form_for(kind, accept, named)
    if form is None:
        raise _Wrong(406, "On offer: " + ", ".join(offered(kind)))
    asked = Request(
        text,
        form,
        tuple(values.get("default-graph-uri", [])),
        tuple(values.get("named-graph-uri", [])),
        own_data,
    )
    return _response(await endpoint.ask(asked))


def _response(found: Answer | Refused) -> Response:
    if isinstance(found, Refused):
        if found.reason == "query":
            raise _Wrong(400, found.message)
        raise _Wrong(503, found.message, {"Retry-After": "2" if found.reason == "busy" else "60"})
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if found.cut:
        headers["IAGKG-Rows-Left-Out"] = "true"
    media = FORMS[found.form] + CHARSET.get(found.form, "")
    return Response(found.content, headers={**headers, "Content-Type": media})


def _description(endpoint: Endpoint, accept: str, named: str | None) -> Response:
    form = form_for("describe", accept, named)
    if form is None:
        raise _Wrong(406, "On offer: " + ", ".join(offered("describe")))
    content = described(endpoint.address, endpoint.counts, form)
    headers = {"Vary": "Accept", "Content-Type": FORMS[form] + CHARSET.get(form, "")}
    return Response(content, headers=headers)


def _one(values: Mapping[str, list[str]], name: str) -> str | None:
    return values.get(name, [None])[0]


async def _values(request: HttpRequest) -> dict[str, list[str]]:
    """Return the parameters of a request by the three ways of the protocol (2.1.1 to 2.1.3)."""
    in_address = _pairs(request.scope.get("query_string", b""))
    if request.method in {"GET", "HEAD"}:
        return in_address
    if request.method != "POST":
        raise _Wrong(405, "GET or POST.", {"Allow": METHODS})
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _UPDATE:
        raise _Wrong(403, _READING)
    if media not in {_FORM, _QUERY}:
        raise _Wrong(415, f"A query is sent as {_FORM} or {_QUERY}.", {"Accept-Post": f"{_FORM}, {_QUERY}"})
    body = await _body(request, 3 * LIMIT + _ROOM if media == _FORM else LIMIT)
    if media == _FORM:
        # By the protocol all parameters of such a request are in its body.
        return _pairs(body)
    try:
        return {**in_address, "query": [*in_address.get("query", []), body.decode("utf-8")]}
    except UnicodeDecodeError as error:
        raise _Wrong(400, "The query is not in UTF-8.") from error


async def _body(request: HttpRequest, most: int) -> bytes:
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            raise _Wrong(413, f"The query is longer than {LIMIT // 1024} KB.")
    return bytes(found)


def _pairs(content: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(content.decode("ascii"), keep_blank_values=True, errors="strict"):
            found.setdefault(name, []).append(value)
    except (UnicodeDecodeError, ValueError) as error:
        raise _Wrong(400, "The parameters are not percent-encoded UTF-8.") from error
    return found
