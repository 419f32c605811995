"""The same thing as data: its forms by suffix and by Accept, and links from each to the others."""

from collections.abc import Iterable
from typing import cast

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from iagkg.graph.quads import turtle
from iagkg.web.negotiation import preferred
from iagkg.web.pages.common import FileLink
from iagkg.web.render import answered

__all__ = ["MEDIA", "as_data", "data_links", "linked", "not_on_offer", "suffix_wanted", "written"]

MEDIA = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
"""The forms of a thing by suffix."""
_FORMATS = {"jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}
_NAMES = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}


def suffix_wanted(request: Request) -> str | None:
    """Return the suffix of the form that a request accepts most, None where it accepts none that there is."""
    media = preferred(request.headers.get("accept", ""), list(MEDIA.values()))
    return next((name for name, known in MEDIA.items() if known == media), None)


def not_on_offer(path: str) -> Response:
    """Return the answer that lists the forms of what has a page at a path."""
    offered = "".join(f"{media}: {path}.{name}\n" for name, media in MEDIA.items())
    return answered(offered.encode(), "text/plain; charset=utf-8", 406)


def data_links(request: Request, path: str) -> list[FileLink]:
    """Return the forms of data of what has a page at a path."""
    root = request.app.state.settings.root
    return [FileLink(name, f"{root}{path}.{suffix}", MEDIA[suffix]) for suffix, name in _NAMES.items()]


def linked(found: Response, links: Iterable[FileLink]) -> Response:
    """Return an answer that leads to the other forms of the same."""
    found.headers["Link"] = ", ".join(f'<{one.href}>; rel="alternate"; type="{one.type}"' for one in links)
    return found


def as_data(content: bytes, suffix: str) -> Response:
    """Return data in a form by its suffix."""
    return answered(content, MEDIA[suffix] + ("; charset=utf-8" if suffix == "ttl" else ""))


def written(triples: Iterable[ox.Triple], suffix: str) -> bytes:
    """Return statements, each once and in order, in a form by its suffix."""
    ordered = sorted(set(triples), key=str)
    if suffix == "ttl":
        return turtle(ox.Quad(one.subject, one.predicate, one.object) for one in ordered)
    return cast("bytes", ox.serialize(ordered, format=_FORMATS[suffix]))
