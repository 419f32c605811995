"""Add tags to the text of a JSON file: what the author wrote stays as it stands, byte for byte.

A value that is read and written again may come out otherwise (1.50 as 1.5, escaped letters as letters, other
blanks), so nothing is written again: each addition is put into the text at its place.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from iagkg.chm.forms import find_records
from iagkg.chm.leaves import is_empty
from iagkg.chm.model import Raw
from iagkg.chm.tagged import TagField, add, tag_field, tags_of
from iagkg.errors import InputError
from iagkg.register.tracking_json import at, read_json

__all__ = ["Addition", "spliced"]

Addition = tuple[str, str, str]
"""The path of a record, target or subject, and the identifier to add."""
_BLANK = re.compile(r"[ \t\n\r]*")
_read = json.JSONDecoder().raw_decode
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a value stands in a text, and how its last member is written.

    `last` is the end of that member (of the opening bracket where there is none), `lead` the blanks before
    it, `colon` what stands between its key and its value.
    """

    start: int
    end: int
    last: int = 0
    lead: str = ""
    colon: str = ": "


def spliced(name: str, content: bytes, additions: Iterable[Addition]) -> bytes:
    """Return a JSON file with identifiers added to its records; what a record has is not added again.

    A list gets them behind its last element, a text of keys behind its last key, a record without the field
    behind its last member; a field that holds nothing (null, an empty text or object) is filled.

    Raises InputError where the file cannot be read, and where paths in it cannot be told apart.
    """
    value = read_json(name, content)
    records = {raw.path: raw for raw in find_records(value) if isinstance(raw, Raw)}
    new: dict[tuple[str, TagField], list[str]] = {}
    filled: set[tuple[str, TagField]] = set()
    for path, relation, identifier in additions:
        raw = records.get(path)
        field = tag_field(raw, relation) if raw else None
        if raw is None or field is None or identifier in tags_of(raw, field):
            continue
        if (path, field) not in new and is_empty(raw.parts[0][1].get(field.name)):
            filled.add((path, field))
        new.setdefault((path, field), []).append(identifier)
        add(raw, field, identifier)
    text = content.decode("utf-8-sig")
    spans = _spans(text, {place for path, field in new for place in (path, at(path, field.name))})
    changes = [
        _change(spans, path, field, identifiers, (path, field) in filled)
        for (path, field), identifiers in new.items()
    ]
    pieces, position = [_MARK if content.startswith(_MARK.encode()) else ""], 0
    for start, end, words in sorted(changes):
        pieces += [text[position:start], words]
        position = end
    made = "".join((*pieces, text[position:])).encode()
    if new and read_json(name, made) != value:
        raise InputError(
            f"{name}: paths in it cannot be told apart, so nothing can be added.",
            "keys of objects without dots and brackets",
        )
    return made


def _change(
    spans: dict[str, _Span], path: str, field: TagField, identifiers: list[str], filled: bool
) -> tuple[int, int, str]:
    """Return which part of the text gives way to which words; nothing gives way but an empty value."""
    record, there = spans[path], spans.get(at(path, field.name))
    gap = " " if record.colon.endswith((" ", "\n", "\t")) else ""
    items = [_item(field, identifier, gap) for identifier in identifiers]
    if field.shape == "joined":
        joined = ", ".join(json.dumps(identifier)[1:-1] for identifier in identifiers)
        whole = f'"{joined}"'
        if there is not None and not filled:
            return there.end - 1, there.end - 1, f", {joined}"
    else:
        whole = f"[{f',{gap}'.join(items)}]"
        if there is not None and not filled:
            return there.last, there.last, "".join(f",{there.lead or gap}{item}" for item in items)
    if there is not None:
        return there.start, there.end, whole
    comma = f",{record.lead or gap}" if record.last > record.start + 1 else ""
    return record.last, record.last, f"{comma}{json.dumps(field.name)}{record.colon}{whole}"


def _item(field: TagField, identifier: str, gap: str) -> str:
    words = json.dumps(identifier)
    return f'{{"identifier":{gap}{words}}}' if field.shape == "terms" else words


def _spans(text: str, wanted: set[str]) -> dict[str, _Span]:
    """Return where the values of the wanted paths stand in a text that is valid JSON."""
    found: dict[str, _Span] = {}
    if wanted:
        _value(text, _blank(text, 0), "", wanted, found)
    return found


def _blank(text: str, position: int) -> int:
    match: Any = _BLANK.match(text, position)  # always: it may be empty
    return int(match.end())


def _value(text: str, start: int, path: str, wanted: set[str], found: dict[str, _Span]) -> int:
    """Note the spans of a value and of those in it; return its end. The reader has bounded the depth."""
    opening = text[start]
    if opening in "{[":
        span = _container(text, start, path, wanted, found)
    else:
        span = _Span(start, _read(text, start)[1])
    if path in wanted:
        found[path] = span
    return span.end


def _container(text: str, start: int, path: str, wanted: set[str], found: dict[str, _Span]) -> _Span:
    keyed = text[start] == "{"
    number, last, lead, colon = 0, start + 1, "", ": "
    position = _blank(text, last)
    while text[position] not in "}]":
        if text[position] == ",":
            after = position + 1
            position = _blank(text, after)
            lead = text[after:position]
        else:
            lead = text[last:position]
        step: str | int = number
        if keyed:
            step, after_key = _read(text, position)
            position = _blank(text, _blank(text, after_key) + 1)
            colon = text[after_key:position]
        last = _value(text, position, at(path, step), wanted, found)
        number += 1
        position = _blank(text, last)
    return _Span(start, position + 1, last, lead, colon)
