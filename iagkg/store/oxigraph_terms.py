"""Terms of pyoxigraph as plain values."""

from collections.abc import Iterable

import pyoxigraph as ox

from iagkg.errors import InputError
from iagkg.store.base import Triple
from iagkg.store.terms import Blank, Iri, Value, lexical, literal

__all__ = ["in_order", "value_of"]


def in_order(triples: Iterable[ox.Triple | ox.Quad]) -> tuple[Triple, ...]:
    """Return statements as plain values, each once, sorted."""
    found = {(value_of(t.subject), value_of(t.predicate), value_of(t.object)) for t in triples}
    return tuple(sorted(found, key=lambda triple: [(lexical(term), repr(term)) for term in triple]))


def value_of(term: object) -> Value:
    """Return a term of pyoxigraph as a plain value. Raises InputError for one that RDF 1.1 has not."""
    match term:
        case None:
            return None
        case ox.NamedNode():
            return Iri(term.value)
        case ox.BlankNode():
            return Blank(term.value)
        case ox.Literal():
            return literal(term.value, term.datatype.value, term.language)
        case _:
            raise InputError(f"The answer holds a term that is not RDF 1.1: {term}", "plain triples")
