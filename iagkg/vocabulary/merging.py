"""Add imported terms to the hand-kept vocabulary; what the tables say is never overwritten.

A thesaurus file is official. Its words fill what the tables leave open (a label, a language, a definition);
where a table has other words, those stay and the difference is a conflict. Its broader links take the place
of links that the tables only infer.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from iagkg.vocabulary.imported import Imported
from iagkg.vocabulary.loops import loops
from iagkg.vocabulary.model import Label, Role, Scheme, Term, Vocabulary

__all__ = ["Conflict", "conflicts", "with_imported"]

_FILE = "an imported thesaurus file"
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A term of a thesaurus file that says something else than the tables: what, and both values."""

    identifier: str
    what: str
    here: str
    there: str


def same_words(one: str, other: str) -> bool:
    """Tell whether two labels differ in nothing but the form of letters, quotation marks and blanks."""
    first, second = (unicodedata.normalize("NFC", text).translate(_QUOTES) for text in (one, other))
    return " ".join(first.split()) == " ".join(second.split())


def conflicts(shipped: Vocabulary, imported: Iterable[Imported]) -> list[Conflict]:
    """Return where imported terms differ from the tables: labels, and broader links that a source shows."""
    found = []
    for term in imported:
        known = shipped.by_key.get((term.domain, term.identifier))
        if known is None:
            continue
        for lang, text in sorted(term.title.items()):
            ours = [x for x in known.labels if x.lang == lang and x.kind != "unofficial"]
            names = [x.text for x in ours if x.role != "definition"]
            if known.label(lang) and not any(same_words(name, text) for name in names):
                found.append(Conflict(term.identifier, lang, known.label(lang), text))
        if known.broader_confidence == "seen" and term.broader and set(term.broader) != set(known.broader):
            here, there = ("|".join(sorted(links)) for links in (known.broader, term.broader))
            found.append(Conflict(term.identifier, "broader", here, there))
    return found


def with_imported(shipped: Vocabulary, imported: Sequence[tuple[str, Imported]]) -> Vocabulary:
    """Return the vocabulary with the imported terms added; `imported` are pairs of place and term.

    Only links to terms of the same domain are taken, and none that would go round.
    """
    if not imported:
        return shipped
    by_key = dict(shipped.by_key)
    for place, term in imported:
        key = (term.domain, term.identifier)
        scheme = shipped.domains.get(term.domain)
        framework = scheme is not None and scheme.kind == "framework"
        by_key[key] = _with_words(by_key.get(key) or _new(term, place), term, framework)
    superseded = []
    for domain, above in _links_above([term for _, term in imported]).items():
        for identifier, broader in above.items():
            known = by_key.get((domain, identifier))
            links = tuple(sorted(b for b in broader if (domain, b) in by_key and b != identifier))
            if known is None or known.broader_confidence == "seen" or not links:
                continue
            if known.broader and set(known.broader) != set(links):
                superseded.append(f"{identifier}: {'|'.join(known.broader)} > {'|'.join(links)}")
            by_key[domain, identifier] = replace(
                known, broader=links, broader_confidence="imported", evidence="the imported thesaurus"
            )
        _break_loops(by_key, domain)
    for _, term in imported:
        known = by_key[term.domain, term.identifier]
        near = {
            other
            for other in term.related
            if (term.domain, other) in by_key and not _in_line(by_key, term.domain, term.identifier, other)
        }
        by_key[term.domain, term.identifier] = replace(known, related=tuple(sorted(near)))
    new = sorted({term.domain for _, term in imported} - set(shipped.domains))
    schemes = (
        *shipped.schemes,
        *(Scheme(d, {"en": d}, "official", "an imported thesaurus file") for d in new),
    )
    return replace(shipped, schemes=schemes, terms=tuple(by_key.values()), superseded=tuple(superseded))


def _new(term: Imported, place: str) -> Term:
    return Term(term.domain, term.identifier, source=_FILE, confidence="imported", place=place)


def _with_words(term: Term, more: Imported, framework: bool) -> Term:
    labels = list(term.labels)

    def add(words: dict[str, str], role: Role) -> None:
        for lang, text in sorted(words.items()):
            own = [x for x in labels if x.lang == lang and x.kind != "unofficial"]
            if role != "alternative" and any(x.role == role for x in own):
                continue
            if role != "definition" and any(x.text == text and x.role != "definition" for x in own):
                continue
            labels.append(Label(text, lang, role, "imported", more.source))

    add(more.title, "alternative" if framework else "preferred")  # their preferred label is "Target 21"
    add(more.short_title, "alternative")
    add(more.description, "definition")
    add(more.long_description, "definition")
    official = {(x.lang, x.role) for x in labels if x.kind == "imported"}
    kept = tuple(x for x in labels if x.kind != "unofficial" or (x.lang, x.role) not in official)
    return replace(term, labels=kept)


def _in_line(by_key: dict[tuple[str, str], Term], domain: str, one: str, other: str) -> bool:
    """Tell whether two terms are the same or one stands above the other (SKOS S27 keeps those apart)."""
    for start, sought in ((one, other), (other, one)):
        reached, waiting = {start}, [start]
        while waiting:
            above = set(by_key[domain, waiting.pop()].broader) - reached
            reached |= above
            waiting.extend(above)
        if sought in reached:
            return True
    return False


def _links_above(imported: Iterable[Imported]) -> dict[str, dict[str, set[str]]]:
    above: dict[str, dict[str, set[str]]] = {}
    for term in imported:
        domain = above.setdefault(term.domain, {})
        domain.setdefault(term.identifier, set()).update(term.broader)
        for below in term.narrower:
            domain.setdefault(below, set()).add(term.identifier)
    return above


def _break_loops(by_key: dict[tuple[str, str], Term], domain: str) -> None:
    """Leave out the imported links of terms that stand in a loop; lint names the loop."""
    while found := loops({key[1]: term.broader for key, term in by_key.items() if key[0] == domain}):
        for loop in found:
            for identifier in loop:
                term = by_key[domain, identifier]
                if term.broader_confidence != "seen":
                    by_key[domain, identifier] = replace(term, broader=(), broader_confidence="", evidence="")
