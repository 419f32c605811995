"""The vocabulary: each term with its definition, examples, what its axioms say, and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.names import IAG
from iagkg.web.addresses import safe_link
from iagkg.web.data import MEDIA, as_data, data_links, linked, not_on_offer, suffix_wanted, written
from iagkg.web.diagram import class_diagram, main_classes, main_diagram
from iagkg.web.explorer import Explorer
from iagkg.web.inferences import Phrase, TermLine, Word, in_order, inferences, sentence, term_word
from iagkg.web.pages.common import FileLink, Value, value_of
from iagkg.web.render import explorer_of, language_of, page
from iagkg.web.vocabulary import FILE, Vocabulary, shipped_vocabulary
from iagkg.wording import say

__all__ = ["ROUTES", "names_of_terms"]

_PROPERTIES = ("ObjectProperty", "DatatypeProperty")


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its address, name, label, definition with its language, notes, what follows, and a picture.

    `examples` are those that the vocabulary itself gives.
    """

    address: str
    name: str
    label: str
    definition: str
    tongue: str
    notes: tuple[TermLine, ...]
    examples: tuple[Word, ...]
    inferences: tuple[TermLine, ...]
    picture: Markup | None


@dataclass(frozen=True, slots=True)
class Example:
    """What the data have of a term: a thing, or a statement about one with its value."""

    thing: Value
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A term and what the data have of it."""

    term: Term
    examples: tuple[Example, ...]


def names_of_terms(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the terms by kind, each with its name for a query and its definition."""
    vocabulary = shipped_vocabulary()
    return [
        (
            say(key, lang),
            [(f"iag:{one.name}", one.definition) for one in _terms(vocabulary, kinds, lang)],
        )
        for key, kinds in (("web.classes", ("Class",)), ("web.properties", _PROPERTIES))
    ]


def ontology(request: Request) -> Response:
    """Show the vocabulary, or give it as data by Accept."""
    suffix = request.path_params.get("suffix") or suffix_wanted(request)
    if suffix is None:
        return not_on_offer("/ontology")
    if suffix not in MEDIA:
        raise HTTPException(404)
    links = data_links(request, "/ontology")
    if suffix == "html":
        return linked(_shown(request, links), links)
    if suffix == "ttl":  # as it is kept, with its comments
        return linked(as_data(FILE.read_bytes(), suffix), links)
    return linked(
        as_data(written((quad.triple for quad in shipped_vocabulary().store), suffix), suffix), links
    )


def _shown(request: Request, links: list[FileLink]) -> Response:
    lang, explorer, vocabulary = language_of(request), explorer_of(request), shipped_vocabulary()
    open_properties = [name for one in main_classes(vocabulary) for name in vocabulary.open_properties(one)]
    seen = tuple((name, end) for name in open_properties if (end := explorer.examples.end_of(name)))
    return page(
        request,
        "vocabulary.html",
        picture=main_diagram(vocabulary, lang, seen),
        apart=_apart(vocabulary, lang),
        classes=[_with_examples(explorer, one, lang) for one in _terms(vocabulary, ("Class",), lang)],
        properties=[_with_examples(explorer, one, lang) for one in _terms(vocabulary, _PROPERTIES, lang)],
        forms=links,
    )


def _apart(vocabulary: Vocabulary, lang: str) -> list[Phrase]:
    found = []
    for group in vocabulary.apart():
        names = sorted(
            (term_word(vocabulary, one, lang) for one in group), key=lambda one: in_order(one.words)
        )
        pieces = [piece for name in names for piece in (Word(", "), name)][1:]
        found.append(sentence("web.term-apart", lang, classes=pieces))
    return found


def _with_examples(explorer: Explorer, term: Term, lang: str) -> Shown:
    """Return a term with what the data have of it, by the names that things have in a language."""

    def named(address: str) -> Value:
        return value_of(explorer, address, address, "", lang)

    if term.picture is not None:
        return Shown(term, tuple(Example(named(one)) for one in explorer.examples.things(term.address)))
    return Shown(
        term,
        tuple(
            Example(named(one.subject), named(one.value) if one.is_address else Value(one.value, one.tongue))
            for one in explorer.examples.statements(term.address, lang)
        ),
    )


@lru_cache(maxsize=32)
def _terms(vocabulary: Vocabulary, kinds: tuple[str, ...], lang: str) -> tuple[Term, ...]:
    """Return the terms of kinds as they are shown, made once a language."""
    return tuple(_term(vocabulary, address, lang) for address in vocabulary.terms(*kinds))


def _term(vocabulary: Vocabulary, address: str, lang: str) -> Term:
    definition, tongue = vocabulary.best(address, "skos:definition", lang)
    is_class = address in vocabulary.terms("Class")
    examples = vocabulary.literals(address, "skos:example")
    code = next((one for one in (lang, "en", *examples) if one in examples), "")
    return Term(
        address,
        address.removeprefix(IAG),
        vocabulary.label(address, lang),
        definition,
        tongue,
        tuple(_notes(vocabulary, address, lang)),
        tuple(Word(words, "", code) for words in examples.get(code, ())),
        tuple(inferences(vocabulary, address, lang)),
        class_diagram(vocabulary, address, lang) if is_class else None,
    )


def _notes(vocabulary: Vocabulary, address: str, lang: str) -> Iterator[TermLine]:
    note, tongue = vocabulary.best(address, "skos:scopeNote", lang)
    if note:
        yield TermLine(say("web.term-note", lang), ((Word(note, "", tongue),),))
    sources = [(Word(one, safe_link(one)),) for one in vocabulary.objects(address, "dcterms:source")]
    for code, words in vocabulary.literals(address, "dcterms:source").items():
        sources += [(Word(one, "", code),) for one in words]
    if sources:
        yield TermLine(say("web.term-source", lang), tuple(sources))


ROUTES = [Route("/ontology", ontology), Route("/ontology.{suffix}", ontology)]
