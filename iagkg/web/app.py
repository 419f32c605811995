"""The application: all pages and the endpoint, behind one guard."""

import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from iagkg.contain import QueryProcess
from iagkg.desk.bench import Bench
from iagkg.errors import IagkgError, InputError, UsageError
from iagkg.web.addresses import HOME
from iagkg.web.desk import desk_routes
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

__all__ = ["Served", "application", "serving"]

_TOLD = {
    403: ("web.desk-not-ours", "web.desk-open-anew"),
    404: ("web.not-found", "web.search-help"),
    410: ("web.desk-gone", "web.desk-open-anew"),
    413: ("web.desk-too-large", "web.desk-most"),
    415: ("web.not-served", "web.desk-open-anew"),
}
_LOG = logging.getLogger("iagkg.web")


@dataclass(frozen=True, slots=True)
class Served:
    """An application, and the means to serve another dataset with it."""

    guard: Guard
    app: Starlette
    kept: Kept

    def renew(self, explorer: Explorer, queries: QueryProcess | None) -> None:
        """Serve another dataset from now on."""
        self.app.state.explorer = explorer
        endpoint = self.app.state.endpoint
        if isinstance(endpoint, Endpoint) and queries is not None:
            endpoint.renew(queries, explorer.counts)
        self.kept.clear()

    def close(self) -> None:
        """End the process of queries, if there is one."""
        endpoint = self.app.state.endpoint
        if isinstance(endpoint, Endpoint):
            endpoint.queries.close()


def application(settings: Settings, explorer: Explorer, queries: QueryProcess | None) -> Guard:
    """Return the application; without a process of queries it has no endpoint."""
    return serving(settings, explorer, queries).guard


def serving(
    settings: Settings, explorer: Explorer, queries: QueryProcess | None, bench: Bench | None = None
) -> Served:
    """Return the application with the means to renew it; with a bench it has the desk."""
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
        endpoint.is_open = bench is None  # a workspace is nobody else's to read
        routes += [*endpoint_routes(endpoint), *own_query.ROUTES]
    if bench is not None:
        routes = [*desk_routes(), *routes]
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
    app.state.settings, app.state.explorer, app.state.endpoint = settings, explorer, endpoint
    app.state.desk = None
    # Outside of all else, so that answers to faults carry the headers too.
    kept = Kept(app, apart=("/sparql", "/query", "/desk", "/static/", "/health", "/ready"))
    open_to = ("/sparql", "/desk") if bench else ("/sparql",)
    return Served(Guard(kept, settings.hosts, open_to, framed=("/embed/",)), app, kept)


async def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    lang = language_of(request)
    key, more = _TOLD.get(status, ("web.not-served", "web.search-help"))
    if request.app.state.settings.fixed:  # nothing can be typed there
        more = "web.contents-help"
    response = page(request, "message.html", status, heading=say(key, lang), lines=[say(more, lang)])
    response.headers.update(getattr(error, "headers", None) or {})
    return response


async def _refused(request: Request, error: Exception) -> Response:
    heading = say("web.not-understood", language_of(request))
    return page(request, "message.html", 400, heading=heading, lines=str(error).splitlines())


async def _failed(request: Request, error: Exception) -> Response:
    number = uuid.uuid4().hex[:12]
    _LOG.error("%s %s", number, type(error).__name__, exc_info=error)
    lang = language_of(request)
    lines = [say("web.fault-number", lang, number=number)]
    return page(request, "message.html", 500, heading=say("web.fault", lang), lines=lines)
