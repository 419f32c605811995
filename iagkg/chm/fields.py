"""The fields of each schema (`data/chm/fields.tsv`), and a field's plain name behind its spellings.

The search index writes `title_EN_t` and `gbfTargets_ss` for what a record calls `title` and `gbfTargets`;
notifications and meetings write `titleEn`.
"""

import re
from dataclasses import dataclass
from functools import cache

from iagkg.files import read_table, shipped

__all__ = ["TYPES", "Field", "Plain", "fields_of", "plain_name", "schemas"]

TYPES = ("words", "term", "terms", "reference", "references", "links", "date", "bool", "int", "number")
"""The types that are checked; `text`, `texts` and `any` take more than one shape in the files met."""

_INDEX = re.compile(r"_(?:s|ss|t|txt|dt|dts|b|i|is|ds|d)$")
_TAIL = re.compile(r"(.+)_([A-Z]{2})")
_CAMEL = re.compile(r"(title|notes|subject|city|country)(En|Fr|Es|Ar|Ru|Zh)")
_LANGUAGES = frozenset({"en", "fr", "es", "ar", "ru", "zh"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a schema: its type, and whether a record must have it."""

    name: str
    type: str
    mandatory: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain name of a field, and the language that its spelling names (else empty)."""

    name: str
    lang: str = ""


@cache
def schemas() -> dict[str, dict[str, Field]]:
    """Return the fields of every schema by name. Raises InputError where the table cannot be read."""
    found: dict[str, dict[str, Field]] = {}
    for row in read_table(shipped("data", "chm", "fields.tsv"), ("schema", "field", "type", "mandatory")):
        made = Field(row["field"], row["type"], row["mandatory"] == "yes")
        found.setdefault(row["schema"], {})[row["field"]] = made
    return found


def fields_of(schema: str) -> dict[str, Field]:
    """Return the fields of a schema, none where its fields were never seen."""
    return schemas().get(schema, {})


@cache
def plain_name(key: str) -> Plain:
    """Return the plain name of a member: `gbfTargets_ss` is gbfTargets, `titleFr` is title in French."""
    stem = _INDEX.sub("", key)
    if stem != key:
        tail = _TAIL.fullmatch(stem)
        if tail and tail[2].lower() in _LANGUAGES:
            return Plain(tail[1], tail[2].lower())
        return Plain(stem)
    camel = _CAMEL.fullmatch(key)
    return Plain(camel[1], camel[2].lower()) if camel else Plain(key)
