"""Whose is a place that stands before its decision: "paragraph 8 of section B of decision 16/9".

One pass from the right; every step looks at a bounded number of neighbours.
"""

from dataclasses import dataclass

from iagkg.citation.pieces import Piece

__all__ = ["OWNERS", "PLACES", "Link", "links"]

PLACES = {"paragraphs", "section", "annex", "locator"}
OWNERS = {"named", "code", "POINTER"}
SEPARATORS = {"COMMA", "AND", "SEMI", "MORE_LETTER", "MORE_ROMAN", "MORE_INT"}


@dataclass(frozen=True, slots=True)
class Link:
    """What a place hangs on: `owner` is the piece of its decision, None where that is refused or open.

    `how` is `of` (the other contains it), `within` (it contains the other), `beside`, `refused` (it is a
    place of something that is no decision), `self` ("paragraph 2 above").
    """

    how: str
    other: int
    owner: int | None


def links(pieces: list[Piece]) -> dict[int, Link]:
    """Return the link of every place that looks forward."""
    found: dict[int, Link] = {}
    for i in range(len(pieces) - 1, -1, -1):
        if pieces[i].rule in PLACES:
            link = forward(pieces, i, found)
            if link is not None:
                found[i] = link
    return found


def rule(pieces: list[Piece], i: int) -> str:
    return pieces[i].rule if i < len(pieces) else ""


def forward(pieces: list[Piece], i: int, found: dict[int, Link]) -> Link | None:
    """Return what the place at `i` hangs on, from what follows it."""
    after = i + 1
    if rule(pieces, after) in {"COMMA", "CLOSE"} and rule(pieces, after + 1) == "OF":
        after += 1
    word = rule(pieces, after)
    if word == "ABOVE":
        return Link("self", after, None)
    if word in {"OF", "TO", "IN"}:
        return belongs(pieces, i, after, found)
    if word in PLACES and pieces[after].rule in PLACES:
        return beside(pieces, i, after, found)
    if word in SEPARATORS and rule(pieces, after + 1) in PLACES:
        return beside(pieces, i, after + 1, found)
    return opening(pieces, i, after)


def opening(pieces: list[Piece], i: int, after: int) -> Link | None:
    """Return the link of a place that opens the text before its decision: "paragraph 8, decision 16/3".

    A decision that names a place of its own after it does not take the one before.
    """
    k = after + (rule(pieces, after) == "COMMA")
    if i > 0 or rule(pieces, k) != "named" or pieces[k].first("DECISION") is None:
        return None
    behind = k + 1 + (rule(pieces, k + 1) in {"COMMA", "OPEN"})
    return None if rule(pieces, behind) in PLACES else Link("of", k, k)


def belongs(pieces: list[Piece], i: int, at: int, found: dict[int, Link]) -> Link | None:
    """Return the link made by "of", "to" or "in" at `at`."""
    word, k = rule(pieces, at), at + 1
    while k < at + 7 and rule(pieces, k) in {"DET", "BODY", "PREBODY", "IN", "OF", "TO"}:
        k += 1
    if rule(pieces, k) in OWNERS:
        return Link("of", k, k)
    if rule(pieces, k) in PLACES:
        below = found.get(k)
        if pieces[k].rule == "paragraphs" and pieces[i].rule not in {"paragraphs", "locator"}:
            return None
        if below is not None and below.how == "refused":
            return Link("refused", k, None)
        return Link("of", k, below.owner if below is not None else None)
    if not rule(pieces, k) or word == "IN" or (word == "TO" and pieces[i].rule not in {"annex", "locator"}):
        return None
    return Link("refused", k, None)


def items_only(piece: Piece) -> bool:
    """Tell whether a piece names items without their paragraph: "subparagraph (c)"."""
    return piece.rule == "paragraphs" and piece.first("INT", "BARE", "ROMLOW") is None


def beside(pieces: list[Piece], i: int, m: int, found: dict[int, Link]) -> Link | None:
    """Return the link to the next place of the same list, where that one looks forward."""
    below = found.get(m)
    if below is None or below.how == "self":
        return None
    if below.how == "refused":
        return Link("refused", m, None)
    spoken = any(pieces[k].rule in {"AND", "SEMI"} for k in range(i + 1, m))
    inner = {"section": {"paragraphs", "locator"}, "annex": {"paragraphs", "locator", "section"}}
    items = items_only(pieces[m]) and not items_only(pieces[i])
    contains = items or pieces[m].rule in inner.get(pieces[i].rule, set())
    return Link("within" if contains and not spoken else "beside", m, below.owner)
