"""The matrix: decision paragraphs against tasks, narrowed by facets whose every state is an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.web.explorer import Explorer, Row
from iagkg.web.pages.common import behind, downloads
from iagkg.web.render import explorer_of, language_of, page
from iagkg.web.tables import file_of
from iagkg.wording import say

__all__ = ["ROUTES"]

_LEGEND = ("direct", "parts-some", "whole", "none")
FACETS = ("decision", "section", "workstream", "task", "directed_to", "role", "class")
_MARKS = {
    "direct": "\u25cf",
    "parts-all": "\u25cf",
    "parts-some": "\u25d1",
    "whole": "\u25d0",
    "none": "\u25cb",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: its row of coverage, the tasks that cite it or what contains it, its values by facet."""

    row: Row
    tasks: Mapping[str, str]
    values: Mapping[str, frozenset[str]]


def matrix(request: Request) -> Response:
    """Show the matrix."""
    explorer, lang = explorer_of(request), language_of(request)
    places, tasks = _places(explorer, lang), explorer.ask("mandates-by-task", lang=lang)
    selected = _selected(request)
    shown = [place for place in places if _fits(place, selected)]
    wanted = selected.get("workstream", set()), selected.get("task", set())
    columns = [
        row
        for row in tasks
        if (not wanted[0] or row["ref"].partition(".")[0] in wanted[0])
        and (not wanted[1] or row["ref"] in wanted[1])
    ]
    titles = {row["decision"]: row for row in explorer.ask("decisions-cited", lang=lang)}
    groups: list[dict[str, object]] = []
    for place in shown:
        address = place.row["in_decision"]
        if not groups or groups[-1]["address"] != address:
            title = titles.get(address, {}).get("decision_title", "")
            groups.append(
                {"address": address, "heading": f"{place.row['decision_number']} {title}".strip(), "rows": []}
            )
        rows = groups[-1]["rows"]
        assert isinstance(rows, list)  # noqa: S101  # as made above
        rows.append(_shown(place, columns, lang))
    return page(
        request,
        "matrix.html",
        groups=groups,
        tasks=[{"ref": row["ref"], "title": row["short_title"], "address": row["task"]} for row in columns],
        count=len(shown),
        facets=[_facet(name, places, selected, lang) for name in FACETS],
        selected=bool(selected),
        legend=[
            (_MARKS[code], say(f"coverage.{code}", lang))
            for code in ("direct", "parts-some", "whole", "none")
        ],
        downloads=downloads(request, "/matrix"),
        queries=behind(["coverage-by-paragraph", "tasks-by-paragraph"], {"lang": lang}),
    )


def matrix_file(request: Request) -> Response:
    """Give the places that are shown as a file, a row a place, with their tasks in one column."""
    explorer, lang = explorer_of(request), language_of(request)
    selected = _selected(request)
    keep = {place.row["provision"] for place in _places(explorer, lang) if _fits(place, selected)}
    table = explorer.table("coverage-by-paragraph", lang=lang)
    at = table.columns.index("provision")
    rows = tuple(row for row in table.rows if getattr(row[at], "value", row[at]) in keep)
    return file_of(request, replace(table, rows=rows), "matrix", [say("coverage.note", lang)])


def _places(explorer: Explorer, lang: str) -> list[Place]:
    """Return the places of the decisions that the workplan cites, with the tasks of each."""
    cited = {row["decision"] for row in explorer.ask("decisions-cited", lang=lang)}
    direct: dict[str, dict[str, str]] = {}
    by_label: dict[str, dict[str, str]] = {}
    for row in explorer.ask("tasks-by-paragraph", lang=lang):
        direct.setdefault(row["provision"], {})[row["ref"]] = "direct"
        by_label.setdefault(row["paragraph"], {})[row["ref"]] = "whole"
    places = []
    for row in explorer.ask("coverage-by-paragraph", lang=lang):
        if row["in_decision"] not in cited or row["implied"] == "true":
            continue
        tasks = {**by_label.get(row["cited_through"], {}), **direct.get(row["provision"], {})}
        section = row["paragraph"].removeprefix(row["decision_number"]).strip(" ,").partition(",")[0]
        values = {
            "decision": frozenset({row["decision_number"]}),
            "section": frozenset({section} if not section.startswith("para") else ()),
            "workstream": frozenset(ref.partition(".")[0] for ref in tasks),
            "task": frozenset(tasks),
            "directed_to": frozenset(filter(None, row["directed_to"].split("; "))),
            "role": frozenset({row["role"]}),
            "class": frozenset({row["coverage"]}),
        }
        places.append(Place(row, tasks, values))
    return places


def _selected(request: Request) -> dict[str, set[str]]:
    return {
        name: set(found) for name in FACETS if (found := [v for v in request.query_params.getlist(name) if v])
    }


def _fits(place: Place, selected: Mapping[str, set[str]], without: str = "") -> bool:
    return all(values & place.values[name] for name, values in selected.items() if name != without)


def _facet(
    name: str, places: Sequence[Place], selected: Mapping[str, set[str]], lang: str
) -> dict[str, object]:
    """Return the values of a facet: how many places each would show, and what selects or deselects it."""
    counts: dict[str, int] = {}
    for place in places:
        for value in place.values[name]:
            counts.setdefault(value, 0)
            counts[value] += _fits(place, selected, name)
    on = selected.get(name, set())
    choices = [
        {
            "words": _words(name, value, lang),
            "count": count,
            "on": value in on,
            "next": sorted(on - {value} if value in on else on | {value}),
        }
        for value, count in counts.items()
        if count or value in on
    ]
    return {"name": name, "choices": choices}


def _words(name: str, value: str, lang: str) -> str:
    if name == "class":
        return say(f"coverage.{value}", lang)
    return say(f"group-role.{value}", lang) if name == "role" else value


def _shown(place: Place, tasks: Sequence[Row], lang: str) -> dict[str, object]:
    row, code = place.row, place.row["coverage"]
    label = row["paragraph"].removeprefix(row["decision_number"]).lstrip(", ") or row["paragraph"]
    cells = []
    for task in tasks:
        how = place.tasks.get(task["ref"], "")
        words = f"{task['ref']} {say(f'coverage.{how}', lang)}" if how else ""
        cells.append({"mark": _MARKS.get(how, ""), "words": words})
    return {
        "address": row["provision"],
        "paragraph": label,
        "code": code,
        "words": f"{_MARKS[code]} {say(f'coverage.{code}', lang)}",
        "cells": cells,
    }


ROUTES = [Route("/matrix", matrix), Route("/matrix.{form:fileform}", matrix_file)]
