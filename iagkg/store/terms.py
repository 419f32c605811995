"""Terms of RDF as plain Python values, the same for every engine.

A plain string is a `str`, a canonical integer an `int`, a date without a zone a `date`, a boolean a `bool`;
an unbound variable is None. What has no such value keeps all it says in a small frozen class.
"""

import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["XSD", "Blank", "Iri", "Text", "Typed", "Value", "lexical", "literal"]

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGERS = {XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")}


@dataclass(frozen=True, slots=True)
class Iri:
    """An address."""

    value: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A node without an address; its label holds within one answer only."""

    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A string in a language; the tag in lower case."""

    value: str
    lang: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A literal of any other datatype, as written."""

    value: str
    datatype: str


Value = Iri | Blank | Text | Typed | str | int | bool | dt.date | None


def literal(value: str, datatype: str | None, lang: str | None) -> Value:
    """Return a literal as a plain value; one that is not canonical stays as it is written."""
    if lang:
        return Text(value, lang.lower())
    if datatype in (None, XSD + "string"):
        return value
    if datatype in _INTEGERS and _INTEGER.fullmatch(value):
        return int(value)
    if datatype == XSD + "boolean" and value in {"true", "false"}:
        return value == "true"
    if datatype == XSD + "date" and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    return Typed(value, str(datatype))


def lexical(value: Value) -> str:
    """Return the characters of a value: the address, the words, the date as YYYY-MM-DD; "" if unbound."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case Iri() | Blank() | Text() | Typed():
            return value.value
        case _:
            return str(value)
