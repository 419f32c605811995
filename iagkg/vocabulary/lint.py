"""Look over the vocabulary: unknown, dead and doubled identifiers, loops, labels, the crosswalk."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iagkg.problem import Severity
from iagkg.vocabulary.imported import Imported
from iagkg.vocabulary.loops import loops
from iagkg.vocabulary.model import LANGUAGES, Term, Vocabulary
from iagkg.wording import say

__all__ = ["Finding", "lint_imported", "lint_vocabulary"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: how grave, a stable code, the identifier it is about, the words, the places.

    `suggestions` are identifiers that may be meant instead.
    """

    severity: Severity
    code: str
    identifier: str
    message: str
    places: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def lint_vocabulary(
    vocabulary: Vocabulary, lang: str = "en", domains: Iterable[str] = (), *, every: bool = False
) -> list[Finding]:
    """Return what is to be said of the terms of `domains` (empty: all), the gravest first.

    With `every` each term without a label in a language is listed; else they are counted.
    """
    chosen = set(domains) or set(vocabulary.domains)
    terms = [term for term in vocabulary.terms if term.domain in chosen]
    found = [
        *_in_several_domains(vocabulary, terms, lang),
        *_dead_above(vocabulary, terms, lang),
        *_doubled_labels(vocabulary, terms, lang),
        *_without_label(terms, lang),
        *_languages(vocabulary, terms, lang, every),
        *(_crosswalk(vocabulary, lang) if not domains else ()),
    ]
    return sorted(found, key=lambda each: ("error", "warning", "info").index(each.severity))


def lint_imported(
    imported: Iterable[tuple[str, Imported]], known: Vocabulary, lang: str = "en"
) -> list[Finding]:
    """Return what is to be said of terms as a thesaurus file has them: their links and labels.

    `known` is the whole vocabulary with them in it; `imported` are pairs of place and term.
    """
    rows = list(imported)
    found: list[Finding] = []
    above: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for _, term in rows:
        above[term.domain].setdefault(term.identifier, set()).update(term.broader)
        for below in term.narrower:
            above[term.domain].setdefault(below, set()).add(term.identifier)
    for place, term in rows:
        places = (place,) if place else ()
        found += [
            *_links(term, places, known, lang),
            *_clashes(term, places, lang),
            *_orphan(term, places, above[term.domain][term.identifier], known, lang),
        ]
    for domain, links in above.items():
        for loop in loops({name: tuple(sorted(broader)) for name, broader in links.items()}):
            way = " > ".join((*loop, loop[0]))
            found.append(
                Finding("error", "loop", loop[0], say("vocabulary.loop", lang, way=way, domain=domain))
            )
    return found


def _links(term: Imported, places: tuple[str, ...], known: Vocabulary, lang: str) -> Iterator[Finding]:
    for name in dict.fromkeys((*term.broader, *term.narrower, *term.related)):
        if (term.domain, name) in known.by_key:
            continue
        elsewhere = ", ".join(sorted(other.domain for other in known.named(name)))
        values = {"identifier": term.identifier, "other": name, "domain": term.domain}
        if elsewhere:
            message = say("vocabulary.other-domain", lang, elsewhere=elsewhere, **values)
            yield Finding("error", "other-domain", term.identifier, message, places)
        else:
            message = say("vocabulary.link-unknown", lang, **values)
            yield Finding("error", "link-unknown", term.identifier, message, places)


def _clashes(term: Imported, places: tuple[str, ...], lang: str) -> Iterator[Finding]:
    for language in LANGUAGES:
        if term.title.get(language) and term.title[language] == term.short_title.get(language):
            message = say("vocabulary.label-clash", lang, identifier=term.identifier, language=language)
            yield Finding("warning", "label-clash", term.identifier, message, places)


