"""Find out what kind of server an address leads to, and where it takes queries, updates and graphs."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

import httpx

from iagkg.errors import IagkgError, ServerError
from iagkg.store.answers import Body, results
from iagkg.store.endpoint import Addresses
from iagkg.store.web import Web, shown

__all__ = ["detect"]

_PROBE = "?query=" + quote("ASK { }")
_QUERY_PLACES = ("", "/query", "/sparql")
_XML = "application/sparql-results+xml, application/sparql-results+json;q=0.9"


def detect(
    url: str, web: Web, *, query: str | None = None, update: str | None = None, graph_store: str | None = None
) -> Addresses:
    """Return the addresses of the server at `url`; those that are given are taken as they are.

    Known by what they say of themselves: Fuseki (a dataset's address), Oxigraph and Virtuoso (the server's
    address). Of any other server `url` is taken for queries and updates, and a graph store only where it
    is given. Raises ServerError where no SPARQL server answers.
    """
    base = url.rstrip("/")
    found, response = _query_place(base, web, [query] if query else [base + end for end in _QUERY_PLACES])
    kind, version = _kind(response)
    places = {
        "fuseki": _fuseki(_without(found, ("/query", "/sparql"))),
        "oxigraph": (_without(found, ("/query",)) + "/update", _without(found, ("/query",)) + "/store"),
        "virtuoso": _virtuoso(found, web),
        "other": (found, ""),
    }[kind]
    return Addresses(
        query=found,
        update=places[0] if update is None else update,
        graph_store=places[1] if graph_store is None else graph_store,
        kind=kind,
        version=version,
        union=True if kind == "virtuoso" else None,
    )


def _query_place(base: str, web: Web, places: list[str]) -> tuple[str, httpx.Response]:
    """Return the first place that answers a query; else raise what the first place said."""
    first: IagkgError | None = None
    for place in places:
        try:
            response = web.send("GET", place + _PROBE, {"Accept": _XML})
            results(Body(response, shown(place)))
        except ServerError as error:
            first = _more_telling(first, error)
        else:
            response.close()
            return place, response
    assert first is not None  # noqa: S101  # there is at least one place
    raise first


def _more_telling(first: IagkgError | None, error: IagkgError) -> IagkgError:
    """Keep the first error; one on a password says more than one on a place that is not there."""
    return error if first is None or "IAGKG_USER" in error.expected else first


def _kind(response: httpx.Response) -> tuple[str, str]:
    server = response.headers.get("server", "")
    if match := re.match(r"(Oxigraph|Virtuoso)/([\w.]+)", server):
        return match[1].lower(), match[2]
    if "fuseki-request-id" in response.headers:
        return "fuseki", ""
    return "other", ""


def _fuseki(dataset: str) -> tuple[str, str]:
    return f"{dataset}/update", f"{dataset}/data"


def _virtuoso(found: str, web: Web) -> tuple[str, str]:
    """Return Virtuoso's doors: those with a password (digest) where there is one, else the open ones."""
    parts = urlsplit(found)
    root = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    if web.credentials:
        return f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth"
    return f"{root}/sparql", f"{root}/sparql-graph-crud"


def _without(address: str, ends: tuple[str, ...]) -> str:
    return next((address.removesuffix(end) for end in ends if address.endswith(end)), address)
