"""Tell records by their shape, never by the name of the file.

Decided in this order: `header` with a schema; an `/info` answer around one (`body`); documents of the search
index (`response.docs`, `schema_s`); `meetingCode`; `symbol` with `reference` (a notification); decisions and
elements of the Decision Tracking Tool; InforMEA (`d.results`, `treaty` with `number`); rows of the calendar
(`copDecision`); calendar activities (`decisions`); terms of the thesaurus; texts by language. Tasks in
JSON-LD, as DCAT or schema.org, are told by `type`.
"""

import re
from collections.abc import Iterator
from typing import Any

from iagkg.chm.model import Raw
from iagkg.chm.roles import of_persons
from iagkg.register.tracking_json import at
from iagkg.register.tracking_place import LEVELS, read_code

__all__ = ["Unread", "find_records"]

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TERM = ("termId", "broaderTerms", "narrowerTerms", "relatedTerms", "nonPreferedTerms")
_BELOW = ("nodes", "elements")
_CONTAINERS = ("docs", "results", "terms", "@graph")
_LINKED = {
    "dcat:Resource": ("dcat", "dcatResource"),
    "Action": ("schema-org", "schemaAction"),
    "CreativeWork": ("schema-org", "schemaCreativeWork"),
}
"""The form and schema of a node of our own JSON-LD by its type."""
_ROW = ("copDecision", "copParagraphNo")
_ACTIVITY = ("title", "identifier", "type", "startDate", "agendaItems", "responsibleUnitsAndOfficers")


class Unread(tuple[str, Any]):
    """A path and a value that stand outside of every record: the rest of a container, or an unknown shape."""

    __slots__ = ()


def find_records(value: Any) -> Iterator[Raw | Unread]:
    """Yield the records of a JSON value in their order, and what stands around them.

    A value of no known shape comes as Unread; the depth of the value is bounded by the reader of the JSON.
    """
    yield from _of(value, "")


def _of(value: Any, path: str) -> Iterator[Raw | Unread]:
    if isinstance(value, list):
        if value and all(_by_language(each) for each in value):
            yield Raw("texts", "texts", ((path, {"texts": value}),))
            return
        for number, each in enumerate(value):
            yield from _of(each, at(path, number))
        if not value:
            yield Unread((path, value))
    elif not isinstance(value, dict):
        yield Unread((path, value))
    elif (raw := _record(value, path)) is not None:
        yield raw
        for name in raw.below:
            yield from _nodes(value[name], at(path, name))
    else:
        yield from _container(value, path)


def _nodes(value: Any, path: str) -> Iterator[Raw | Unread]:
    for number, each in enumerate(value):
        here = at(path, number)
        if isinstance(each, dict):
            below = _lists(each)
            yield Raw("paragraph", "decisionNode", ((here, each),), below)
            for name in below:
                yield from _nodes(each[name], at(here, name))
        else:
            yield Unread((here, each))


def _container(value: dict[str, Any], path: str) -> Iterator[Raw | Unread]:
    """Yield what stands in an object that only holds records: an answer of the index, of OData, a domain."""
    inside = [key for key in ("response", "d") if isinstance(value.get(key), dict)]
    inside += [key for key in _CONTAINERS if isinstance(value.get(key), list)]
    if not inside and value and all(_list_of_terms(each) for each in value.values()):
        inside = [*value]  # domains of the thesaurus by name
    for key, member in value.items():
        if key in inside:
            yield from _of(member, at(path, key))
        elif inside:
            yield Unread((at(path, key), member))
    if not inside:
        yield Unread((path, value))


def _record(value: dict[str, Any], path: str) -> Raw | None:
    if (schema := _schema(value)) is not None:
        return Raw("record", schema, ((path, value),))
    body = value.get("body")
    if isinstance(body, dict) and (schema := _schema(body)) is not None:
        envelope = {key: member for key, member in value.items() if key != "body"}
        return Raw("info", schema, ((at(path, "body"), body), (path, envelope)))
    if "schema_s" in value:
        return Raw("index", _name_in(value["schema_s"]), ((path, value),))
    found = _by_fields(value)
    if found is None:
        return None
    form, schema = found
    return Raw(form, schema, ((path, value),), _lists(value) if form in ("decision", "paragraph") else ())


def _schema(value: dict[str, Any]) -> str | None:
    header = value.get("header")
    if not isinstance(header, dict):
        return None
    return _name_in(header["schema"]) if "schema" in header else ""


def _name_in(value: Any) -> str:
    """Return the name of a schema, also where a list holds it; one of persons goes before others."""
    names = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
    return next(filter(of_persons, names), next(iter(names), ""))


def _by_fields(value: dict[str, Any]) -> tuple[str, str] | None:
    if "meetingCode" in value:
        return "meeting", "meeting"
    if isinstance(value.get("type"), str) and value["type"] in _LINKED and "id" in value:
        return _LINKED[value["type"]]
    if "symbol" in value and "reference" in value:
        return "notification", "notification"
    if (tracked := _tracked(value)) is not None:
        return tracked
    decisions = isinstance(value.get("decisions"), list)
    later = (
        ("treaty" in value and "number" in value, ("informea", "informeaDecision")),
        (any(key in value for key in _ROW), ("calendar-row", "calendarRow")),
        (decisions and any(key in value for key in _ACTIVITY), ("calendar-activity", "calendarActivity")),
        (any(key in value for key in _TERM), ("term", "thesaurusTerm")),
        ("identifier" in value and "name" in value, ("term", "thesaurusTerm")),
    )
    return next((found for holds, found in later if holds), None)


def _tracked(value: dict[str, Any]) -> tuple[str, str] | None:
    code = value.get("code")
    read = read_code(code) if isinstance(code, str) else None
    levels = any(key in value for key in (*LEVELS, "decisionId", "parentId"))
    if read is not None and (levels or read[1] is None or bool(read[1].kind)):
        return "paragraph", "decisionNode"
    if read is not None or any(isinstance(value.get(key), list) for key in _BELOW):
        return "decision", "decision"
    return ("paragraph", "decisionNode") if "html" in value and levels else None


def _lists(value: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in _BELOW if isinstance(value.get(name), list) and value[name])


def _by_language(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_LANGUAGE.fullmatch(key) and isinstance(words, str) for key, words in value.items())
    )


def _list_of_terms(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and ("identifier" in each or "termId" in each) for each in value
    )
