"""Read one record: each leaf value becomes statements, is kept with its path, or is left out as personal."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from iagkg.chm.checking import mandatory_problems, type_problems
from iagkg.chm.context import Context, Made
from iagkg.chm.fields import Field, Plain, fields_of, plain_name
from iagkg.chm.leaves import Leaf, is_empty, leaves
from iagkg.chm.model import Account, Kept, Raw, Record, Statement
from iagkg.chm.roles import EVENTS, ORGANIZATIONS, TITLES, is_withheld, of_persons, role_of
from iagkg.chm.stating import state
from iagkg.chm.values import Terms, masked, of_another_group
from iagkg.problem import Problem
from iagkg.register.tracking_html import plain_text
from iagkg.register.tracking_json import at

__all__ = ["identifier_of", "read_record"]

_NAMES = {
    "notification": ("identifier", "id", "symbol"),
    "meeting": ("identifier", "id", "meetingCode"),
    "index": ("identifier_s", "uniqueIdentifier_s", "id", "dttParagraphCode_s", "dttCode_s", "symbol_s"),
    "calendar-row": ("identifier",),
    "calendar-activity": ("identifier", "_id"),
    "decision": ("code", "_id"),
    "paragraph": ("code", "_id"),
    "informea": ("id",),
    "dcat": ("id",),
    "schema-org": ("id",),
    "term": ("identifier", "termId"),
}
_NO_SCHEMA = frozenset({"index", "dcat", "schema-org"})
"""Forms whose fields are those of no schema of the clearing-house."""
_LONGEST = 200


@dataclass(slots=True)
class _Draft:
    statements: dict[Statement, None] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    written: list[Kept] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    problems: list[Problem] = field(default_factory=list)


def read_record(raw: Raw, terms: Terms, with_people: bool = False) -> Record:
    """Return a record as read. Never fails: what is odd becomes a problem with its path in the file.

    `with_people` takes in the names of persons and how to reach them, which are left out otherwise.
    """
    draft = _Draft()
    identifier = identifier_of(raw)
    if raw.form in ("record", "info", "index") and next(_named(raw), None) is None:
        draft.problems.append(_nameless(raw))
    fields = fields_of(raw.schema)
    for part, (path, members) in enumerate(raw.parts):
        context = Context(raw, members, terms, draft.problems, with_people)
        for key, value in members.items():
            if part == 0 and key in raw.below:
                continue
            plain = plain_name(key)
            unknown = part == 0 and raw.form not in _NO_SCHEMA and not _known(key, plain, fields)
            for leaf in leaves(value, at(path, key)):
                outcome = _take(leaf, key, plain, context, draft)
                if outcome == "kept" and unknown:
                    draft.account.unknown[(key if with_people else masked(key)[0])[:_LONGEST]] += 1
    draft.problems += mandatory_problems(raw, fields)
    draft.problems += type_problems(raw, fields)
    kinds = _kinds(raw.schema)
    if raw.schema and not fields and raw.form in ("record", "info"):
        note = "the fields of this schema were never seen: what is recognised is read, the rest kept."
        draft.problems.append(
            Problem("info", "unknown-schema", f"{raw.path or 'top'}: {note}", raw.schema[:_LONGEST])
        )
    return Record(
        identifier,
        raw.form,
        raw.schema[:_LONGEST],
        kinds,
        raw.path,
        tuple(draft.statements),
        tuple(draft.kept),
        tuple(draft.written),
        draft.account,
        tuple(dict.fromkeys(draft.problems)),
    )


def _known(key: str, plain: Plain, fields: Mapping[str, Field]) -> bool:
    names = {key, plain.name}
    if names & {"header", "texts"} or names & fields.keys():
        return True
    return any(name.startswith(f"{plain.name}.") for name in fields)


def _kinds(schema: str) -> tuple[str, ...]:
    if schema in EVENTS:
        return ("schema:Event",)
    if schema in ORGANIZATIONS:
        return ("foaf:Organization",)
    if of_persons(schema):
        return ("foaf:Agent",)
    return ("skos:Concept",) if schema == "thesaurusTerm" else ("dcat:Resource",)


def _take(leaf: Leaf, key: str, plain: Plain, context: Context, draft: _Draft) -> str:
    """Put one leaf where it belongs and count it; return where that was."""
    account = draft.account
    if is_empty(leaf.value):
        account.empty += 1
        return "empty"
    if not context.with_people and is_withheld(context.raw.schema, plain.name, leaf.steps, leaf.value):
        account.withheld += 1
        return "withheld"
    value, path = leaf.value, leaf.path
    if not context.with_people:
        path, count = masked(path)
        if isinstance(value, str):
            value, more = masked(value)
            count += more
        account.masked += count
        if count:
            leaf = Leaf(path, leaf.steps, value, leaf.inside)
    made = _header(leaf, key, context) or state(role_of(plain.name), plain, leaf, context)
    new = [statement for statement in made.statements if statement not in draft.statements]
    if not new:
        draft.kept.append(Kept(path, value))
        account.kept += 1
        account.copies += made.copy
        return "kept"
    if plain.name in (*TITLES, "associatedBody", "subsidiaryBody", "subsidiaryBodies"):
        other = of_another_group(value) if isinstance(value, str) else ""
        new += [Statement("iag:namesOtherGroup", other)] if other else []
    draft.statements |= dict.fromkeys(new)
    if made.written or not any(_says(statement, value, context.terms) for statement in new):
        draft.written.append(Kept(path, value))
    account.stated += 1
    return "stated"


def _says(statement: Statement, value: Any, terms: Terms) -> bool:
    """Tell whether a value can be read from a statement again just as it is written."""
    if statement.value == value:
        return True
    if not isinstance(value, str) or statement.kind != "iri":
        return False
    if unquote(statement.value.rpartition("/")[2]) == value:
        return True
    match = terms.match(value)
    return match is not None and match.how == "exact" and terms.concept(value) == statement.value


def _header(leaf: Leaf, key: str, context: Context) -> Made | None:
    """Return what the header says: identifier and schema of the record."""
    form = context.raw.form
    if key == "header":
        predicate = {"identifier": "dcterms:identifier", "schema": "iag:recordSchema"}.get(leaf.last, "")
        named = len(leaf.steps) == 1
    else:
        names = _NAMES.get(form, ())
        predicate = "dcterms:identifier" if key in names and key not in ("code", "symbol") else ""
        predicate = "iag:recordSchema" if key == "schema_s" else predicate
        named = not leaf.steps
    if not predicate or not named or not isinstance(leaf.value, str):
        return None
    words = plain_text(leaf.value).text
    return Made((Statement(predicate, words),)) if words else None


def identifier_of(raw: Raw) -> str:
    """Return what names a record: its identifier, without a revision, else a checksum of its content."""
    named = next(_named(raw), None)
    if named is not None:
        return named
    content = json.dumps(raw.parts[0][1], sort_keys=True, ensure_ascii=True, default=str).encode()
    return f"{raw.form}-{hashlib.sha256(content).hexdigest()[:16]}"


def _nameless(raw: Raw) -> Problem:
    what = f"{raw.path or 'top'}: the record has no identifier; it is named by a checksum."
    expected = "an identifier such as EBC2DAD5-04C8-0530-6D58-C949CAECD809"
    return Problem("error", "no-identifier", what, expected=expected, field=raw.path)


def _named(raw: Raw) -> Iterator[str]:
    for found in _candidates(raw, raw.parts[0][1]):
        plain = found.strip().partition("@")[0]
        if 0 < len(plain) <= _LONGEST and plain.isprintable():
            yield plain


def _candidates(raw: Raw, members: dict[str, Any]) -> Iterator[str]:
    header = members.get("header")
    named = [header.get("identifier")] if isinstance(header, dict) else []
    if raw.form == "info":
        named += [raw.parts[1][1].get("identifier")]
    named += [members.get(name) for name in _NAMES.get(raw.form, ())]
    for value in named:
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str) and first.strip():
            yield first
        elif isinstance(first, int) and not isinstance(first, bool):
            yield str(first)
