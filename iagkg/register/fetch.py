"""Fetch one decision from the API of the Decision Tracking Tool: the only requests this program makes of it.

What may be asked is narrow: https (http on this machine only), one host, redirects within it or within
cbd.int, never an address of a private network; time, size and number of steps are bounded. Nothing of the
user's (cookies, netrc, credentials) is sent. Proxies of the environment are used as httpx uses them
(HTTPS_PROXY, NO_PROXY), except for an address on this machine.
"""

import ipaddress
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from iagkg import __version__
from iagkg.citation import canonical, notations
from iagkg.citation.model import Citation
from iagkg.errors import InputError, ServerError, UsageError
from iagkg.files import sha256
from iagkg.register.deadline import Deadline
from iagkg.register.tracking_json import MAX_BYTES, read_json

if TYPE_CHECKING:
    import httpx

__all__ = ["BASE", "LONGEST_WAIT", "MAX_REDIRECTS", "Fetched", "address_of", "fetch"]

BASE = "https://api.cbd.int"
HOME = "cbd.int"
MAX_REDIRECTS = 5
LONGEST_WAIT = 60.0
CONNECT = 5.0
_HEADERS = {
    "User-Agent": f"iagkg/{__version__} (links workplans to decisions; one decision at a time)",
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
}
_DO = {
    403: "the server does not let this program in: open the address in a browser and save what it shows.",
    404: "look the number up in the list of decisions; not every decision is in the Tracking Tool.",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that is JSON, the address it came from after redirects, and its checksum."""

    address: str
    content: bytes
    sha256: str


def address_of(decision: Citation, base: str = BASE) -> str:
    """Return the address of the tree of a decision: `…/api/v2021/decisions/CBD%2FCOP%2F16%2F03/tree`.

    Raises UsageError where the base may not be asked, InputError where the tool has no code for the decision.
    """
    code = notations(Citation(decision.type, decision.decision, decision.body)).dtt_slash
    if code is None:
        raise InputError(
            f"{canonical(decision)}: the Decision Tracking Tool has no such decision.",
            "a decision of the COP, such as 16/3",
        )
    _allowed_base(base)
    return f"{base.rstrip('/')}/api/v2021/decisions/{quote(code, safe='')}/tree"


def fetch(
    address: str, seconds: float = LONGEST_WAIT, max_bytes: int = MAX_BYTES, *, option: str = "--base"
) -> Fetched:
    """Return the JSON at an address, within `seconds` in all and `max_bytes` of body, also unpacked.

    `option` is named in messages; an address given with any other than --base may have a query.
    Raises ServerError, saying what happened and what to do, for whatever the server or the network does not
    do right; UsageError where the address may not be asked.
    """
    _allowed_base(address, option)
    here = address
    with Deadline(seconds, _here(urlsplit(address).hostname or "")) as deadline:
        for _ in range(MAX_REDIRECTS + 1):
            with _faults(here, deadline), _asked(here, deadline) as response:
                if not response.has_redirect_location:
                    _status(here, response.status_code, response.headers)
                    content = _body(here, response, deadline, max_bytes)
                    return Fetched(here, content, _checked(here, content, response.headers))
                here = _next(here, response.headers.get("location", ""), address)
    raise ServerError(
        f"{address}: more than {MAX_REDIRECTS} redirects.", "the tree of a decision", "try again later."
    )


@contextmanager
def _asked(address: str, deadline: Deadline) -> Iterator["httpx.Response"]:
    import httpx  # noqa: PLC0415 (loaded only where something is fetched)

    host = urlsplit(address).hostname or ""
    proxied = not _here(host) and _has_proxy(address)
    limits = httpx.Timeout(deadline.left(), connect=min(CONNECT, deadline.left()))
    with (
        httpx.Client(
            timeout=limits, headers=_HEADERS, trust_env=not _here(host), follow_redirects=False
        ) as client,
        client.stream("GET", address, extensions={"trace": deadline.watch(guarded=not proxied)}) as response,
    ):
        yield response


def _has_proxy(address: str) -> bool:
    parts = urlsplit(address)
    proxies = getproxies()
    return bool(proxies.get(parts.scheme) or proxies.get("all")) and not proxy_bypass(parts.hostname or "")


@contextmanager
def _faults(address: str, deadline: Deadline) -> Iterator[None]:
    """Turn whatever the network does into an error that says what to do."""
    import httpx  # noqa: PLC0415

    again = "try again later; with --timeout SECONDS it waits longer."
    try:
        yield
    except ServerError:
        raise
    except (httpx.TimeoutException, TimeoutError) as error:
        raise ServerError(f"{address}: no answer in time ({type(error).__name__}).", "", again) from error
    except httpx.HTTPError as error:
        if deadline.over:
            what = f"{address}: not done after {deadline.seconds:g} seconds."
            raise ServerError(what, "", again) from error
        if isinstance(error, httpx.ConnectError):
            do = "look whether you are on line and whether the address is right."
            raise ServerError(f"{address}: no connection.", "", do) from error
        what = (
            "the answer was cut off"
            if isinstance(error, httpx.RemoteProtocolError)
            else "the connection broke"
        )
        raise ServerError(f"{address}: {what}.", "", "try again.") from error
    except (httpx.InvalidURL, ValueError, OSError) as error:
        raise ServerError(f"{address}: cannot be asked ({type(error).__name__}).", "an address") from error


def _status(address: str, status: int, headers: Mapping[str, str]) -> None:
    if status == 200:
        return
    wait = "".join(character for character in headers.get("retry-after", "")[:40] if character.isprintable())
    if status in {429, 503} and wait:
        do = f"try again after {wait} seconds." if wait.isdigit() else f"try again after {wait}."
        raise ServerError(f"{address}: the server asks to wait (HTTP {status}).", "", do)
    do = _DO.get(status) or "the server has a fault or is too busy: try again later."
    raise ServerError(f"{address}: HTTP {status}.", "HTTP 200 with the tree of the decision", do)


def _next(here: str, location: str, first: str) -> str:
    try:
        target = urljoin(here, location)
        allowed = _may_follow(target, first)
    except ValueError:
        target, allowed = "", False
    if not allowed:
        shown = "".join(character for character in location[:120] if character.isprintable())
        raise ServerError(
            f"{here}: the server points to {shown!r}; this is not followed.",
            f"an address of the same host, or of {HOME}, with https",
            "look the address up in a browser; name another with --base.",
        )
    return target


def _may_follow(target: str, first: str) -> bool:
    to, origin = urlsplit(target), urlsplit(first)
    host, own = (to.hostname or "").rstrip("."), (origin.hostname or "").rstrip(".")
    if to.username is not None or to.password is not None:
        return False
    if _here(own):
        return (to.scheme, host, to.port) == (origin.scheme, own, origin.port)
    at_home = all(name == HOME or name.endswith(f".{HOME}") for name in (host, own))
    same_port = (to.port or 443) == ((origin.port or 443) if host == own else 443)
    return to.scheme == "https" and (host == own or at_home) and same_port


def _allowed_base(base: str, option: str = "--base") -> None:
    try:
        parts = urlsplit(base)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"{option}: an address with a name or password is not taken.", f"an address such as {BASE}"
        )
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and _here(host))):
        raise UsageError(
            f"{option} {base}: may not be asked.", f"https, such as {BASE}; http on this machine only"
        )
    if option == "--base" and (parts.query or parts.fragment):
        raise UsageError(f"{option} {base}: has a query or a fragment.", f"an address such as {BASE}")


def _here(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _body(address: str, response: "httpx.Response", deadline: Deadline, max_bytes: int) -> bytes:
    """Return the body, unpacked here so that a small answer cannot become a large one unseen."""
    declared = response.headers.get("content-length", "")
    too_large = ServerError(
        f"{address}: more than {max_bytes:,} bytes.",
        "the tree of one decision",
        "a tree has some hundred kilobytes: look what stands at the address; the limit is --max-bytes.",
    )
    if declared.isascii() and declared.isdigit() and len(declared) < 19 and int(declared) > max_bytes:
        raise too_large
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", ""}:
        raise ServerError(f"{address}: packed as {coding[:20]!r}.", "gzip or not packed")
    unpack: Any = zlib.decompressobj(31) if "gzip" in coding else None
    found = bytearray()
    for chunk in response.iter_raw():
        deadline.left()
        try:
            found += unpack.decompress(chunk, max_bytes - len(found) + 1) if unpack else chunk
        except zlib.error as error:
            raise ServerError(f"{address}: the packed answer is damaged.", "", "try again.") from error
        if len(found) > max_bytes:
            raise too_large
    deadline.left()  # a body without a length ends in the same way where the deadline cut it
    if unpack is not None and found and not unpack.eof:
        raise ServerError(f"{address}: the packed answer was cut off.", "", "try again.")
    return bytes(found)


def _checked(address: str, content: bytes, headers: Mapping[str, str]) -> str:
    """Return the checksum of a body that is a JSON object or list."""
    if not content.strip():
        raise ServerError(f"{address}: the answer is empty.", "the tree of a decision", "try again later.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()[:60]
    if kind in {"text/html", "application/xhtml+xml"} or content.lstrip()[:1] == b"<":
        raise ServerError(
            f"{address}: a web page, not JSON.",
            "the tree of a decision",
            "a sign-in page or a notice of maintenance stands there; open it in a browser.",
        )
    try:
        value = read_json(address, content)
    except InputError as error:
        raise ServerError(
            error.what, error.expected, "try again; tell the Secretariat if it stays so."
        ) from error
    if not isinstance(value, dict | list):
        raise ServerError(f"{address}: JSON, but no tree.", "an object or a list")
    return sha256(content)
