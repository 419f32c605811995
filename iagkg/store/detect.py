"""Find out what kind of server an address leads to, and where it takes queries, updates and graphs."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import httpx

from iagkg.errors import IagkgError, ServerError
from iagkg.store.answers import Body, results
from iagkg.store.endpoint import Addresses, EndpointStore
from iagkg.store.web import Credentials, Web, shown

__all__ = ["Places", "connect", "detect"]

_PROBE = "?query=" + quote("ASK { }")
_QUERY_PLACES = ("", "/query", "/sparql")
_XML = "application/sparql-results+xml, application/sparql-results+json;q=0.9"


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses that the user gives; None for those that are to be found out, "" for one there is not."""

    query: str | None = None
    update: str | None = None
    graph_store: str | None = None


def connect(
    url: str, given: Places | None = None, timeout: float = 60.0, *, plain_http: bool = False
) -> EndpointStore:
    """Return the server at `url` as a store, asked with the credentials of the environment.

    Raises UsageError for an address that cannot be one, ServerError where no SPARQL server answers.
    """
    web = Web(url, Credentials.from_environment(), timeout, plain_http=plain_http)
    return EndpointStore(detect(url, web, given), web)


def detect(url: str, web: Web, given: Places | None = None) -> Addresses:
    """Return the addresses of the server at `url`; those that are given are taken as they are.

    Known by what they say of themselves: Fuseki (a dataset's address), Oxigraph and Virtuoso (the server's
    address). Of any other server `url` is taken for queries and updates, and a graph store only where it
    is given. Raises ServerError where no SPARQL server answers.
    """
    base, given = url.rstrip("/"), given or Places()
    found, response = _query_place(
        web, [given.query] if given.query else [base + end for end in _QUERY_PLACES]
    )
    kind, version = _kind(response)
    update, graph_store = {
        "fuseki": _fuseki(_without(found, ("/query", "/sparql"))),
        "oxigraph": _oxigraph(_without(found, ("/query",))),
        "virtuoso": _virtuoso(found, web),
        "other": (found, ""),
    }[kind]
    return Addresses(
        query=found,
        update=update if given.update is None else given.update,
        graph_store=graph_store if given.graph_store is None else given.graph_store,
        kind=kind,
        version=version,
        union=True if kind == "virtuoso" else None,
    )


def _query_place(web: Web, places: list[str]) -> tuple[str, httpx.Response]:
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


def _oxigraph(server: str) -> tuple[str, str]:
    return f"{server}/update", f"{server}/store"


def _virtuoso(found: str, web: Web) -> tuple[str, str]:
    """Return Virtuoso's doors: those with a password (digest) where there is one, else the open ones."""
    parts = urlsplit(found)
    root = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    if web.credentials:
        return f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth"
    return f"{root}/sparql", f"{root}/sparql-graph-crud"


def _without(address: str, ends: tuple[str, ...]) -> str:
    return next((address.removesuffix(end) for end in ends if address.endswith(end)), address)
