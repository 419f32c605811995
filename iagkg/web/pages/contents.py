"""All things with a page of their own, by kind: what stands in for the search where nothing can be asked."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.names import KMGBF, PREFIXES
from iagkg.web.addresses import HOME, page_of
from iagkg.web.explorer import Explorer
from iagkg.web.pages.common import Value
from iagkg.web.render import explorer_of, language_of, page
from iagkg.wording import say

__all__ = ["ROUTES"]

_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_FIRST = ("Task", "Workstream", "Workplan", "Decision", "Provision", "Recommendation")


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one kind."""

    heading: str
    things: tuple[Value, ...]


def contents(request: Request) -> Response:
    """List all things."""
    explorer, lang = explorer_of(request), language_of(request)
    kinds: dict[str, set[str]] = {}
    for kind, address in _typed(explorer):
        kinds.setdefault(kind, set()).add(address)
    refs = {row["task"]: row["ref"] for row in explorer.ask("mandates-by-task", lang=lang)}
    found = []
    for kind in sorted(kinds, key=lambda one: (_rank(one), one)):
        things = [(_name(explorer, refs, address, lang), address) for address in kinds[kind]]
        found.append(
            Kind(
                explorer.label(kind, lang) if kind.startswith("http") else say(kind, lang),
                tuple(Value(words, address=address) for words, address in sorted(things, key=_natural)),
            )
        )
    return page(request, "contents.html", kinds=found, left_out=request.app.state.settings.left_out)


def _typed(explorer: Explorer) -> Iterator[tuple[str, str]]:
    """Yield each thing that has a page, with the class by which it is listed."""
    engine = explorer.store.engine
    classes: dict[str, set[str]] = {}
    for quad in engine.quads_for_pattern(None, None, None, None):
        for one in (quad.subject, quad.object):  # what is only named has a page too
            if isinstance(one, ox.NamedNode):
                classes.setdefault(one.value, set())
        if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
            classes.setdefault(str(getattr(quad.subject, "value", "")), set()).add(quad.object.value)
    for address, types in classes.items():
        if address.startswith(KMGBF) and page_of(address):
            yield "web.goals-and-targets", address
        elif address.startswith(f"{HOME}/id/"):
            own = sorted(one for one in types if one.startswith(f"{HOME}/ontology#"))
            ranked = sorted(own, key=lambda one: (_rank(one), one))
            yield (ranked[0] if ranked else "web.other-things"), address
        elif page_of(address) and "#" not in address:
            yield "web.graphs", address


def _rank(kind: str) -> int:
    name = kind.rpartition("#")[2]
    return _FIRST.index(name) if name in _FIRST else len(_FIRST) + kind.startswith("web.")


def _name(explorer: Explorer, refs: dict[str, str], address: str, lang: str) -> str:
    ref, label = refs.get(address, ""), explorer.label(address, lang)
    return label if label.startswith(ref) else f"{ref} {label}"


def _natural(one: tuple[str, str]) -> list[tuple[int, str]]:
    words = "".join(f" {c} " if not c.isalnum() else c for c in one[0]).split()
    return [(int(word), "") if word.isdecimal() and word.isascii() else (0, word) for word in words] + [
        (0, one[1])
    ]


ROUTES = [Route("/contents", contents)]
