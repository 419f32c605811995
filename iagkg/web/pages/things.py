"""The page of one thing, at the path of its address, and the same as data: by suffix or by Accept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.citation import parse_citations
from iagkg.names import KMGBF, PREFIXES
from iagkg.report.find_model import Card
from iagkg.report.find_places import Ask, place_card
from iagkg.report.find_tasks import target_cards, task_cards
from iagkg.web.addresses import HOME, address_of, safe_link
from iagkg.web.explorer import Explorer, Row
from iagkg.web.negotiation import preferred
from iagkg.web.pages.common import FileLink, Line, Value, grouped
from iagkg.web.render import answered, explorer_of, language_of, page
from iagkg.wording import say

__all__ = ["MEDIA", "ROUTES", "as_data", "data_links", "graph_as_turtle"]

MEDIA = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
"""The forms of a thing by suffix."""
_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}
_NAMES = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}
_TYPE = f"{PREFIXES['rdf']}type"


@dataclass(frozen=True, slots=True)
class Beside:
    """A table of what stands in relation to a thing."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def thing(request: Request) -> Response:
    """Show a thing, or give it as data; 406 lists the forms that there are."""
    explorer = explorer_of(request)
    raw = request.scope.get("raw_path", b"").decode("latin-1").partition("?")[0]
    path = raw.removeprefix(request.app.state.settings.root) or request.url.path
    address, suffix = address_of(path), ""
    if not explorer.is_known(address):
        stem, _, last = path.rpartition(".")
        if last not in MEDIA or not explorer.is_known(address_of(stem)):
            raise HTTPException(404)
        address, suffix, path = address_of(stem), last, stem
    if not suffix:
        wanted = preferred(request.headers.get("accept", ""), list(MEDIA.values()))
        if wanted is None:
            offered = "".join(f"{media}: {path}.{name}\n" for name, media in MEDIA.items())
            return answered(request, offered.encode(), "text/plain; charset=utf-8", 406)
        suffix = next(name for name, media in MEDIA.items() if media == wanted)
    links = data_links(request, path)
    header = ", ".join(f'<{link.href}>; rel="alternate"; type="{link.type}"' for link in links)
    if suffix != "html":
        content = as_data(explorer, address, suffix)
        media = MEDIA[suffix] + ("; charset=utf-8" if suffix == "ttl" else "")
        return answered(request, content, media, headers={"Link": header})
    found = _shown(request, explorer, address, links)
    found.headers["Link"] = header
    return found


def data_links(request: Request, path: str) -> list[FileLink]:
    """Return the forms of data of what has a page at a path."""
    root = request.app.state.settings.root
    return [FileLink(name, f"{root}{path}.{suffix}", MEDIA[suffix]) for suffix, name in _NAMES.items()]


def as_data(explorer: Explorer, address: str, suffix: str) -> bytes:
    """Return what is said of a thing, and what points to it, each statement once, in a form by its suffix."""
    node, engine = ox.NamedNode(address), explorer.store.engine
    quads = [
        *engine.quads_for_pattern(node, None, None, None),
        *engine.quads_for_pattern(None, None, node, None),
    ]
    triples = sorted({quad.triple for quad in quads}, key=str)
    names = {name: start for name, start in sorted(PREFIXES.items()) if name != "id"}
    prefixes = names if suffix == "ttl" else None
    return cast("bytes", ox.serialize(triples, format=_FORMATS[suffix], prefixes=prefixes))


def graph_as_turtle(explorer: Explorer, graph: str) -> bytes:
    """Return the statements of a named graph as Turtle."""
    quads = explorer.store.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    names = {name: start for name, start in sorted(PREFIXES.items()) if name != "id"}
    triples = sorted((quad.triple for quad in quads), key=str)
    return cast("bytes", ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=names))


