"""Tests of single values in SPARQL, as pySHACL does them, told by the characters of a value.

What is tested by characters needs no cast, and comes out the same on every engine.
"""

import re

from iagkg.check.facts import AS_WRITTEN, Term, as_stored
from iagkg.graph.quads import text
from iagkg.names import PREFIXES

__all__ = ["datatype_test", "not_above", "pattern_test", "quoted", "same_as"]

_XSD = PREFIXES["xsd"]
_DAY = (  # a day of the calendar: the months of 31, of 30, February, and the 29th of leap years
    "^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)"
    "(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
_FORMS = {
    f"{_XSD}integer": r"^[ \t\n\r]*[+-]?[0-9]+[ \t\n\r]*$",
    f"{_XSD}boolean": r"^(true|false|0|1)$",
    f"{_XSD}date": _DAY,
}
# What the regular expressions of Python, XPath and Rust have in common; of escapes, those of marks and \S.
_PLAIN = re.compile(r"(?:[^\\(]|\((?!\?)|\\[.S\\/+*?()\[\]{}|^$-])*")
_STRINGS = (f"{_XSD}string", f"{PREFIXES['rdf']}langString", f"{_XSD}anyURI")


def quoted(value: str) -> str:
    """Return a string of SPARQL."""
    return text(value)


def same_as(value: str, constant: Term) -> str:
    """Return the test that a variable is a term, not only equal to it as a value."""
    return f"sameTerm({value}, {as_stored(constant)})"


def datatype_test(value: str, datatype: Term) -> str | None:
    """Return the test that a value is a well-formed literal of a datatype; None for one not known."""
    if datatype.value == f"{PREFIXES['rdf']}langString":
        return f'LANG({value}) != ""'
    if datatype.value == f"{_XSD}string":
        return f"DATATYPE({value}) = {datatype}"
    if datatype.value not in _FORMS:
        return None
    return f"({_has_type(value, datatype.value)} && {_is_formed(value, datatype.value)})"


def pattern_test(value: str, pattern: str) -> str | None:
    """Return the test that a value does not match a pattern; None for a pattern engines read differently.

    To pySHACL a `$` also stands before a line break at the end, and separators of information are spaces.
    """
    if not _PLAIN.fullmatch(pattern) or "\\S]" in pattern:
        return None
    ported = pattern.replace("\\S", "[^\\s\u001c-\u001f]")
    if ported.endswith("$") and not ported.endswith("\\$"):
        ported = f"{ported[:-1]}\n?$"
    return f"!COALESCE(!isBlank({value}) && REGEX(STR({value}), {quoted(ported)}), false)"


def not_above(value: str, other: str) -> str:
    """Return the test that a value is not above another.

    As pySHACL has it: texts and addresses by their characters, whatever the language; days without their
    zone; what is of two kinds by the addresses of the kinds, a text beside a number never.
    """
    both_numbers = f"isNumeric({value}) && isNumeric({other})"
    both_whole = " && ".join(_is_typed(one, f"{_XSD}integer") for one in (value, other))
    both_days = " && ".join(_is_typed(one, f"{_XSD}date") for one in (value, other))
    characters = f"STR({value}) <= STR({other})"
    # A whole number may be longer than an engine's integers, and a decimal too: a double takes any.
    casts = [
        f"<{_XSD}{name}>(STR({value})) <= <{_XSD}{name}>(STR({other}))" for name in ("decimal", "double")
    ]
    whole = f"COALESCE({', '.join(casts)})"
    days = f"SUBSTR(STR({value}), 1, 10) <= SUBSTR(STR({other}), 1, 10)"
    kinds = f"IF({_kind(value)} = {_kind(other)}, {characters}, {_kind(value)} <= {_kind(other)})"
    typed = (
        f"IF({both_whole}, {whole}, IF({both_numbers}, {value} <= {other}, IF({both_days}, {days}, {kinds})))"
    )
    texts = f"{_is_text(value)} && {_is_text(other)} && {characters}"
    return f"COALESCE(IF({_is_text(value)} || {_is_text(other)}, {texts}, {typed}), false)"


def _is_text(value: str) -> str:
    types = ", ".join(f"<{name}>" for name in _STRINGS)
    return f"(isIRI({value}) || COALESCE(DATATYPE({value}) IN ({types}), false))"


def _kind(value: str) -> str:
    name = f"STR(DATATYPE({value}))"
    return f"IF(STRSTARTS({name}, {quoted(AS_WRITTEN)}), STRAFTER({name}, {quoted(AS_WRITTEN)}), {name})"


def _has_type(value: str, datatype: str) -> str:
    return f"DATATYPE({value}) IN (<{datatype}>, <{AS_WRITTEN}{datatype}>)"


def _is_formed(value: str, datatype: str) -> str:
    return f"REGEX(STR({value}), {quoted(_FORMS[datatype])})"


def _is_typed(value: str, datatype: str) -> str:
    return f"COALESCE({_has_type(value, datatype)} && {_is_formed(value, datatype)}, false)"
