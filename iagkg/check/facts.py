"""What is checked, as the embedded store has it and with every value as written.

The store would make "01" the number 1 and lose the zone of "2025-08-01Z"; what is to be found would be gone.
Such a value is kept under a datatype of its own, which names the one it was written with.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from iagkg.errors import InputError
from iagkg.graph.quads import Quad
from iagkg.names import PREFIXES

__all__ = ["AS_WRITTEN", "Facts", "Term", "as_stored", "as_written", "facts", "lines_of"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal

AS_WRITTEN = "urn:iagkg:as-written:"
_XSD = PREFIXES["xsd"]
_TYPED = re.compile(r'(".*")\^\^<([^>]*)>', re.DOTALL)
_KEPT = re.compile(  # the literals of XML Schema that the store gives back unchanged
    rf'"(0|-?[1-9][0-9]{{0,16}})"\^\^<{_XSD}integer>'
    rf'|"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"\^\^<{_XSD}date>'
    rf'|"(true|false)"\^\^<{_XSD}boolean>'
)
_VERBATIM = frozenset({f"{_XSD}string", f"{_XSD}anyURI"})
_NAMELESS = "/.well-known/genid/"  # what stands for a node without an address: RDF 1.1, section 3.5


@dataclass(frozen=True, slots=True)
class Facts:
    """Triples to look up, each term as it was written."""

    store: ox.Store

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the values of a predicate (an address) at a node, sorted."""
        if isinstance(subject, ox.Literal):
            return []
        found = self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
        return sorted((as_written(quad.object) for quad in found), key=_order)

    def one(self, subject: Term, predicate: str) -> Term | None:
        """Return the first value of a predicate at a node, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: str, value: Term | None = None) -> list[Term]:
        """Return the nodes that have a value (any, where none is given) of a predicate, sorted."""
        asked = None if value is None else as_stored(value)
        found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), asked, None)
        return sorted({as_written(quad.subject) for quad in found}, key=_order)

    def said_of(self, subject: Term) -> list[tuple[str, Term]]:
        """Return predicates and values of a node, sorted."""
        if isinstance(subject, ox.Literal):
            return []
        found = self.store.quads_for_pattern(subject, None, None, None)
        pairs = [(quad.predicate.value, as_written(quad.object)) for quad in found]
        return sorted(pairs, key=lambda pair: (pair[0], _order(pair[1])))

    def items(self, node: Term | None) -> Iterator[Term]:
        """Yield the members of a list."""
        while node is not None and node != ox.NamedNode(f"{PREFIXES['rdf']}nil"):
            yield from self.objects(node, f"{PREFIXES['rdf']}first")
            node = self.one(node, f"{PREFIXES['rdf']}rest")


def _order(term: Term) -> tuple[str, str]:
    return (term.value, str(term))


def lines_of(quads: Iterable[Quad]) -> list[str]:
    """Return the triples of quads as lines of N-Triples, each once, sorted.

    Nodes without an address are numbered as they come, since parsers give them a new random name each time.
    """
    numbers: dict[str, str] = {}

    def named(term: str) -> str:
        if term.startswith("_:") or (term.startswith("<") and _NAMELESS in term):
            return numbers.setdefault(term, f"_:n{len(numbers) + 1}")
        return term

    return sorted({f"{named(q.subject)} {q.predicate} {named(q.object)} .\n" for q in quads})


def facts(lines: Iterable[str]) -> Facts:
    """Return the triples of lines of N-Triples, to be looked up and queried.

    Raises InputError where a line is none.
    """
    store = ox.Store()
    text = "".join(_stored_line(line) if '"^^<' in line else line for line in lines)
    try:
        if "_:" in text:  # a bulk load would give nodes without an address new names
            store.bulk_extend(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES))
        else:
            store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"The statements cannot be read: {error}", "triples of RDF 1.1") from error
    return Facts(store)


def _stored_line(line: str) -> str:
    start = line.find(' "') + 1
    found = _TYPED.fullmatch(line[start:-3])
    if start == 0 or found is None or not _is_changed(found[0], found[2]):
        return line
    return f"{line[:start]}{found[1]}^^<{AS_WRITTEN}{found[2]}> .\n"


def _is_changed(literal: str, datatype: str) -> bool:
    return datatype.startswith(_XSD) and datatype not in _VERBATIM and not _KEPT.fullmatch(literal)


def as_stored(term: Term) -> Term:
    """Return a term as `facts` keeps it."""
    if isinstance(term, ox.Literal) and not term.language and _is_changed(str(term), term.datatype.value):
        return ox.Literal(term.value, datatype=ox.NamedNode(AS_WRITTEN + term.datatype.value))
    return term


def as_written(term: object) -> Term:
    """Return a term of the store as it was written. Raises InputError for one that RDF 1.1 has not."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(AS_WRITTEN):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype.value.removeprefix(AS_WRITTEN)))
    if not isinstance(term, Term):
        raise InputError(f"The rules cannot be run on {term}.", "plain triples")
    return term