def _shown(request: Request, explorer: Explorer, address: str, links: list[FileLink]) -> Response:
    lang = language_of(request)

    def ask(name: str, **values: str) -> list[Row]:
        return explorer.ask(name, lang=lang, **values)

    types = [one.value for one in explorer.about(address) if one.predicate == _TYPE]
    kinds = {kind.rpartition("#")[2] for kind in types if kind.startswith(f"{HOME}/ontology#")}
    cards, tables = (
        list(_cards(explorer, address, kinds, ask, lang)),
        list(_beside(address, kinds, ask, lang)),
    )
    title = cards[0].reference if cards else explorer.label(address, lang)
    own = next((fact.words for card in cards for fact in card.facts if fact.name == "short-title"), "")
    kind = next((explorer.label(one, lang) for one in types if one.startswith(f"{HOME}/ontology#")), "")
    return page(
        request,
        "thing.html",
        title=title,
        heading=f"{title} {own}".strip(),
        kind=kind,
        cards=[list(_lines(card)) for card in cards],
        tables=tables,
        groups=grouped(explorer, address, lang),
        address=address,
        forms=links,
    )


def _cards(explorer: Explorer, address: str, kinds: set[str], ask: Ask, lang: str) -> Iterator[Card]:
    """Yield what is known of a task, a decision or a place in one, or a target, as the search shows it."""
    if "Task" in kinds:
        ref = next(
            (one.value for one in explorer.about(address) if one.predicate.endswith("/identifier")), ""
        )
        yield from (card for card in task_cards(ref, ask, lang) if card.address == address)
    elif kinds & {"Decision", "Provision", "Recommendation"}:
        reading = parse_citations(explorer.label(address, "en"))
        if len(reading.citations) == 1:
            card = place_card(reading.citations[0], ask, lang)
            if card.address == address:
                yield card
    elif address.startswith(KMGBF):
        yield from target_cards(address, ask, lang)


def _lines(card: Card) -> Iterator[Line]:
    for heading, facts in groupby(card.facts, key=lambda fact: fact.heading):
        yield Line(
            heading,
            tuple(
                Value(
                    fact.words, fact.lang, fact.address, safe_link(fact.words) if fact.name == "page" else ""
                )
                for fact in facts
            ),
        )


def _beside(address: str, kinds: set[str], ask: Ask, lang: str) -> Iterator[Beside]:
    """Yield the tables of a page: what was reported of a task, its points to check, tasks of a workstream."""
    if "Task" in kinds and "/s-" not in address:
        facts = next((row for row in ask("task-facts") if row["task_address"] == address), None)
        ref = facts["ref"] if facts else ""
        reports = [row for row in ask("status-history") if row["task_address"] == address]
        yield from _table("reported", _REPORT, reports, "", lang)
        notes = [row for row in ask("source-notes") if row["ref"] == ref]
        yield from _table("points", ("row", "message", "found"), notes, "", lang)
    if kinds & {"Workstream", "Workplan"}:
        rows = [row for row in ask("mandates-by-task") if row["task"].startswith(f"{address}/")]
        yield from _table("tasks", ("ref", "short_title", "mandate", "row"), rows, "task", lang)
    if "Decision" in kinds:
        rows = [row for row in ask("coverage-by-paragraph") if row["in_decision"] == address]
        names = ("paragraph", "coverage", "role", "directed_to", "tasks")
        yield from _table("places", names, rows, "provision", lang)


def _table(key: str, names: Sequence[str], rows: list[Row], thing: str, lang: str) -> Iterator[Beside]:
    """Yield a table of rows, the first column leading to what stands in the column `thing`."""
    if rows:
        headings = tuple(say(f"column.{name}", lang) for name in names)
        shown = tuple(
            tuple(
                Value(_words(row, name, lang), address=row[thing] if thing and at == 0 else "")
                for at, name in enumerate(names)
            )
            for row in rows
        )
        yield Beside(say(f"web.{key}", lang), headings, shown)


_REPORT = ("status_date", "task_status", "reported_by", "output_title", "next_step", "for_meeting")
_CODES = {"task_status": "task-status", "coverage": "coverage", "role": "group-role"}


def _words(row: Row, name: str, lang: str) -> str:
    return say(f"{_CODES[name]}.{row[name]}", lang) if name in _CODES and row[name] else row[name]


ROUTES = [
    Route("/id/{path:path}", thing),
    Route("/graph/{path:path}", thing),
    Route("/target/{path}", thing),
    Route("/goal/{path}", thing),
]
