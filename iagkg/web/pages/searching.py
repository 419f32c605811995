"""Search: a citation in any spelling, a task, a target, or words."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.report.find import find
from iagkg.report.find_text import snippet
from iagkg.web.render import explorer_of, language_of, page

__all__ = ["ROUTES"]

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage in pieces, each with whether it is what was looked for."""

    lang: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A thing in which the words were found."""

    reference: str
    title: str
    address: str
    passages: tuple[Shown, ...]
    others: tuple[str, ...]


def search(request: Request) -> Response:
    """Show what is found."""
    words = request.query_params.get("q", "")[:_LONGEST].strip()
    lang = language_of(request)
    if not words:
        return page(request, "search.html", q="", cards=(), hits=(), notes=())
    found = find(explorer_of(request).store, words, lang)
    hits = [
        ShownHit(
            hit.reference,
            hit.title,
            hit.address,
            tuple(
                Shown(one.lang, tuple((piece, style == "bold") for piece, style in snippet(one)))
                for one in hit.passages
            ),
            hit.others,
        )
        for hit in found.hits
    ]
    return page(request, "search.html", q=words, cards=found.cards, hits=hits, notes=found.notes)


ROUTES = [Route("/search", search)]
