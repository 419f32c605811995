"""The first page: which decision paragraphs the tasks rest on, by decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.report.coverage import Coverage, coverage
from iagkg.report.coverage_filters import FILTERS, checked
from iagkg.report.coverage_part import Part
from iagkg.web.explorer import Explorer, Row
from iagkg.web.pages.common import behind, day_of, downloads, words_of
from iagkg.web.render import explorer_of, language_of, page
from iagkg.web.tables import file_of
from iagkg.wording import say

__all__ = ["ROUTES", "parts_of"]

_NAMES = ("decision", *FILTERS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, the thing they name, and the text of a paragraph or the page where it stands."""

    words: str
    address: str = ""
    text: str = ""
    tongue: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row; `first` where it begins a place."""

    cells: tuple[Cell, ...]
    first: bool
    not_cited: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, what it can be set to, and what it is set to."""

    name: str
    choices: tuple[Choice, ...]
    value: str


def start(request: Request) -> Response:
    """Show the first page."""
    explorer, lang, day = explorer_of(request), language_of(request), day_of(request)
    values = _values(request)
    found = coverage(explorer.store, values, day, lang)
    return page(
        request,
        "start.html",
        head=found.head[1:],
        foot=found.foot[:-1],
        columns=words_of(found.columns, lang),
        parts=parts_of(found, explorer, lang),
        filters=_filters(explorer, values, lang),
        as_of=day.isoformat(),
        downloads=downloads(request, "/paragraphs"),
        queries=behind(["tasks-by-paragraph", "coverage-by-paragraph"], {**values, "lang": lang}),
    )


def parts_of(found: Coverage, explorer: Explorer, lang: str) -> list[dict[str, object]]:
    """Return the decisions of the first screen, each cell with what it names, paragraphs with their texts."""
    texts: dict[str, list[Row]] = {}
    for row in explorer.ask("texts-cited", lang=lang):
        texts.setdefault(row["provision"], []).append(row)
    return [
        {
            "heading": part.heading,
            "address": part.address,
            "rows": _rows(part, found.columns, texts, lang),
            "notes": part.notes,
        }
        for part in found.parts
    ]


def _values(request: Request) -> dict[str, str]:
    return {name: value for name in _NAMES if (value := request.query_params.get(name, "").strip())}


def _rows(part: Part, columns: Sequence[str], texts: dict[str, list[Row]], lang: str) -> list[ShownRow]:
    rows = []
    for cells, (place, task) in zip(part.rows, part.links, strict=True):
        by_name = dict(zip(columns, cells, strict=True))
        first = bool(by_name["paragraph"])
        known = texts.get(place, []) if first else []
        rows.append(ShownRow(tuple(_cell(n, w, place, task, known, lang) for n, w in by_name.items()), first))
    for cells, place in zip(part.not_cited, part.not_cited_links, strict=True):
        by_name = dict(zip(columns, cells, strict=True))
        rows.append(ShownRow(tuple(_cell(n, w, place, "", [], lang) for n, w in by_name.items()), True, True))
    return rows


def _cell(  # noqa: PLR0913, PLR0917  # what a cell is made of
    name: str, words: str, place: str, task: str, texts: list[Row], lang: str
) -> Cell:
    if name == "cited-by":
        return Cell(words, task)
    if name != "paragraph" or not words:
        return Cell(words)
    loaded = [row for row in texts if row["text"]]
    best = next((row for code in (lang, "en") for row in loaded if row["language"] == code), None)
    best = best or next(iter(loaded), None)
    if best:
        return Cell(words, place, best["text"], best["language"])
    return Cell(words, place, page=texts[0]["page"] if texts else "")


def _filters(explorer: Explorer, values: dict[str, str], lang: str) -> list[Filter]:
    known: dict[str, list[Choice]] = {name: [] for name in _NAMES}
    for row in explorer.ask("decisions-cited", lang=lang):
        words = f"{row['decision_number']} {row['decision_title']}".strip()
        known["decision"].append(Choice(row["decision_number"], words[:80]))
    for row in explorer.ask("filter-values", lang=lang):
        words = row["words"] if row["words"].startswith(row["code"]) else f"{row['code']} {row['words']}"
        known.setdefault(row["filter"], []).append(Choice(row["code"], words.strip()[:80]))
    return [Filter(name, tuple(choices), values.get(name, "")) for name, choices in known.items() if choices]


def paragraphs(request: Request) -> Response:
    """Give every paragraph with its class as a file."""
    explorer, lang = explorer_of(request), language_of(request)
    values = checked(explorer.store, _values(request))
    table = explorer.table("coverage-by-paragraph", **values, lang=lang)
    return file_of(request, table, "paragraphs", [say("coverage.note", lang), say("disclaimer", lang)])


ROUTES = [
    Route("/", start, name="start"),
    Route("/paragraphs.{form:fileform}", paragraphs),
]
