"""What follows from the axioms on a term, in sentences whose terms are links."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from iagkg.names import IAG, PREFIXES
from iagkg.web.addresses import safe_link
from iagkg.web.vocabulary import Fixed, Vocabulary
from iagkg.wording import say

__all__ = ["Phrase", "TermLine", "Word", "formula", "in_order", "inferences", "sentence", "term_word"]

_PLACE = re.compile("\ue000(\\w+)\ue001")
_SUB = {"class": "rdfs:subClassOf", "property": "rdfs:subPropertyOf"}
_MARKS = (
    "Functional",
    "InverseFunctional",
    "Transitive",
    "Symmetric",
    "Asymmetric",
    "Reflexive",
    "Irreflexive",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line: words, the address they lead to, and their language where it is another."""

    words: str
    href: str = ""
    tongue: str = ""


Phrase = tuple[Word, ...]


def in_order(words: str) -> str:
    """Return what words are sorted by: letters without their accents, small and capital alike."""
    plain = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


@dataclass(frozen=True, slots=True)
class TermLine:
    """What is said of a term under one heading, each a phrase."""

    name: str
    values: tuple[Phrase, ...]


def inferences(vocabulary: Vocabulary, address: str, lang: str) -> Iterator[TermLine]:
    """Yield what follows from the axioms on a term, by heading, in a language."""
    is_class = address in vocabulary.terms("Class")
    for key, values in (_of_class if is_class else _of_property)(vocabulary, address, lang):
        said = tuple(value for value in values if value)
        if said:
            yield TermLine(say(f"web.term-{key}", lang), said)


def sentence(key: str, lang: str, **values: Sequence[Word]) -> Phrase:
    """Return the words of a key as pieces, with the pieces of values in their places."""
    words = say(key, lang, **{name: f"\ue000{name}\ue001" for name in values})
    pieces: list[Word] = []
    for at, piece in enumerate(_PLACE.split(words)):
        if at % 2:
            pieces += values[piece]
        elif piece:
            pieces.append(Word(piece))
    return tuple(pieces)


def term_word(vocabulary: Vocabulary, address: str, lang: str) -> Word:
    """Return a term by its name: it leads to its place on the page, one of others to its address."""
    words = vocabulary.label(address, lang)
    return Word(words, f"#{address.removeprefix(IAG)}" if address.startswith(IAG) else safe_link(address))


def formula(vocabulary: Vocabulary, address: str, steps: Sequence[str], lang: str) -> Phrase:
    """Return a chain of properties as it is read: what follows, then the steps one after the other."""
    then = f", {say('web.term-then', lang)} "
    return sentence(
        "web.term-formula",
        lang,
        property=(term_word(vocabulary, address, lang),),
        steps=_joined([term_word(vocabulary, step, lang) for step in steps], then),
    )


def _of_class(vocabulary: Vocabulary, address: str, lang: str) -> Iterator[tuple[str, list[Phrase]]]:
    own = (term_word(vocabulary, address, lang),)
    up = _SUB["class"]
    yield (
        "kind-of",
        [
            sentence("web.term-every", lang, name=own, above=_so(vocabulary, way, lang))
            for way in vocabulary.above(address, up)
        ],
    )
    yield "below", [_list(vocabulary, vocabulary.below(address, up), lang)]
    yield "fixed", [_fixed(vocabulary, own, one, lang) for one in vocabulary.fixed(address)]
    yield "has", [_list(vocabulary, vocabulary.subjects("rdfs:domain", address), lang)]
    wider = vocabulary.all_above(address, up)
    yield "has-wider", [_list(vocabulary, _each(vocabulary, "rdfs:domain", wider), lang)]
    yield "reached", [_list(vocabulary, vocabulary.subjects("rdfs:range", address), lang)]


