"""The application: all pages and the endpoint, behind one guard."""

import logging
import uuid
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from iagkg.contain import QueryProcess
from iagkg.errors import IagkgError, InputError, UsageError
from iagkg.web.addresses import HOME
from iagkg.web.endpoint import Endpoint, endpoint_of, endpoint_routes
from iagkg.web.explorer import Explorer
from iagkg.web.headers import Guard
from iagkg.web.kept import Kept
from iagkg.web.pages import (
    contents,
    matrix,
    ontology,
    own_query,
    progress,
    questions,
    searching,
    service,
    start,
    things,
    timeline,
    versions,
)
from iagkg.web.render import language_of, page
from iagkg.web.settings import Settings
from iagkg.wording import say

__all__ = ["application"]

_LOG = logging.getLogger("iagkg.web")


def application(settings: Settings, explorer: Explorer, queries: QueryProcess | None) -> Guard:
    """Return the application; without a process of queries it has no endpoint."""
    routes: list[Route | Mount] = []
    for module in (
        start,
        searching,
        matrix,
        timeline,
        progress,
        versions,
        questions,
        ontology,
        service,
        things,
    ):
        routes += module.ROUTES
    if settings.fixed:
        routes += contents.ROUTES
    endpoint: Endpoint | None = None
    if queries is not None:
        endpoint = endpoint_of(queries, f"{settings.base or HOME}/sparql", explorer.counts)
        routes += [*endpoint_routes(endpoint), *own_query.ROUTES]
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: _not_there,
            UsageError: _refused,
            InputError: _refused,
            IagkgError: _failed,
            Exception: _failed,
        },
    )
    app.state.settings, app.state.explorer = settings, explorer
    app.state.queries, app.state.endpoint = queries, endpoint
    # Outside of all else, so that answers to faults carry the headers too.
    return Guard(
        Kept(app, apart=("/sparql", "/query", "/static/", "/health", "/ready")),
        settings.hosts,
        open_to=("/sparql",),
        framed=("/embed/",),
    )


async def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    lang = language_of(request)
    key = "web.not-found" if status == 404 else "web.not-served"
    return page(request, "message.html", status, heading=say(key, lang), lines=[say("web.search-help", lang)])


async def _refused(request: Request, error: Exception) -> Response:
    heading = say("web.not-understood", language_of(request))
    return page(request, "message.html", 400, heading=heading, lines=str(error).splitlines())


async def _failed(request: Request, error: Exception) -> Response:
    number = uuid.uuid4().hex[:12]
    _LOG.error("%s %s", number, type(error).__name__, exc_info=error)
    lang = language_of(request)
    lines = [say("web.fault-number", lang, number=number)]
    return page(request, "message.html", 500, heading=say("web.fault", lang), lines=lines)
