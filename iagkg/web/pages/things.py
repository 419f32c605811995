"""The page of one thing, at the path of its address, and the same as data: by suffix or by Accept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.citation import exact_iri, parse_citations
from iagkg.names import KMGBF, PREFIXES
from iagkg.report.find_model import Card
from iagkg.report.find_places import Ask, place_card
from iagkg.report.find_tasks import target_cards, task_cards
from iagkg.web.addresses import HOME, address_of, safe_link
from iagkg.web.data import MEDIA, as_data, data_links, linked, not_on_offer, suffix_wanted, written
from iagkg.web.explorer import Explorer, Row
from iagkg.web.pages.common import FileLink, Line, Value, grouped
from iagkg.web.render import explorer_of, language_of, page
from iagkg.wording import say

__all__ = ["ROUTES"]

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
        wanted = suffix_wanted(request)
        if wanted is None:
            return not_on_offer(path)
        suffix = wanted
    links = data_links(request, path)
    if suffix == "html":
        return linked(_shown(request, explorer, address, links), links)
    return linked(as_data(written(_said(explorer, address), suffix), suffix), links)


def _said(explorer: Explorer, address: str) -> Iterator[ox.Triple]:
    """Yield what is said of a thing, and what points to it."""
    node, engine = ox.NamedNode(address), explorer.store.engine
    for pattern in ((node, None, None, None), (None, None, node, None)):
        yield from (quad.triple for quad in engine.quads_for_pattern(*pattern))


def _shown(request: Request, explorer: Explorer, address: str, links: list[FileLink]) -> Response:
    lang = language_of(request)

    ask = partial(explorer.ask, lang=lang)
    types = [one.value for one in explorer.about(address) if one.predicate == _TYPE]
    kinds = {kind.rpartition("#")[2] for kind in types if kind.startswith(f"{HOME}/ontology#")}
    cards = list(_cards(explorer, address, kinds, ask, lang))
    title = cards[0].reference if cards else explorer.label(address, lang)
    own = next((fact.words for card in cards for fact in card.facts if fact.name == "short-title"), "")
    kind = next((explorer.label(one, lang) for one in types if one.startswith(f"{HOME}/ontology#")), "")
    return page(
        request,
        "thing.html",
        title=title,
        own=own,
        kind=kind,
        cards=[list(_lines(card)) for card in cards],
        tables=list(_beside(address, kinds, ask, lang)),
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
        for citation in parse_citations(explorer.label(address, "en")).citations:
            if exact_iri(citation) == address:
                yield place_card(citation, ask, lang)
                return
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
    Route("/software/{path:path}", thing),
    Route("/ontology/{path:path}", thing),
    Route("/dataset", thing),
    Route("/dataset.{suffix}", thing),
    Route("/dataset/{path:path}", thing),
    Route("/target/{path}", thing),
    Route("/goal/{path}", thing),
]