def _of_property(vocabulary: Vocabulary, address: str, lang: str) -> Iterator[tuple[str, list[Phrase]]]:
    own = (term_word(vocabulary, address, lang),)
    up = _SUB["property"]
    yield (
        "kind-of",
        [
            sentence("web.term-holds", lang, name=own, above=_so(vocabulary, way, lang))
            for way in vocabulary.above(address, up)
        ],
    )
    yield "below", [_list(vocabulary, vocabulary.below(address, up), lang)]
    yield (
        "inverse-of",
        [
            sentence("web.term-both-ways", lang, name=own, inverse=(term_word(vocabulary, one, lang),))
            for one in vocabulary.inverses(address)
        ],
    )
    yield "said-of", _ends(vocabulary, address, "rdfs:domain", "web.term-has-this", lang)
    values = (
        "web.term-values-are" if address in vocabulary.terms("DatatypeProperty") else "web.term-leads-this"
    )
    yield "leads-to", _ends(vocabulary, address, "rdfs:range", values, lang)
    # Each chain has a heading of its own: any one of them is enough.
    for steps in vocabulary.chains(address):
        yield "chain", [formula(vocabulary, address, steps, lang)]
    yield (
        "in-chains",
        [
            formula(vocabulary, other, steps, lang)
            for other in vocabulary.terms("ObjectProperty")
            for steps in vocabulary.chains(other)
            if address in steps and other != address
        ],
    )
    types = set(vocabulary.objects(address, "rdf:type"))
    marks = [mark for mark in _MARKS if f"{PREFIXES['owl']}{mark}Property" in types]
    yield "marks", [_mark(mark.lower(), own, lang) for mark in marks]


def _mark(mark: str, own: Sequence[Word], lang: str) -> Phrase:
    means = sentence(f"web.term-{mark}-means", lang, name=own)
    return sentence("web.term-marked", lang, mark=(Word(say(f"web.term-{mark}", lang)),), means=means)


def _fixed(vocabulary: Vocabulary, own: Sequence[Word], fixed: Fixed, lang: str) -> Phrase:
    if isinstance(fixed.value, ox.NamedNode):
        value = term_word(vocabulary, fixed.value.value, lang)
    else:
        value = Word(
            str(getattr(fixed.value, "value", "")), "", str(getattr(fixed.value, "language", "") or "")
        )
    name = (term_word(vocabulary, fixed.property, lang),)
    return sentence(
        "web.term-fixed-makes" if fixed.makes else "web.term-fixed-has",
        lang,
        name=own,
        property=name,
        value=(value,),
    )


def _ends(vocabulary: Vocabulary, address: str, predicate: str, key: str, lang: str) -> list[Phrase]:
    """Return what a thing at one end of a property is: a sentence a class, with what is above the class."""
    up = vocabulary.all_above(address, _SUB["property"])
    ends = list(dict.fromkeys(end for name in (address, *up) for end in vocabulary.objects(name, predicate)))
    implied = {above for end in ends for above in vocabulary.all_above(end, _SUB["class"])}
    return [
        sentence(
            key,
            lang,
            classes=_so(vocabulary, (end, *vocabulary.all_above(end, _SUB["class"])), lang),
        )
        for end in ends
        if end not in implied
    ]


def _each(vocabulary: Vocabulary, predicate: str, addresses: Sequence[str]) -> list[str]:
    return sorted({name for address in addresses for name in vocabulary.subjects(predicate, address)})


def _so(vocabulary: Vocabulary, way: Sequence[str], lang: str) -> Phrase:
    """Return terms of which each follows from the one before it."""
    return _joined([term_word(vocabulary, one, lang) for one in way], f", {say('web.term-so', lang)} ")


def _list(vocabulary: Vocabulary, addresses: Sequence[str], lang: str) -> Phrase:
    words = [term_word(vocabulary, one, lang) for one in addresses]
    return _joined(sorted(words, key=lambda one: (in_order(one.words), one.href)), ", ")


def _joined(words: Sequence[Word], between: str) -> Phrase:
    pieces: list[Word] = []
    for word in words:
        pieces += [Word(between), word] if pieces else [word]
    return tuple(pieces)
