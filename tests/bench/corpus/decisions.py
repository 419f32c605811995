"""One decision: its sections, paragraphs, items and annexes, and what they say.

Sizes are log-normal about a mean of thirty places: many decisions of a page, a few with long annexes. Six in
ten are known in full, a quarter in part, the others by the numbers of their places in a table.
"""

import random
from string import ascii_lowercase

from corpus.plan import Decision, Place
from corpus.words import sentence, skewed

__all__ = ["made_decision"]

MEAN_LOG, SPREAD = 3.05, 0.75
_VERBS = (
    ("requests", "Requests the Executive Secretary"),
    ("invites", "Invites Parties"),
    ("encourages", "Encourages Parties"),
    ("urges", "Urges Parties"),
    ("welcomes", "Welcomes"),
    ("decides", "Decides"),
    ("emphasizes", "Emphasizes"),
)
_ADDRESSEES = {
    "requests": ("executive-secretary", "SBSTTA", "SBI"),
    "invites": ("parties", "other-governments", "organizations"),
    "encourages": ("parties", "other-governments"),
    "urges": ("parties", "donors"),
}
_ROMAN = ("i", "ii", "iii")


def made_decision(chance: random.Random, index: int, earlier: str) -> Decision:
    """Return the decision of an index; `earlier` is the number of one that it may recall, or empty."""
    state = chance.choices(("complete", "partial", "table"), (60, 25, 15))[0]
    langs = () if state == "table" else ("en", "fr") if chance.random() < 0.3 else ("en",)
    places: list[Place] = []
    size = min(300, max(4, round(chance.lognormvariate(MEAN_LOG, SPREAD))))
    annexes = ("I", "II")[: chance.choices((0, 1, 2), (60, 30, 10))[0]]
    body = size if not annexes else max(3, size // 2)
    parts = ("A", "B") if body > 20 and chance.random() < 0.4 else ("",)
    for part in parts:
        _filled(places, chance, state, langs, body // len(parts), part)
    for annex in annexes:
        _filled(places, chance, state, langs, (size - body) // len(annexes), annex=annex)
    session, number = 14 + index % 4, 1 + index // 4
    preambles = tuple(
        (sentence(chance, 25, 120, "Recalling"), earlier if chance.random() < 0.5 else "")
        for _ in range(0 if state == "table" else chance.randint(1, 3))
    )
    return Decision(
        index,
        session,
        number,
        state,
        sentence(chance, 8, 25),
        f"{1990 + 2 * session}-11-{1 + number % 28:02}",
        langs,
        preambles,
        tuple(places),
        _late(places, state),
    )


def _filled(
    places: list[Place],
    chance: random.Random,
    state: str,
    langs: tuple[str, ...],
    size: int,
    part: str = "",
    annex: str = "",
) -> None:
    """Add a section or annex (or what stands in none) with its paragraphs, about as many places as asked."""
    parent, first = -1, len(places)
    if part or annex:
        kind = "section" if part else "annex"
        words = {lang: sentence(chance, 5, 12, lang=lang) for lang in langs}
        status = "text-not-loaded" if state == "table" else "text-loaded"
        places.append(Place(kind, -1, part, annex, status=status, text=words))
        parent = first
    number = 0
    while len(places) - first < max(2, size):
        number += 1
        para = str(number)
        paragraph = len(places)
        places.append(_speaking(chance, state, langs, Place("paragraph", parent, part, annex, para)))
        if chance.random() > 0.3:
            continue
        for letter in ascii_lowercase[: 2 + skewed(chance, 6)]:
            item = len(places)
            one = Place("item", paragraph, part, annex, para, letter)
            places.append(_speaking(chance, state, langs, one))
            if state != "table" and chance.random() < 0.06:
                for roman in _ROMAN:
                    below = Place("subitem", item, part, annex, para, letter, roman)
                    places.append(_speaking(chance, state, langs, below))


def _speaking(chance: random.Random, state: str, langs: tuple[str, ...], place: Place) -> Place:
    """Return a place with its text, verb, addressee and role, as far as its decision is known."""
    seen = state != "table" and (state == "complete" or chance.random() > 0.1)
    verb, head = _VERBS[skewed(chance, len(_VERBS))]
    if place.kind != "paragraph" or place.annex:
        verb, head = "", ""
    median, longest = (35, 400) if place.kind == "paragraph" else (18, 200)
    words = {lang: sentence(chance, median, longest, head, lang) for lang in langs} if seen else {}
    addressees = _ADDRESSEES.get(verb, ())
    directed = addressees[skewed(chance, len(addressees))] if addressees else ""
    if not seen and state != "table":
        verb, directed = "", ""
    role = ""
    if state == "complete" and not place.annex:
        role = chance.choices(("asked", "consulted", "not-named"), (4, 3, 93))[0]
    return Place(
        place.kind,
        place.parent,
        place.part,
        place.annex,
        place.para,
        place.sub,
        place.subsub,
        "text-loaded" if seen else "text-not-loaded",
        role,
        verb,
        directed,
        words,
    )


def _late(places: list[Place], state: str) -> tuple[Place, ...]:
    """Return what is there only if it is cited.

    In a decision known in full: a paragraph that it does not have. Else: the item (d) of a paragraph of
    which nothing is known, so that (a) to (c) are implied.
    """
    bodies = [int(place.para) for place in places if place.kind == "paragraph" and not place.annex]
    part = next((place.part for place in reversed(places) if place.part), "")
    parent = next((n for n, place in enumerate(places) if place.kind == "section" and place.part == part), -1)
    number = str(max(bodies, default=0) + 3)
    one = Place("paragraph", parent, part=part, para=number, status="text-not-seen")
    if state == "complete":
        return (one,)
    return (one, Place("item", len(places), part=part, para=number, sub="d", status="text-not-seen"))
