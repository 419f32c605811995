"""The named questions: a list, and for each its parameters, its answer, and files of it."""

from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.errors import UsageError
from iagkg.progress.days import today
from iagkg.queries import Query, catalogue, refuse_unknown
from iagkg.store.terms import Iri, Value, lexical
from iagkg.table import Table
from iagkg.table_text import code_words, heading
from iagkg.web.addresses import page_of, safe_link
from iagkg.web.explorer import Explorer
from iagkg.web.pages.common import Value as Shown
from iagkg.web.pages.common import behind, downloads
from iagkg.web.render import explorer_of, language_of, page
from iagkg.web.tables import file_of

__all__ = ["ROUTES"]

_ROWS = 200


def questions(request: Request) -> Response:
    """List the questions by what they are about."""
    ordered = sorted(catalogue().values(), key=lambda query: (query.topic, query.question))
    topics = [(topic, list(found)) for topic, found in groupby(ordered, key=lambda query: query.topic)]
    return page(request, "questions.html", topics=topics)


def question(request: Request) -> Response:
    """Show a question with its answer, a page of its rows."""
    query, explorer, lang = _query(request), explorer_of(request), language_of(request)
    values, trouble, table = _values(request, query), "", Table((), ())
    try:
        table = _answer(explorer, query, values, lang)
    except UsageError as error:
        trouble = str(error)
    number = request.query_params.get("page", "0")
    at = int(number) if number.isdigit() and len(number) < 7 else 0
    size = len(table.rows) or 1 if request.app.state.settings.fixed else _ROWS
    rows = table.rows[at * size : (at + 1) * size]
    kinds = table.kinds or ("",) * len(table.columns)
    path = f"/questions/{query.name}"
    return page(
        request,
        "question.html",
        query=query,
        values=values,
        trouble=trouble,
        count=len(table.rows),
        columns=[heading(name, lang) for name in table.columns],
        rows=[[_cell(value, kind, lang) for value, kind in zip(row, kinds, strict=True)] for row in rows],
        before=at - 1 if at else None,
        after=at + 1 if len(table.rows) > (at + 1) * size else None,
        downloads=downloads(request, path),
        queries=[] if trouble else behind([query.name], {**values, "lang": lang}),
        status=400 if trouble else 200,
    )


def file(request: Request) -> Response:
    """Give the answer to a question as a file."""
    query, explorer, lang = _query(request), explorer_of(request), language_of(request)
    table = _answer(explorer, query, _values(request, query), lang)
    return file_of(request, table, query.name, [query.question])


def _query(request: Request) -> Query:
    found = catalogue().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return found


def _values(request: Request, query: Query) -> dict[str, str]:
    names = [parameter.name for parameter in query.parameters if parameter.name != "lang"]
    values = {name: value for name in names if (value := request.query_params.get(name, "").strip()[:300])}
    if query.parameter("as_of"):
        values.setdefault("as_of", (request.app.state.settings.day or today()).isoformat())
    return values


def _answer(explorer: Explorer, query: Query, values: dict[str, str], lang: str) -> Table:
    refuse_unknown(explorer.store, query, values)
    return explorer.table(query.name, **values, lang=lang)


def _cell(value: Value, kind: str, lang: str) -> Shown:
    words = lexical(value)
    if (said := code_words(words, kind, lang)) is not None:
        return Shown(said)
    if isinstance(value, Iri) or kind == "iri":
        return Shown(words, address=words if page_of(words) else "", external=_external(words))
    return Shown(words)


def _external(words: str) -> str:
    return "" if page_of(words) else safe_link(words)


ROUTES = [
    Route("/questions", questions),
    Route("/questions/{name}.{form:fileform}", file),
    Route("/questions/{name}", question),
]
