"""Quads as plain values: four terms in N-Triples syntax, and how they become bytes.

Terms keep to a profile that every store returns unchanged: addresses, plain and language strings with
lower-case tags, canonical integers, dates without a zone, typed notations. There are no blank nodes.
The bytes are those of N-Quads 1.1 in canonical form; Turtle and TriG are written by pyoxigraph from
sorted statements, so that the same statements give the same bytes.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from iagkg.names import PREFIXES, SHORTENED

__all__ = [
    "Quad",
    "date",
    "in_order",
    "integer",
    "iri",
    "nquads",
    "parsed",
    "say",
    "term",
    "text",
    "trig",
    "turtle",
]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPES |= {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F) if chr(code) not in _ESCAPES}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
# What RFC 3987 admits in an address stays; spaces, controls, delimiters and private use are encoded.
_NOT_IN_IRI = re.compile(
    r'[\x00-\x20\x7f-\x9f<>"{}|^`\\\[\]\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]'
    r"|[" + "".join(f"\\U{plane:04x}fffe-\\U{plane:04x}ffff" for plane in range(1, 14)) + r"]"
    r"|%(?![0-9A-Fa-f]{2})"
)
_PLAIN = re.compile(r"[A-Za-z0-9:/#._~?&=+,;@!$'()*-]*")
_DIGITS = re.compile(r"\d+")


class Quad(NamedTuple):
    """Subject, predicate, object and graph, each an N-Triples term."""

    subject: str
    predicate: str
    object: str
    graph: str


def iri(address: str) -> str:
    """Return an address as a term; characters that may not stand in one are percent-encoded."""
    if _PLAIN.fullmatch(address):  # nearly all are, and looking for each odd character takes its time
        return f"<{address}>"
    return f"<{_NOT_IN_IRI.sub(_percent, address)}>"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


@cache
def term(name: str) -> str:
    """Return a prefixed name of the project's prefixes as a term: `term("iag:Task")`."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(value: str, lang: str | None = None, datatype: str | None = None) -> str:
    """Return a string as a term, with a language tag (lower case) or a datatype (prefixed name)."""
    quoted = _TO_ESCAPE.sub(lambda match: _ESCAPES[match.group()], value)
    if lang:
        return f'"{quoted}"@{lang.lower()}'
    return f'"{quoted}"^^{term(datatype)}' if datatype else f'"{quoted}"'


def integer(value: int) -> str:
    """Return a whole number as a term."""
    return text(str(value), datatype="xsd:integer")


def date(value: dt.date) -> str:
    """Return a day as a term, without a zone."""
    return text(value.isoformat(), datatype="xsd:date")


def say(graph: str, subject: str, *statements: tuple[str, str | None]) -> Iterator[Quad]:
    """Yield what is said of one subject in one graph; a statement without an object is left out.

    `graph` and `subject` are addresses; a statement is a prefixed predicate and a term.
    """
    node, name = iri(subject), iri(graph)
    for predicate, value in statements:
        if value is not None:
            yield Quad(node, term(predicate), value, name)


@cache
def _natural(value: str) -> str:
    return _DIGITS.sub(lambda match: match.group().zfill(6), value)


def in_order(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads once each, sorted: graph, subject (t-2 before t-10), the type first."""
    kind = term("rdf:type")
    return sorted(
        set(quads),
        key=lambda q: (q.graph, _natural(q.subject), q.predicate != kind, q.predicate, _natural(q.object)),
    )


def nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, one line each, in the order given."""
    return "".join(f"{q.subject} {q.predicate} {q.object} {q.graph} .\n" for q in quads).encode()


def parsed(quads: Iterable[Quad]) -> list[ox.Quad]:
    """Return the quads as pyoxigraph's values."""
    return list(ox.parse(nquads(quads), format=ox.RdfFormat.N_QUADS))


def trig(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as TriG with the project's prefixes, in the order given."""
    return _serialised(quads, ox.RdfFormat.TRIG)


def turtle(quads: Iterable[ox.Quad]) -> bytes:
    """Return the triples of quads as Turtle with the project's prefixes, in the order given."""
    return _serialised((quad.triple for quad in quads), ox.RdfFormat.TURTLE)


def _serialised(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    content = ox.serialize(statements, format=form, prefixes=SHORTENED)
    assert content is not None  # noqa: S101  # bytes come back where no file is given
    lines = content.splitlines(keepends=True)
    head = sum(1 for line in lines[: len(SHORTENED)] if line.startswith(b"@prefix "))
    return b"".join(sorted(lines[:head]) + lines[head:])  # the order of prefixes is the engine's whim
