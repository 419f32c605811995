"""The vocabulary: each term with its definition and what its axioms say, chains of properties too."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.files import shipped
from iagkg.names import IAG, PREFIXES
from iagkg.web.data import MEDIA, as_data, data_links, linked, not_on_offer, suffix_wanted, written
from iagkg.web.explorer import short
from iagkg.web.pages.common import FileLink
from iagkg.web.render import language_of, page
from iagkg.wording import say

__all__ = ["ROUTES", "names_of_terms"]

_Node = TypeVar("_Node")
_FILE = shipped("ontology", "iagkg.ttl")
_SHOWN = (
    ("rdfs:subClassOf", "kind-of"),
    ("rdfs:subPropertyOf", "kind-of"),
    ("owl:equivalentClass", "same-as"),
    ("rdfs:domain", "said-of"),
    ("rdfs:range", "leads-to"),
    ("owl:inverseOf", "inverse-of"),
    ("skos:scopeNote", "note"),
    ("skos:example", "example"),
    ("dcterms:source", "source"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """What a line says: words, and the address they lead to."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A line on a term."""

    name: str
    values: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its name, label, definition with its language, and lines."""

    name: str
    label: str
    definition: str
    tongue: str
    lines: tuple[TermLine, ...]


@lru_cache(maxsize=1)
def _store() -> ox.Store:
    """Return the vocabulary; nameless nodes have the same names at each start, in the order of the file."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(node: _Node) -> _Node | ox.BlankNode:
        if isinstance(node, ox.BlankNode):
            return names.setdefault(node, ox.BlankNode(f"n{len(names) + 1}"))
        return node

    store = ox.Store()
    for quad in ox.parse(path=_FILE, format=ox.RdfFormat.TURTLE):
        store.add(ox.Quad(named(quad.subject), quad.predicate, named(quad.object)))
    return store


def names_of_terms(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the terms by kind, each with its name for a query and its definition."""
    kinds = (("web.classes", ("Class",)), ("web.properties", ("ObjectProperty", "DatatypeProperty")))
    return [
        (
            say(key, lang),
            [(f"iag:{one.name}", one.definition) for kind in names for one in _terms(kind, lang)],
        )
        for key, names in kinds
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
        return linked(as_data(_FILE.read_bytes(), suffix), links)
    return linked(as_data(written((quad.triple for quad in _store()), suffix), suffix), links)


def _shown(request: Request, links: list[FileLink]) -> Response:
    lang = language_of(request)
    return page(
        request,
        "vocabulary.html",
        classes=list(_terms("Class", lang)),
        properties=[*_terms("ObjectProperty", lang), *_terms("DatatypeProperty", lang)],
        forms=links,
    )


def _terms(kind: str, lang: str) -> Iterator[Term]:
    store, node = _store(), ox.NamedNode(f"{PREFIXES['owl']}{kind}")
    names = sorted(
        quad.subject.value
        for quad in store.quads_for_pattern(None, _node("rdf:type"), node, None)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(IAG)
    )
    for address in names:
        definition, tongue = _best(address, "skos:definition", lang)
        label, _ = _best(address, "rdfs:label", lang)
        yield Term(
            address.removeprefix(IAG),
            label or address.removeprefix(IAG),
            definition,
            tongue,
            tuple(_lines(address, lang)),
        )


def _lines(address: str, lang: str) -> Iterator[TermLine]:
    store, subject = _store(), ox.NamedNode(address)
    for predicate, key in _SHOWN:
        values = [quad.object for quad in store.quads_for_pattern(subject, _node(predicate), None, None)]
        words = tuple(
            sorted(
                {_word(value, lang) for value in values if _in_language(value, lang)},
                key=lambda one: one.words,
            )
        )
        if words:
            yield TermLine(say(f"web.term-{key}", lang), words)
    for quad in store.quads_for_pattern(subject, _node("owl:propertyChainAxiom"), None, None):
        steps = [_word(step, lang) for step in _list(quad.object)]
        yield TermLine(say("web.term-chain", lang), tuple(steps))
    kinds = ("Functional", "InverseFunctional", "Transitive", "Symmetric")
    types = {quad.object for quad in store.quads_for_pattern(subject, _node("rdf:type"), None, None)}
    marks = [
        Word(say(f"web.term-{kind.lower()}", lang)) for kind in kinds if _node(f"owl:{kind}Property") in types
    ]
    if marks:
        yield TermLine(say("web.term-marks", lang), tuple(marks))


def _list(node: object) -> Iterator[object]:
    while isinstance(node, ox.BlankNode):
        first = next(iter(_store().quads_for_pattern(node, _node("rdf:first"), None, None)), None)
        if first is None:
            return
        yield first.object
        node = next(iter(_store().quads_for_pattern(node, _node("rdf:rest"), None, None))).object


def _in_language(value: object, lang: str) -> bool:
    return not (
        isinstance(value, ox.Literal) and value.language and value.language not in {lang, "en"}
    ) and not isinstance(value, ox.BlankNode)


def _word(value: object, lang: str) -> Word:
    if isinstance(value, ox.NamedNode):
        if value.value.startswith(IAG):
            label, _ = _best(value.value, "rdfs:label", lang)
            return Word(label or short(value.value), f"#{value.value.removeprefix(IAG)}")
        return Word(short(value.value), value.value if value.value.startswith("http") else "")
    return Word(str(getattr(value, "value", value)))


def _best(address: str, predicate: str, lang: str) -> tuple[str, str]:
    """Return words in a language, else in English, else any, and their language."""
    found: dict[str, str] = {}
    for quad in _store().quads_for_pattern(ox.NamedNode(address), _node(predicate), None, None):
        if isinstance(quad.object, ox.Literal):
            found[quad.object.language or ""] = quad.object.value
    for code in (lang, "en", *sorted(found)):
        if code in found:
            return found[code], code
    return "", lang


def _node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(f"{PREFIXES[prefix]}{local}")


ROUTES = [Route("/ontology", ontology), Route("/ontology.{suffix}", ontology)]
