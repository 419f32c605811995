"""What changed in the numbering between two versions of a decision, and which citations that concerns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from iagkg.citation import containers, exact_iri
from iagkg.citation.model import Citation
from iagkg.register.model import PLACE, Paragraph

__all__ = ["Affected", "CitedIn", "Renumbered", "affected", "renumbered"]

ALIKE = 0.75
"""Share of common words from which two texts count as one text at another number."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A place that vanished, appeared, or whose text stands at another number now (`to`)."""

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
    fresh = {place: words for place, words in new.items() if _alike(words, old.get(place, "")) < ALIKE}
    changes: list[Renumbered] = []
    moved: set[Place] = set()
    for place, words in old.items():
        if _alike(words, new.get(place, "")) >= ALIKE:
            continue
        best = max(fresh, key=lambda other: _alike(words, fresh[other]), default=None)
        if best is not None and _alike(words, fresh[best]) >= ALIKE:
            changes.append(Renumbered("moved", place, best, words))
            moved.add(best)
            del fresh[best]
        elif place not in new:
            changes.append(Renumbered("vanished", place, (), words))
    changes += [
        Renumbered("appeared", place, (), words)
        for place, words in new.items()
        if place not in old and place not in moved
    ]
    return tuple(changes)


def _texts(paragraphs: Iterable[Paragraph], lang: str) -> dict[Place, str]:
    return {
        item.place: words
        for item in paragraphs
        if (words := item.text.get(lang, "")) and item.kind not in {"preamble", "footnote"}
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
    """Return the citations that name a changed place, something in it, or the paragraph around it."""
    places = [(change, address) for change in changes if (address := _address(decision, change.place))]
    return tuple(
        Affected(item, change)
        for item in cited
        for change, address in places
        if address in set(_reached(item.citation))
        or (item.citation.para and f"{address}/".startswith(f"{exact_iri(item.citation)}/"))
    )


def _address(decision: Citation, place: Place) -> str | None:
    values: Mapping[str, Any] = dict(zip(PLACE, (name or None for name in place), strict=False))
    return exact_iri(replace(decision, printed="", **values))


def _reached(citation: Citation) -> Iterator[str]:
    for container in containers(citation):
        if container.kind not in {"section", "annex"} or container.citation.para:
            yield container.iri
    if citation.para is None and (own := exact_iri(citation)):
        yield own
