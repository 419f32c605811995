"""Check one record: the keys of its fields, its references to decisions, its target and its subject."""

import re
from collections.abc import Iterator
from typing import Any

from iagkg.chm.fields import fields_of, plain_name
from iagkg.chm.leaves import is_empty
from iagkg.chm.lint_decisions import lint_decision, lint_places
from iagkg.chm.lint_keys import DOMAIN_OF, Key, KeyCheck
from iagkg.chm.lint_model import Finding, shown
from iagkg.chm.model import Raw
from iagkg.register.tracking_json import at

__all__ = ["lint_members", "lint_record"]

TARGETS = frozenset({"gbfTargets", "globalTargetAlignment", "dttGbfTarget"})
SUBJECTS = frozenset({"cbdSubjects", "subjects", "subject", "themes", "dttSubject"})
DECISIONS = frozenset({"decisions", "copDecision"})
CODES = frozenset({"code", "dttCode", "dttParagraphCode"})
TRACKED = frozenset({"decision", "paragraph", "index"})
_INDEXED = {"no-target": "gbfTargets_ss", "no-subject": "cbdSubjects_ss"}
"""Where the search index has targets and subjects, whatever the schema calls them."""
_JOINED = re.compile(r"\s*[,;]\s*")


def lint_record(file: str, raw: Raw, check: KeyCheck) -> Iterator[Finding]:
    """Yield the findings of a record; terms of the thesaurus and bare texts have nothing to check here."""
    if raw.form in ("term", "texts"):
        return
    path, members = raw.parts[0]
    yield from lint_members(file, path, members, raw.form, check)
    fields = fields_of(raw.schema)
    held = {plain_name(key).name for key, value in members.items() if not is_empty(value)}
    for names, code, example in (
        (TARGETS, "no-target", "a target such as GBF-TARGET-21"),
        (SUBJECTS, "no-subject", "a subject such as CBD-SUBJECT-KM"),
    ):
        asked = sorted(names & fields.keys())
        if asked and not names & held:
            yield Finding(
                file, at(path, _INDEXED[code] if raw.form == "index" else asked[0]), code, "", example
            )


def lint_members(
    file: str, path: str, members: dict[str, Any], form: str, check: KeyCheck
) -> Iterator[Finding]:
    """Yield the findings of the fields of a record or of the cells of a row."""
    for name, value in members.items():
        spelt = plain_name(name)
        plain = spelt.name
        where, expanded = at(path, name), plain.endswith("_REL")
        plain = plain.removesuffix("_REL")
        if is_empty(value) or spelt.lang:
            continue  # a field in one language holds words, not keys
        if plain in DECISIONS:
            for key in _texts(value, where):
                yield from lint_decision(file, key, check.decisions)
        elif plain in CODES and form in TRACKED:
            for key in _texts(value, where):
                yield from lint_decision(file, key, frozenset())
        elif plain in DOMAIN_OF and (plain not in ("status", "type") or form == "calendar-activity"):
            if plain == "tags" and not isinstance(value, str):
                continue  # free tags of a resource, by language
            keys, odd = _keys(value, where)
            yield from (Finding(file, at_, "wrong-type", shown(each), "a key") for at_, each in odd)
            yield from _joined(file, value, where)
            yield from check.keys(file, keys, DOMAIN_OF[plain], expanded=expanded)
    decisions, places = members.get("copDecision"), members.get("copParagraphNo")
    if isinstance(decisions, str) and isinstance(places, str):
        yield from lint_places(
            file, (at(path, "copDecision"), decisions), (at(path, "copParagraphNo"), places)
        )


def _texts(value: Any, path: str) -> list[Key]:
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, list):
        return [
            (at(path, number), each) for number, each in enumerate(value) if isinstance(each, str) and each
        ]
    return []


def _keys(value: Any, path: str) -> tuple[list[Key], list[tuple[str, Any]]]:
    """Return the keys of a field with their paths, and what stands there and is none."""
    if isinstance(value, str):
        parts = [part for part in _JOINED.split(value.strip()) if part]
        return [(path, part) for part in parts], []
    if isinstance(value, dict):
        named = value.get("identifier")
        here = at(path, "identifier")
        return ([(here, named)], []) if isinstance(named, str) else ([], [(path, value)])
    if not isinstance(value, list):
        return [], [(path, value)]
    keys: list[Key] = []
    odd: list[tuple[str, Any]] = []
    for number, each in enumerate(value):
        here = at(path, number)
        if isinstance(each, str):
            keys += [(here, part) for part in _JOINED.split(each.strip()) if part]
        elif isinstance(each, dict) and isinstance(each.get("identifier"), str):
            keys.append((at(here, "identifier"), each["identifier"]))
        elif not is_empty(each):
            odd.append((here, each))
    return keys, odd


def _joined(file: str, value: Any, path: str) -> Iterator[Finding]:
    """Yield elements of a list that hold several keys in one text."""
    for number, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, str) and len([part for part in _JOINED.split(each) if part]) > 1:
            yield Finding(file, at(path, number), "joined", shown(each), "one key in each element")
