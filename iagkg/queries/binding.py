"""Bind typed values to the parameters of a query.

A value is checked by its type and becomes a term written by the engine itself; the one line that stands for
the parameter is replaced by it. Text is never pasted into a query.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from iagkg.errors import UsageError
from iagkg.names import ID, KMGBF, goal_iri, target_iri, workplan_iri
from iagkg.queries.header import Parameter, Query, slot

__all__ = ["bind", "term_of"]

_IRI = re.compile(r"https?://[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]{1,2000}")
_LANG = re.compile(r"[a-z]{2,3}")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REF = re.compile(r"WS[1-9][0-9]{0,3}\.T[1-9][0-9]{0,3}(?:/[0-9A-Za-z.()]{1,30})?")
_STREAM = re.compile(r"(?i:WS)([1-9][0-9]{0,3})")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,80}")
_TARGET = re.compile(r"(?i:(?:KMGBF[ -])?(?:GBF-)?TARGET[ -])?0?([1-9]|1[0-9]|2[0-3])")
_GOAL = re.compile(r"(?i:(?:KMGBF[ -])?(?:GBF-)?GOAL[ -])?([A-Da-d])")
_NEVER_CITED = re.compile(r"[\"\\{}<>#?!;|^`$@=*%]|(?<![^\W\d_])'|'(?![^\W\d_])|(?<!\w)\)|\((?!\w)")
_BESIDE = re.compile(r"[\w\s.,&–—-]*")
_SPACES = " \u00a0\u202f"
_WORKPLAN = re.compile(r"([A-Za-z0-9._~-]{1,100})/([A-Za-z0-9._~-]{1,100})")
_XSD = "http://www.w3.org/2001/XMLSchema#"

Term = ox.NamedNode | ox.Literal


def bind(query: Query, values: Mapping[str, str]) -> str:
    """Return the text of a query with its parameters bound.

    A parameter without a value keeps its default where that is a value of its type, else it stays open.
    Raises UsageError for a parameter that the query has not, or a value that is not of its type.
    """
    for name in values:
        if query.parameter(name) is None:
            known = ", ".join(parameter.name for parameter in query.parameters) or "none"
            raise UsageError(f"{query.name} has no parameter {name!r}.", f"one of its parameters: {known}")
    text = query.text
    for parameter in query.parameters:
        given = values.get(parameter.name)
        if given is None and parameter.type == "lang":
            given = parameter.default
        if given is not None:
            term = term_of(parameter, given)
            text = text.replace(slot(parameter.name), f"VALUES (?{parameter.name}) {{ ({term}) }}")
    return text


def term_of(parameter: Parameter, value: str) -> Term:
    """Return a value as a term of the parameter's type. Raises UsageError where it is none."""
    make, expected = _TYPES[parameter.type]
    try:
        found = make(value)
    except ValueError:  # an address that only looks like one, http://a:b/
        found = None
    if found is None:
        raise UsageError(f"{parameter.name}: {value!r} cannot be taken.", expected)
    return found


def _iri(value: str) -> Term | None:
    return ox.NamedNode(value) if _IRI.fullmatch(value) else None


def _date(value: str) -> Term | None:
    if not _DATE.fullmatch(value):
        return None
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(f"{_XSD}date"))


def _integer(value: str) -> Term | None:
    return ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}integer")) if _INTEGER.fullmatch(value) else None


def _lang(value: str) -> Term | None:
    return ox.Literal(value) if _LANG.fullmatch(value) else None


def _task(value: str) -> Term | None:
    return ox.Literal(value) if _REF.fullmatch(value) else None


def _workstream(value: str) -> Term | None:
    match = _STREAM.fullmatch(value)
    return ox.Literal(f"WS{match[1]}") if match else None


def _code(value: str) -> Term | None:
    return ox.Literal(value) if _CODE.fullmatch(value) else None


def _target(value: str) -> Term | None:
    """Return the official address of a target or goal: 21, Target 21, GBF-TARGET-21, B, Goal B."""
    if value.startswith(KMGBF):
        return _iri(value)
    if match := _TARGET.fullmatch(value):
        return ox.NamedNode(target_iri(match[1]))
    match = _GOAL.fullmatch(value)
    return ox.NamedNode(goal_iri(match[1])) if match else None


def _workplan(value: str) -> Term | None:
    match = _WORKPLAN.fullmatch(value)
    return ox.NamedNode(workplan_iri(match[1], match[2])) if match else _iri(value)


def _decision(value: str) -> Term | None:
    return _cited(value, whole=True)


def _provision(value: str) -> Term | None:
    return _cited(value, whole=False)


def _cited(value: str, *, whole: bool) -> Term | None:
    """Return the address of the one decision, or place in one, that a text cites, and nothing beside it."""
    if value.startswith(f"{ID}decision/") or value.startswith(f"{ID}recommendation/"):
        return _iri(value)
    plain = all(sign.isprintable() or sign in _SPACES for sign in value)
    if len(value) > 200 or not plain or _NEVER_CITED.search(value) or value.count("(") > value.count(")"):
        return None
    from iagkg.citation import (  # noqa: PLC0415
        decision_iri,
        exact_iri,
        parse_citations,
        provision_iri,
        unread,
    )

    found = parse_citations(value).citations
    if len(found) != 1 or unread(value, found) or not _BESIDE.fullmatch(value.replace(found[0].printed, "")):
        return None
    if not whole and provision_iri(found[0]) is None:
        return None
    address = decision_iri(found[0]) if whole else exact_iri(found[0])
    return ox.NamedNode(address) if address else None


_TYPES: dict[str, tuple[Callable[[str], Term | None], str]] = {
    "code": (_code, "letters, digits and hyphens, such as executive-secretary"),
    "date": (_date, "a day such as 2026-05-15"),
    "decision": (_decision, "one decision, such as 16/9"),
    "integer": (_integer, "a whole number"),
    "iri": (_iri, "an address that begins with http:// or https://"),
    "lang": (_lang, "a language such as en"),
    "provision": (_provision, "one place in a decision, such as 16/9 B, para. 9 (a)"),
    "target": (_target, "a target from 1 to 23, or a goal from A to D"),
    "task": (_task, "the reference of a task, such as WS3.T2"),
    "workplan": (_workplan, "key and version of a workplan, such as iag-tsc/2025-2027"),
    "workstream": (_workstream, "the reference of a workstream, such as WS1"),
}
