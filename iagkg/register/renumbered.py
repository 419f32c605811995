"""What changed in the numbering between two versions of a decision, and which citations that concerns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from iagkg.citation import containers, exact_iri
from iagkg.citation.model import Citation
from iagkg.register.model import PLACE, Paragraph

__all__ = ["Affected", "CitedIn", "Renumbered", "affected", "origins", "renumbered"]

ALIKE = 0.75
"""Share of common words from which two texts count as one text at another number."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A place whose text vanished, appeared, or stands at another number now (`to`)."""

    kind: Literal["vanished", "appeared", "moved"]
    place: Place
    to: Place = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A citation of a workplan: the reference of its task, the document, the citation."""

    reference: str
    document: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Affected:
    """A citation that a change of numbering concerns."""

    cited: CitedIn
    change: Renumbered


def renumbered(before: Iterable[Paragraph], after: Iterable[Paragraph], lang: str) -> tuple[Renumbered, ...]:
    """Return what changed in the numbering of the text in one language, in the order of the old text.

    A text counts as moved where it stands no longer at its number and three quarters of its words stand at
    another one whose text is new there; each place is used once.
    """
    old, new = _texts(before, lang), _texts(after, lang)
    moved, lost, _ = _followed(old, new)
    taken = set(moved.values())
    changes = [
        Renumbered("moved", place, moved[place], words)
        if place in moved
        else Renumbered("vanished", place, (), words)
        for place, words in old.items()
        if place in moved or (place in lost and (place not in new or place in taken))
    ]
    changes += [
        Renumbered("appeared", place, (), words)
        for place, words in new.items()
        if place not in taken and (place not in old or place in moved)
    ]
    return tuple(changes)


def _followed(
    old: Mapping[Place, str], new: Mapping[Place, str]
) -> tuple[dict[Place, Place], set[Place], set[Place]]:
    """Return which place became which, the old places whose text is nowhere, and doubtful new places.

    A new place is doubtful where another one has the text that moved to it just as well.
    """
    fresh = {place: words for place, words in new.items() if _alike(words, old.get(place, "")) < ALIKE}
    moved: dict[Place, Place] = {}
    lost: set[Place] = set()
    doubtful: set[Place] = set()
    for place, words in old.items():
        if _alike(words, new.get(place, "")) >= ALIKE:
            continue
        likeness = {other: _alike(words, fresh[other]) for other in fresh}
        best = max(likeness, key=lambda other: likeness[other], default=None)
        if best is not None and likeness[best] >= ALIKE:
            moved[place] = best
            if sum(share == likeness[best] for share in likeness.values()) > 1:
                doubtful.add(best)
            del fresh[best]
        else:
            lost.add(place)
    return moved, lost, doubtful


def origins(before: Iterable[Paragraph], after: Iterable[Paragraph], lang: str) -> dict[Place, Place | None]:
    """Return for each new place the old one whose text in this language it carries.

    None: its text is new, was rewritten so that it cannot be told, or fits two places. Where what is loaded
    has no text in this language at a place, or the new place has none, the place itself tells. Preambular
    paragraphs and footnotes are followed among themselves.
    """
    loaded, now = list(before), list(after)
    found: dict[Place, Place | None] = {item.place: item.place for item in now}
    for apart in ((), ("preamble",), ("footnote",)):
        old, new = _texts(loaded, lang, apart), _texts(now, lang, apart)
        moved, _, doubtful = _followed(old, new)
        came = {to: place for place, to in moved.items() if to not in doubtful}
        for place, words in new.items():
            if place in came:
                found[place] = came[place]
            elif place in doubtful or (place in old and _alike(words, old[place]) < ALIKE):
                found[place] = None
    return found


def _texts(paragraphs: Iterable[Paragraph], lang: str, kinds: Sequence[str] = ()) -> dict[Place, str]:
    return {
        item.place: words
        for item in paragraphs
        if (words := item.text.get(lang, ""))
        and (item.kind in kinds if kinds else item.kind not in {"preamble", "footnote"})
    }


def _alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    if one == other:
        return 1.0
    first, second = Counter(one.lower().split()), Counter(other.lower().split())
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def affected(
    changes: Sequence[Renumbered], decision: Citation, cited: Iterable[CitedIn]
) -> tuple[Affected, ...]:
    """Return the citations that name a changed place, something in it, or the paragraph around it.

    Each citation comes once, with the change nearest to what it names.
    """
    places = [(change, address) for change in changes if (address := _address(decision, change.place))]
    found = []
    for item in cited:
        reached = set(_reached(item.citation))
        around = [(address, change) for change, address in places if address in reached]
        inside = [
            (address, change)
            for change, address in places
            if item.citation.para and address.startswith(f"{exact_iri(item.citation)}/")
        ]
        if around or inside:
            _, change = max(around, key=lambda pair: len(pair[0])) if around else inside[0]
            found.append(Affected(item, change))
    return tuple(found)


def _address(decision: Citation, place: Place) -> str | None:
    values: Mapping[str, Any] = dict(zip(PLACE, (name or None for name in place), strict=False))
    return exact_iri(replace(decision, printed="", **values))


def _reached(citation: Citation) -> Iterator[str]:
    for container in containers(citation):
        if container.kind not in {"section", "annex"} or container.citation.para:
            yield container.iri
    if citation.para is None and (own := exact_iri(citation)):
        yield own
