"""For those who run the server, and for machines: health, readiness, the description of the dataset."""

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from iagkg.report.coverage import coverage
from iagkg.web.data import as_data, written
from iagkg.web.pages.common import day_of, words_of
from iagkg.web.render import explorer_of, language_of, page

__all__ = ["ROUTES"]

ABOUT = "https://w3id.org/iagkg/graph/about"


def health(_: Request) -> Response:
    """Say that the server runs."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


def ready(request: Request) -> Response:
    """Say whether questions can be asked: 200 or 503."""
    endpoint, explorer = request.app.state.endpoint, explorer_of(request)
    is_ready = bool(explorer.counts) and (endpoint is None or endpoint.queries.is_alive())
    said = {"ready": is_ready, "version": explorer.version, "statements": sum(explorer.counts.values())}
    return JSONResponse(said, 200 if is_ready else 503, headers={"Cache-Control": "no-store"})


def void(request: Request) -> Response:
    """Lead to the description of the dataset (https://www.w3.org/TR/void/, section 7)."""
    return RedirectResponse(f"{request.app.state.settings.root}/graph/about.ttl", 303)


def about(request: Request) -> Response:
    """Give the graph that describes the dataset and every other graph."""
    quads = explorer_of(request).store.engine.quads_for_pattern(None, None, None, ox.NamedNode(ABOUT))
    return as_data(written((quad.triple for quad in quads), "ttl"), "ttl")


def embed(request: Request) -> Response:
    """Show the first page without what stands around it, for a frame in a page of another site."""
    explorer, lang, day = explorer_of(request), language_of(request), day_of(request)
    found = coverage(explorer.store, {}, day, lang)
    parts = [
        {
            "heading": part.heading,
            "rows": [
                [
                    {
                        "words": words,
                        "address": place if name == "paragraph" else task if name == "cited-by" else "",
                    }
                    for name, words in zip(found.columns, cells, strict=True)
                ]
                for cells, (place, task) in zip(part.rows, part.links, strict=True)
            ],
        }
        for part in found.parts
    ]
    return page(
        request,
        "embed.html",
        parts=parts,
        columns=words_of(found.columns, lang),
        head=found.head,
        foot=found.foot[-2:],
    )


ROUTES = [
    Route("/health", health),
    Route("/ready", ready),
    Route("/.well-known/void", void),
    Route("/graph/about.ttl", about),
    Route("/embed/paragraphs", embed),
]
