"""Tasks as documents of the clearing-house: `calendarActivity` and `resource`.

A document holds the fields of its schema for which something is stated, and no other: no officer, no type,
no place. The forms are those of `data/schemas`; what a schema asks for and nobody stated is named by
`not_stated`.
"""

import json
from typing import Any

from iagkg.chm.calendar_keys import seen_key
from iagkg.report.chm_fields import CALENDAR_ACTIVITY, RESOURCE, Field
from iagkg.report.chm_records import ExportSet, Record
from iagkg.wording import say

__all__ = [
    "calendar_activities",
    "calendar_activity",
    "described",
    "information",
    "not_stated",
    "resource",
    "resources",
    "slug",
    "to_bytes",
]

TENTATIVE = "NCHM-EVENT-STATUS-TENTATIVE"
Document = dict[str, Any]


def slug(record: Record) -> str:
    """Return an identifier of the kind the calendar calls a slug, from the address of the task."""
    return "-".join(record.task.partition("/workplan/")[2].lower().split("/")) or record.ref.lower()


def calendar_activity(record: Record) -> Document:
    """Return a task as a document of the calendar; `decisions` is always there: readers look for it.

    It has the keys that were seen in the calendar; what has none stands in words in the description.
    """
    keys = [seen_key(one.decision, one.body) for one in record.mandates]
    found: Document = {
        "identifier": [slug(record)],
        "title": _text(record.title, record),
        "description": _text(described(record), record),
        "status": TENTATIVE if record.draft else "",
        "startDate": record.first_day,
        "endDate": record.last_day,
        "decisions": list(dict.fromkeys(key for key in keys if key)),
        "gbfTargets": list(record.keys("target")),
        "subjects": list(record.keys("subject")),
    }
    return {name: value for name, value in found.items() if value or name == "decisions"}


def described(record: Record) -> str:
    """Return the description of a task, with its mandate as printed where a decision has no key."""
    printed = "; ".join(dict.fromkeys(one.as_printed or one.label for one in record.mandates))
    if all(seen_key(one.decision, one.body) for one in record.mandates):
        return record.description
    lang = record.language if record.language in {"en", "fr", "es"} else "en"
    return "\n".join(filter(None, (record.description, say("chm.mandate-printed", lang, words=printed))))


def resource(record: Record, information: str = "") -> Document:
    """Return a task as a document of the virtual library; `information` are words on its standing.

    The virtual library gives it its identifier.
    """
    pages = {(one.page, one.label) for one in record.mandates if one.page}
    found: Document = {
        "header": {
            "schema": "resource",
            "languages": [record.language],
        },
        "title": _text(record.title, record),
        "summary": _text(record.description, record),
        "gbfTargets": [{"identifier": key} for key in record.keys("target")],
        "cbdSubjects": [{"identifier": key} for key in record.keys("subject")],
        "relevantInformation": {"en": information} if information else {},
        "relevantDocuments": [
            {"url": page, "name": label, "language": "en"} for page, label in sorted(pages)
        ],
    }
    return {name: value for name, value in found.items() if value}


def _text(words: str, record: Record) -> dict[str, str]:
    return {record.language: words} if words else {}


def not_stated(document: Document, fields: tuple[Field, ...]) -> tuple[str, ...]:
    """Return the fields that the form asks for and the document does not have."""
    return tuple(field.name for field in fields if field.mandatory and not document.get(field.name))


def calendar_activities(export: ExportSet, lang: str = "en") -> bytes:
    """Return the tasks as a list of documents of the calendar."""
    del lang  # the words are the document's own
    return to_bytes([calendar_activity(record) for record in export.records])


def resources(export: ExportSet, lang: str = "en") -> bytes:
    """Return the tasks as a list of documents of the virtual library."""
    del lang  # a document states its languages; ours would be one more
    return to_bytes([resource(record, information(record, export)) for record in export.records])


def information(record: Record, export: ExportSet) -> str:
    """Return the words on the standing of the document and the place of a task in it."""
    standing = say("standing.draft" if record.draft else "standing.recorded", "en")
    place = say("chm.place", "en", ref=record.ref, row=record.row, title=" ".join(export.title.split()))
    mark = " (TENTATIVE)" if record.draft else ""
    return f"{standing}{mark}. {place}."


def to_bytes(value: Any) -> bytes:
    """Return a value as JSON in UTF-8, one way only."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


FIELDS = {"calendarActivity": CALENDAR_ACTIVITY, "resource": RESOURCE}
