"""The vocabulary as it is read from its file: what its axioms say of each term."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from iagkg.files import shipped
from iagkg.names import IAG, PREFIXES
from iagkg.web.explorer import short

__all__ = ["FILE", "Fixed", "Relation", "Vocabulary", "shipped_vocabulary", "vocabulary_of"]

FILE = shipped("ontology", "iagkg.ttl")
_RULES = shipped("ontology", "iagkg-shapes.ttl")
_SHACL = "http://www.w3.org/ns/shacl#"
_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that all things of a class have; `makes` where what has it is of the class, too."""

    property: str
    value: object
    makes: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that leads from things of one class to those of another."""

    source: str
    property: str
    target: str


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The axioms, and what the rules for data add: relations by properties of other vocabularies."""

    store: ox.Store
    ruled: tuple[Relation, ...] = ()

    def terms(self, *kinds: str) -> list[str]:
        """Return the addresses of our terms of kinds of OWL such as `Class`, kind by kind, in order."""
        return [name for kind in kinds for name in self.subjects("rdf:type", f"{PREFIXES['owl']}{kind}")]

    def objects(self, address: str, predicate: str) -> list[str]:
        """Return the addresses that a term leads to by a predicate, in order."""
        return sorted(
            node.value for node in self._nodes(address, predicate) if isinstance(node, ox.NamedNode)
        )

    def subjects(self, predicate: str, address: str) -> list[str]:
        """Return the addresses of our terms that lead to a term by a predicate, in order."""
        found = self.store.quads_for_pattern(None, _node(predicate), ox.NamedNode(address), None)
        return sorted(
            quad.subject.value
            for quad in found
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(IAG)
        )

    def literals(self, address: str, predicate: str) -> dict[str, list[str]]:
        """Return the words said of a term by a predicate, by language, in order."""
        found: dict[str, list[str]] = {}
        for node in self._nodes(address, predicate):
            if isinstance(node, ox.Literal):
                found.setdefault(node.language or "", []).append(node.value)
        return {code: sorted(words) for code, words in sorted(found.items())}

    def best(self, address: str, predicate: str, lang: str) -> tuple[str, str]:
        """Return words in a language, else in English, else any, and their language."""
        found = self.literals(address, predicate)
        for code in (lang, "en", *found):
            if code in found:
                return found[code][0], code
        return "", lang

    def label(self, address: str, lang: str) -> str:
        """Return the name of a term in a language; that of a term of others is its prefixed name."""
        return (self.best(address, "rdfs:label", lang)[0] if address.startswith(IAG) else "") or short(
            address
        )

    def above(self, address: str, predicate: str) -> list[tuple[str, ...]]:
        """Return each way up from a term to the top by `rdfs:subClassOf` or `rdfs:subPropertyOf`."""
        return [way[1:] for way in self._ways((address,), predicate) if len(way) > 1]

    def all_above(self, address: str, predicate: str) -> list[str]:
        """Return all terms above a term, each once, the nearest first."""
        return list(dict.fromkeys(name for way in self.above(address, predicate) for name in way))

    def below(self, address: str, predicate: str) -> list[str]:
        """Return all our terms below a term, each once, in order."""
        found: set[str] = set()
        waiting = [address]
        while waiting:
            new = set(self.subjects(predicate, waiting.pop())) - found - {address}
            found |= new
            waiting += sorted(new)
        return sorted(found)

    def chains(self, address: str) -> list[tuple[str, ...]]:
        """Return the chains that a property follows from, each the addresses of its steps, in order.

        A chain with a step that has no name is left out: without the step it would say what is not so.
        """
        found = []
        for node in self._nodes(address, "owl:propertyChainAxiom"):
            steps = self._list(node)
            if steps and all(isinstance(step, ox.NamedNode) for step in steps):
                found.append(tuple(step.value for step in steps if isinstance(step, ox.NamedNode)))
        return sorted(found)

    def inverses(self, address: str) -> list[str]:
        """Return the properties that say the same the other way round, whichever of both says so."""
        return sorted(
            {*self.objects(address, "owl:inverseOf"), *self.subjects("owl:inverseOf", address)} - {address}
        )

    def fixed(self, address: str) -> list[Fixed]:
        """Return the values that all things of a class have, by restrictions, in order."""
        found = []
        for predicate, makes in (("rdfs:subClassOf", False), ("owl:equivalentClass", True)):
            for node in self._nodes(address, predicate):
                if isinstance(node, ox.BlankNode):
                    values = self._nodes(node, "owl:hasValue")
                    names = [
                        one for one in self._nodes(node, "owl:onProperty") if isinstance(one, ox.NamedNode)
                    ]
                    found += [Fixed(name.value, value, makes) for name in names for value in values]
        return sorted(found, key=lambda one: (one.property, str(one.value)))

    def apart(self) -> list[tuple[str, ...]]:
        """Return the groups of classes of which nothing is of two, in the order they are listed."""
        groups = []
        for quad in self.store.quads_for_pattern(
            None, _node("rdf:type"), _node("owl:AllDisjointClasses"), None
        ):
            for node in self._nodes(quad.subject, "owl:members"):
                members = [one.value for one in self._list(node) if isinstance(one, ox.NamedNode)]
                groups.append(tuple(members))
        return sorted(groups)

    def open_properties(self, address: str) -> list[str]:
        """Return the properties of a class that lead to things of which no axiom says the class."""
        relations = set(self.terms("ObjectProperty"))
        named = self.subjects("rdfs:domain", address)
        return [name for name in named if name in relations and not self.objects(name, "rdfs:range")]

    def relations(self) -> list[Relation]:
        """Return what leads from one of our classes to one of them: by domain and range, then by rules."""
        stated = [
            Relation(source, name, target)
            for name in self.terms("ObjectProperty")
            for source in self.objects(name, "rdfs:domain")
            for target in self.objects(name, "rdfs:range")
        ]
        known = set(self.terms("Class"))
        added = [one for one in self.ruled if not one.property.startswith(IAG)]
        return [one for one in (*stated, *added) if one.source in known and one.target in known]

    def _ways(self, way: tuple[str, ...], predicate: str) -> Iterator[tuple[str, ...]]:
        onward = [name for name in self.objects(way[-1], predicate) if name not in way]
        if not onward:
            yield way
        for name in onward:
            yield from self._ways((*way, name), predicate)

    def _nodes(self, subject: object, predicate: str) -> list[object]:
        node = ox.NamedNode(subject) if isinstance(subject, str) else subject
        assert isinstance(node, ox.NamedNode | ox.BlankNode)  # noqa: S101  # what statements are made of
        return [quad.object for quad in self.store.quads_for_pattern(node, _node(predicate), None, None)]

    def _list(self, node: object) -> list[object]:
        found: list[object] = []
        seen: set[object] = set()
        while isinstance(node, ox.BlankNode) and node not in seen:
            seen.add(node)
            found += self._nodes(node, "rdf:first")[:1]
            node = next(iter(self._nodes(node, "rdf:rest")), None)
        return found


