"""Where the tags of a record stand: its fields for targets and for subjects, and how values stand in them."""

from dataclasses import dataclass
from typing import Any, Literal

from iagkg.chm.fields import fields_of
from iagkg.chm.leaves import is_empty
from iagkg.chm.model import Raw

__all__ = ["TagField", "add", "tag_field", "tags_of"]

Shape = Literal["terms", "texts", "joined"]
_TARGETS = ("gbfTargets",)
_SUBJECTS = ("cbdSubjects", "subjects")


@dataclass(frozen=True, slots=True)
class TagField:
    """A member of a record that holds identifiers: as terms, as texts, or joined by commas in one text."""

    name: str
    shape: Shape


def tag_field(raw: Raw, relation: str) -> TagField | None:
    """Return the field for targets or for subjects; None where there is none, or it holds something else."""
    found = _of_form(raw, relation)
    if found is None:
        return None
    value = raw.parts[0][1].get(found.name)
    if is_empty(value):
        return found
    if found.shape == "joined":
        return found if isinstance(value, str) else None
    if not isinstance(value, list):
        return None
    if all(isinstance(each, str) for each in value):
        return TagField(found.name, "texts")
    named = all(isinstance(each, dict) and isinstance(each.get("identifier"), str) for each in value)
    return TagField(found.name, "terms") if named else None


def _of_form(raw: Raw, relation: str) -> TagField | None:
    members = raw.parts[0][1]
    names = _TARGETS if relation == "target" else _SUBJECTS
    match raw.form:
        case "record" | "info":
            fields = fields_of(raw.schema)
            named = [name for name in names if name in members] or [name for name in names if name in fields]
            return TagField(named[0], "terms") if named else None
        case "index":
            indexed = [f"{name}_ss" for name in names]
            return TagField(next((name for name in indexed if name in members), indexed[0]), "texts")
        case "calendar-row":
            return TagField("gbfTargets" if relation == "target" else "subject", "joined")
        case "calendar-activity" | "decision" | "paragraph":
            return TagField(names[-1], "texts")
        case _:
            return None


def tags_of(raw: Raw, field: TagField) -> list[str]:
    """Return the identifiers that a field of tags holds, as they are written."""
    value: Any = raw.parts[0][1].get(field.name)
    if is_empty(value):
        return []
    if field.shape == "joined":
        return [part.strip() for part in value.split(",") if part.strip()]
    return [each if isinstance(each, str) else each["identifier"] for each in value]


def add(raw: Raw, field: TagField, identifier: str) -> None:
    """Add an identifier behind what the field holds; what is there stays as it is."""
    members = raw.parts[0][1]
    value: Any = members.get(field.name)
    if field.shape == "joined":
        members[field.name] = identifier if is_empty(value) else f"{value}, {identifier}"
        return
    new: Any = {"identifier": identifier} if field.shape == "terms" else identifier
    members[field.name] = [new] if is_empty(value) else [*value, new]
