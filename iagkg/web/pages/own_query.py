"""A query of one's own: written, run and read on a page whose address holds it; also without scripts."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.contain import Answer, Refused
from iagkg.contain import Request as Asked
from iagkg.errors import InputError
from iagkg.names import PREFIXES
from iagkg.web.addresses import page_of, safe_link
from iagkg.web.endpoint import Endpoint, understood
from iagkg.web.explorer import Explorer, short
from iagkg.web.pages.common import FileLink, Value
from iagkg.web.pages.ontology import names_of_terms
from iagkg.web.render import explorer_of, language_of, page
from iagkg.wording import say

__all__ = ["ROUTES"]

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_QUOTED = re.compile(r"""<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""")
_UNKNOWN_PREFIX = "Prefix not found"
_SHOWN, _CELLS, _LONGEST = 500, 5_000, 2_000
_EXAMPLE = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX iag: <https://w3id.org/iagkg/ontology#>

SELECT DISTINCT ?task ?words ?paragraph WHERE {
  ?task a iag:Task ;
    dcterms:description ?words ;
    iag:mandatedBy ?paragraph .
}
ORDER BY ?task ?paragraph
LIMIT 20"""
_ROWS = ("csv", "json", "tsv", "xml")
_STATEMENTS = ("turtle", "ntriples", "jsonld")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer: words, what the engine says, and the line and column, from 1, or 0."""

    words: str
    said: str = ""
    line: int = 0
    column: int = 0
    status: int = 400


@dataclass(frozen=True, slots=True)
class Found:
    """What a query gave: columns and rows, or one word on a question of yes or no; `cut` if there is more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    cut: bool
    forms: tuple[str, ...]
    count: int = 0
    word: str = ""


async def own_query(request: Request) -> Response:
    """Show the form, and below it what its query gives."""
    lang, endpoint = language_of(request), request.app.state.endpoint
    assert isinstance(endpoint, Endpoint)  # noqa: S101  # the page is served with one alone
    text = request.query_params.get("query", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    found: Found | Trouble | None = None
    if text.strip():
        found = await _asked(endpoint, explorer_of(request), text, lang)
    return await run_in_threadpool(_page, request, text, found, lang)


def _page(request: Request, text: str, found: Found | Trouble | None, lang: str) -> Response:
    trouble = found if isinstance(found, Trouble) else None
    return page(
        request,
        "own_query.html",
        trouble.status if trouble else 200,
        text=text or _EXAMPLE,
        found=found if isinstance(found, Found) else None,
        trouble=trouble,
        lines=text.split("\n") if trouble and trouble.line else [],
        terms=names_of_terms(lang),
        prefixes={name: PREFIXES[name] for name in ("dcterms", "iag", "eli", "rdfs", "skos", "xsd")},
        downloads=_files(request, text, found.forms) if isinstance(found, Found) else [],
    )


async def _asked(endpoint: Endpoint, explorer: Explorer, text: str, lang: str) -> Found | Trouble:
    try:
        kind, own_data = understood(text)
    except InputError as error:
        return Trouble(str(error))
    statements = kind in {"construct", "describe"}
    answer = await endpoint.ask(Asked(text, "ntriples" if statements else "json", own_data=own_data))
    if isinstance(answer, Refused):
        return _trouble(answer, text, lang)
    return await run_in_threadpool(_statements if statements else _rows, answer, explorer, lang)


def _trouble(refused: Refused, text: str, lang: str) -> Trouble:
    """Return what the engine refuses, in words, and where."""
    place = _PLACE.fullmatch(refused.message)
    if refused.reason != "query":
        return Trouble(refused.message, status=503)
    if place is None:
        return Trouble(refused.message)
    expected = re.sub(r"\s+", " ", place[3])[:2000]
    if _UNKNOWN_PREFIX in place[3] and (found := _undeclared(text)):
        name, line, column = found
        words = say("web.query-prefix", lang, line=line, column=column, name=name)
        return Trouble(words, "", line, column)
    words = say("web.query-wrong", lang, line=place[1], column=place[2])
    return Trouble(words, expected, int(place[1]), int(place[2]))


def _undeclared(text: str) -> tuple[str, int, int] | None:
    """Return the first prefix that no line declares, with its line and column."""
    bare = _QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", bare))
    for match in re.finditer(r"(?<![\w?$:.-])([A-Za-z][\w.-]*|):(?=[\w%])", bare):
        if match[1] not in declared:
            before = bare[: match.start()]
            return f"{match[1]}:", before.count("\n") + 1, match.start() - before.rfind("\n")
    return None


def _rows(answer: Answer, explorer: Explorer, lang: str) -> Found:
    said = json.loads(answer.content)
    if "boolean" in said:
        return Found((), (), False, _ROWS, 1, say("web.yes" if said["boolean"] else "web.no", lang))
    columns, rows = tuple(said["head"]["vars"]), said["results"]["bindings"]
    most = min(_SHOWN, max(_CELLS // max(len(columns), 1), 1))
    shown = tuple(
        tuple(_json_value(row.get(name), explorer, lang) for name in columns) for row in rows[:most]
    )
    return Found(columns, shown, answer.cut, _ROWS, len(rows))


def _statements(answer: Answer, explorer: Explorer, lang: str) -> Found:
    quads = list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    shown = tuple(
        tuple(_value(term, explorer, lang) for term in (quad.subject, quad.predicate, quad.object))
        for quad in quads[:_SHOWN]
    )
    names = tuple(say(f"web.query-{name}", lang) for name in ("subject", "predicate", "object"))
    return Found(names, shown, answer.cut, _STATEMENTS, len(quads))


def _json_value(said: dict[str, str] | None, explorer: Explorer, lang: str) -> Value:
    if said is None:
        return Value("")
    if said["type"] == "uri":
        return _address(said["value"], explorer, lang)
    if said["type"] == "bnode":
        return Value(f"_:{said['value']}")
    return Value(_cut(said["value"]), said.get("xml:lang", ""))


def _value(term: object, explorer: Explorer, lang: str) -> Value:
    if isinstance(term, ox.NamedNode):
        return _address(term.value, explorer, lang)
    if isinstance(term, ox.Literal):
        return Value(_cut(term.value), term.language or "")
    return Value(str(term))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _address(address: str, explorer: Explorer, lang: str) -> Value:
    """Return an address by its name, or in short where it has none that says more."""
    if page_of(address):
        words = explorer.label(address, lang) if explorer.is_known(address) else short(address)
        return Value(words, address=address)
    words = explorer.label(address, lang) if explorer.is_known(address) else short(address)
    return Value(_cut(words), external=safe_link(address))


def _files(request: Request, text: str, forms: Iterable[str]) -> list[FileLink]:
    root = request.app.state.settings.root
    query = urlencode({"query": text})
    names = {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD"}
    return [FileLink(names.get(form, form.upper()), f"{root}/sparql?{query}&format={form}") for form in forms]


ROUTES = [Route("/query", own_query)]
