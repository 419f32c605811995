"""All requests to a triple store: who asks, how long it may take, what is never followed, what went wrong.

Credentials come from the environment, go to the host that was named and to no other, and are never printed.
A redirect to another host is refused, 503 and 429 are asked again after a pause, and every failure is one
ServerError with a clear message.
"""

import ipaddress
import os
import re
import time
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit, urlunsplit

import httpx

from iagkg.errors import ServerError, UsageError

__all__ = ["Credentials", "Web", "is_here", "shown"]

PAUSES = (0.5, 1.0, 2.0, 4.0)
LONGEST_PAUSE = 30.0
REDIRECTS = 3
CONNECT = 5.0
_FULL = re.compile(  # the last two: Jena 5, whose files are mapped into memory
    r"(?i)no space left|disk (is )?full|ENOSPC|out of disk|disk quota|file too large"
    r"|segmentAllocate|unsafe memory access"
)
_READ_ONLY = re.compile(r"read[- ]?only|SPARQL_UPDATE|not (allowed|permitted)|SR186|SR619", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a user with a password (basic or digest, as the server wants it), or a token (bearer)."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls) -> "Credentials":
        """Return what IAGKG_USER, IAGKG_PASSWORD and IAGKG_TOKEN say; empty where they are not set."""
        return cls(*(os.environ.get(f"IAGKG_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


class _Answering(httpx.Auth):
    """Basic or digest, whichever the server asks for; nothing is sent before it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(user, password), httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in asked else self._basic
        yield from self._chosen.auth_flow(request)


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Web:
    """A line to one server. `timeout` is the longest silence in seconds that is waited for.

    Raises UsageError for an address that is no web address, carries a password, or would send one in the
    clear to another machine (`plain_http` allows that).
    """

    def __init__(
        self,
        url: str,
        credentials: Credentials | None = None,
        timeout: float = 60.0,
        *,
        plain_http: bool = False,
    ) -> None:
        self.credentials = credentials or Credentials()
        self._host = _checked(url).host
        self._plain_http = plain_http
        self._allow(url)
        auth: httpx.Auth | None = None
        if self.credentials.token:
            auth = _Bearer(self.credentials.token)
        elif self.credentials.user:
            auth = _Answering(self.credentials.user, self.credentials.password)
        self._client = httpx.Client(
            auth=auth,
            timeout=httpx.Timeout(timeout, connect=min(CONNECT, timeout)),
            trust_env=not is_here(url),
            headers={"User-Agent": "iagkg"},
        )
        self._timeout = timeout

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def send(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> httpx.Response:
        """Send a request and return the answer, its body not yet read.

        Raises ServerError where no answer comes, or another than 2xx.
        """
        response = self.ask(method, url, headers, content)
        if response.is_success:
            return response
        with _cut(url, self._timeout):
            text = _excerpt(response)
            response.close()
        raise self._refused(method, url, response, text)

    def ask(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> httpx.Response:
        """Send a request and return any answer, its body not yet read. Raises ServerError without one."""
        pauses, hops = list(PAUSES), 0
        while True:
            self._allow(url)
            request = self._client.build_request(method, url, headers=headers, content=content)
            with _cut(url, self._timeout):
                response = self._client.send(request, stream=True)
            if response.status_code in {429, 503} and pauses:
                response.close()
                time.sleep(_pause(response, pauses.pop(0)))
            elif response.is_redirect:
                response.close()
                hops += 1
                url = self._next(method, url, response, hops)
            else:
                return response

    def _allow(self, url: str) -> None:
        """Raise where an address leads to another host, or a password would travel in the clear."""
        parts = _checked(url)
        if parts.host != self._host:
            raise ServerError(
                f"{shown(url)}: another host than {self._host}, it is not asked.", self._host or ""
            )
        if self.credentials and parts.scheme == "http" and not self._plain_http and not is_here(url):
            raise UsageError(
                f"{shown(url)}: the password would be sent in the clear to another machine.",
                "an address that begins with https://",
                "use https, or allow it with --plain-http.",
            )

    def _next(self, method: str, url: str, response: httpx.Response, hops: int) -> str:
        here, there = httpx.URL(url), httpx.URL("")
        with suppress(httpx.InvalidURL):
            there = here.join(response.headers.get("location", ""))
        safer = (here.scheme, there.scheme) == ("http", "https")
        same = there.host == self._host and (safer or (here.scheme, here.port) == (there.scheme, there.port))
        target = str(there)
        kept = method == "GET" or response.status_code in {307, 308}
        if hops > REDIRECTS or not same or not kept:
            raise ServerError(
                f"{shown(url)}: the server points to {shown(target)}, which is not followed.",
                "an answer from the address that was given",
                "if you trust it, give that address instead.",
            )
        return target

    def _refused(self, method: str, url: str, response: httpx.Response, text: str) -> ServerError:
        """Return what an answer that is no success says, in words."""
        status, said = response.status_code, f" It says: {text}" if text else ""
        where = shown(url)
        if _FULL.search(text) or status == httpx.codes.INSUFFICIENT_STORAGE:
            return ServerError(
                f"{where}: the disk of the server is full, or its files may not grow.{said}",
                "room for the data",
                "make room, start the server again (Oxigraph wants it), run this again.",
            )
        if status == httpx.codes.UNAUTHORIZED:
            sent = (
                "does not take this user and password or token" if self.credentials else "asks for a password"
            )
            return ServerError(
                f"{where}: the server {sent}.",
                "IAGKG_USER and IAGKG_PASSWORD, or IAGKG_TOKEN, in the environment",
                "set them to what the keeper of the server gave you.",
            )
        if status in {403, 405, 501} or (status >= 400 and _READ_ONLY.search(text.replace("reuse not", ""))):
            return ServerError(
                f"{where}: the server does not allow {_DOING.get(method, method)} here ({status}).{said}",
                "a server that may be written to, or a user who may" if method != "GET" else "a user who may",
                "ask its keeper; give another address with --update or --graph-store where it has one.",
            )
        if status in {404, 410}:
            return ServerError(
                f"{where}: nothing is there ({status}).",
                "the address of a SPARQL server",
                "look at the address again.",
            )
        return ServerError(f"{where}: the server answers {status}.{said}", "an answer to SPARQL 1.1")


_DOING = {"GET": "reading", "POST": "this request", "PUT": "writing", "DELETE": "removing"}


class _cut:  # noqa: N801  # reads as a statement: with _cut(url, timeout)
    """Turn a failure on the way into a ServerError."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url, self._timeout = shown(url), timeout

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case httpx.ConnectError() | httpx.ConnectTimeout():
                raise ServerError(
                    f"{self._url}: no server answers there.", "a running server", "look at the address again."
                ) from error
            case httpx.TimeoutException():
                raise ServerError(
                    f"{self._url}: no answer in {self._timeout:g} seconds.",
                    "an answer in time",
                    "give it longer with --timeout SECONDS.",
                ) from error
            case httpx.TransportError() | httpx.StreamError():
                raise ServerError(
                    f"{self._url}: the connection was cut.", "an answer to the end", "run it again."
                ) from error
            case httpx.HTTPError() | httpx.InvalidURL():
                raise ServerError(f"{self._url}: {error}", "an answer") from error


def is_here(url: str) -> bool:
    """Say whether an address leads to this machine. Raises UsageError for what is no web address."""
    host = _checked(url).host
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(url: str) -> str:
    """Return an address as it may be printed: without user, password, query and fragment."""
    parts = _parts(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _parts(url: str) -> SplitResult:
    """Return the parts of an address, none of what is no address."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _checked(url: str) -> httpx.URL:
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        parts = httpx.URL("")
    if parts.scheme not in {"http", "https"} or not _parts(url).hostname:
        raise UsageError(f"{shown(url)!r} is not a web address.", "http:// or https:// and a host")
    if parts.userinfo:
        raise UsageError(
            f"{shown(url)}: a password does not stand in an address.",
            "IAGKG_USER and IAGKG_PASSWORD in the environment",
        )
    return parts


def _pause(response: httpx.Response, pause: float) -> float:
    asked = response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_PAUSE) if asked.isdecimal() else pause


def _excerpt(response: httpx.Response, limit: int = 300) -> str:
    """Return the first words of an answer, as one line without anything that could move a cursor."""
    found = b""
    for piece in response.iter_bytes():
        found += piece
        if len(found) > 20 * limit:
            break
    text = found.decode("utf-8", "replace")
    if "html" in response.headers.get("content-type", ""):
        text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:limit] + ("…" if len(line) > limit else "")