@lru_cache(maxsize=1)
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary that is shipped, read once."""
    return vocabulary_of(FILE, _RULES)


def vocabulary_of(path: Path, rules: Path | None = None) -> Vocabulary:
    """Return the vocabulary of a Turtle file, with what a file of rules adds.

    Nameless nodes have the same names at each start, in the order of the file.
    """
    return Vocabulary(_read(path), tuple(_ruled(_read(rules))) if rules else ())


def _read(path: Path) -> ox.Store:
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(node: _Node) -> _Node | ox.BlankNode:
        if isinstance(node, ox.BlankNode):
            return names.setdefault(node, ox.BlankNode(f"n{len(names) + 1}"))
        return node

    store = ox.Store()
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        store.add(ox.Quad(named(quad.subject), quad.predicate, named(quad.object)))
    return store


def _ruled(store: ox.Store) -> Iterable[Relation]:
    """Yield the relations that rules ask for: a class, a path of one property, and the class it leads to."""

    def objects(subject: object, name: str) -> list[object]:
        assert isinstance(subject, ox.NamedNode | ox.BlankNode)  # noqa: S101  # what statements are made of
        found = store.quads_for_pattern(subject, ox.NamedNode(_SHACL + name), None, None)
        return sorted((quad.object for quad in found), key=str)

    targets = store.quads_for_pattern(None, ox.NamedNode(f"{_SHACL}targetClass"), None, None)
    found = set()
    for quad in targets:
        for rule in objects(quad.subject, "property"):
            if isinstance(rule, ox.Literal):
                continue
            for path in objects(rule, "path"):
                for target in objects(rule, "class"):
                    ends = (quad.object, path, target)
                    if all(isinstance(one, ox.NamedNode) for one in ends):
                        found.add(Relation(*(one.value for one in ends if isinstance(one, ox.NamedNode))))
    return sorted(found, key=lambda one: (one.source, one.property, one.target))


def _node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    assert re.fullmatch(r"\w+", local)  # noqa: S101  # a prefixed name of the code
    return ox.NamedNode(f"{PREFIXES[prefix]}{local}")