def _orphan(
    term: Imported, places: tuple[str, ...], above: set[str], known: Vocabulary, lang: str
) -> Iterator[Finding]:
    if above and not any((term.domain, name) in known.by_key for name in above):
        message = say("vocabulary.orphan", lang, identifier=term.identifier)
        yield Finding("warning", "orphan", term.identifier, message, places)


def _in_several_domains(vocabulary: Vocabulary, terms: list[Term], lang: str) -> Iterator[Finding]:
    for identifier in dict.fromkeys(term.identifier for term in terms):
        same = vocabulary.named(identifier)
        if len(same) > 1:
            domains = ", ".join(term.domain for term in same)
            message = say("vocabulary.identifier-doubled", lang, identifier=identifier, domains=domains)
            yield Finding("warning", "identifier-doubled", identifier, message, tuple(t.place for t in same))


def _dead_above(vocabulary: Vocabulary, terms: list[Term], lang: str) -> Iterator[Finding]:
    for term in terms:
        for name in term.broader:
            if vocabulary.by_key[term.domain, name].status and not term.status:
                message = say("vocabulary.dead-broader", lang, identifier=term.identifier, other=name)
                yield Finding("error", "dead-broader", term.identifier, message, (term.place,))


def _doubled_labels(vocabulary: Vocabulary, terms: list[Term], lang: str) -> Iterator[Finding]:
    explained = {
        frozenset(((r.domain, r.identifier), (r.other_domain, r.other))) for r in vocabulary.relations
    }
    by_label: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        for language in LANGUAGES:
            if label := term.label(language):
                by_label[term.domain, language, label.casefold()].append(term)
    for (domain, language, _), same in by_label.items():
        if len(same) > 1:
            pair = frozenset((term.domain, term.identifier) for term in same)
            names = ", ".join(term.identifier for term in same)
            message = say(
                "vocabulary.label-doubled", lang, label=same[0].label(language), names=names, domain=domain
            )
            severity: Severity = "info" if pair in explained else "warning"
            yield Finding(
                severity, "label-doubled", same[0].identifier, message, tuple(t.place for t in same)
            )


def _without_label(terms: list[Term], lang: str) -> Iterator[Finding]:
    for term in terms:
        if not any(term.label(language) for language in LANGUAGES):
            message = say("vocabulary.no-label", lang, identifier=term.identifier)
            yield Finding("info", "no-label", term.identifier, message, (term.place,))


def _languages(vocabulary: Vocabulary, terms: list[Term], lang: str, every: bool) -> Iterator[Finding]:
    labelled = [term for term in terms if any(term.label(language) for language in LANGUAGES)]
    totals = Counter(term.domain for term in labelled)
    for domain in vocabulary.domains:
        lists = {
            language: [t for t in labelled if t.domain == domain and not t.label(language)]
            for language in LANGUAGES
        }
        counts = ", ".join(f"{language} {len(without)}" for language, without in lists.items() if without)
        if counts:
            message = say("vocabulary.language", lang, domain=domain, total=totals[domain], counts=counts)
            yield Finding("info", "language", "", message)
        for language, without in lists.items() if every else ():
            for term in without:
                names = {"identifier": term.identifier, "name": term.name}
                message = say("vocabulary.language-one", lang, language=language, **names)
                yield Finding("info", "language-one", term.identifier, message, (term.place,))


def _crosswalk(vocabulary: Vocabulary, lang: str) -> Iterator[Finding]:
    unknown: dict[str, list[str]] = defaultdict(list)
    for link in vocabulary.links:
        values = {"target": link.target, "raw": link.raw, "identifier": link.identifier}
        if not link.identifier:
            unknown[link.raw].append(link.target)
        elif link.raw != link.identifier:
            message = say("vocabulary.crosswalk-spelling", lang, **values)
            yield Finding("info", "crosswalk-spelling", link.raw, message, (link.place,), (link.identifier,))
    for raw, targets in unknown.items():
        message = say("vocabulary.crosswalk-unknown", lang, raw=raw, targets=", ".join(targets))
        yield Finding("warning", "crosswalk-unknown", raw, message)
