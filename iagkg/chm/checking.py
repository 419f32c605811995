"""Hold a record to the fields of its schema: what is mandatory and not there, what is of another type."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from iagkg.chm.fields import Field
from iagkg.chm.leaves import is_empty
from iagkg.chm.model import Raw
from iagkg.chm.roles import is_withheld
from iagkg.chm.values import masked
from iagkg.problem import Problem
from iagkg.register.tracking_json import at

__all__ = ["mandatory_problems", "type_problems"]

_SHOWN = 100
_EXPECTED = {
    "words": 'texts by language, such as {"en": "…"}',
    "term": 'a term, {"identifier": "…"}',
    "terms": 'a list of terms, [{"identifier": "…"}]',
    "reference": 'a reference, {"identifier": "…@1"}',
    "references": 'a list of references, [{"identifier": "…@1"}]',
    "links": 'a list of links, [{"url": "…"}]',
    "date": "a day such as 2026-05-15",
    "bool": "true or false",
    "int": "a whole number",
    "number": "a number",
}


def mandatory_problems(raw: Raw, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a problem for each mandatory field that is not there or holds nothing.

    Documents of the search index have only a choice of fields, so nothing is asked of them.
    """
    if raw.form == "index":
        return
    path, members = raw.parts[0]
    for name in sorted(name for name, field in fields.items() if field.mandatory):
        if is_empty(members.get(name)):
            where = at(path, name)
            what = f"{where}: mandatory in {raw.schema}, and not filled in."
            yield Problem(
                "warning", "mandatory-empty", what, expected=_EXPECTED.get(fields[name].type, ""), field=where
            )


def type_problems(raw: Raw, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a problem for each field of a record whose value has another type than its schema says."""
    if raw.form not in ("record", "info"):
        return
    path, members = raw.parts[0]
    for name, value in members.items():
        field = fields.get(name)
        if field is None or field.type not in _EXPECTED or is_empty(value):
            continue
        if not _fits(field.type, value):
            where = at(path, name)
            shown = "" if is_withheld(raw.schema, name, ()) else _shown(value)
            what = f"{where}: not of the type of this field; what can be read is read."
            yield Problem("warning", "wrong-type", what, shown, _EXPECTED[field.type], field=where)


def _shown(value: Any) -> str:
    """Return a value as it is shown, without e-mail addresses; of lists and objects only what they are."""
    if isinstance(value, dict | list):  # persons may stand below
        return "a list" if isinstance(value, list) else "an object"
    return masked(str(value))[0][:_SHOWN].encode("utf-8", "replace").decode()


def _fits(kind: str, value: Any) -> bool:
    return _TESTS.get(kind, _is_text)(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str | None) for each in value.values())


def _is_named(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("identifier"), str)


def _are_named(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_named, value))


def _are_links(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and isinstance(each.get("url"), str) for each in value
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TESTS: dict[str, Callable[[Any], bool]] = {
    "words": _is_words,
    "term": _is_named,
    "reference": _is_named,
    "terms": _are_named,
    "references": _are_named,
    "links": _are_links,
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: _is_number(value) and isinstance(value, int),
    "number": _is_number,
}
