"""A form sheet: for each task the fields of a form of the clearing-house, with what is to be typed there."""

from dataclasses import dataclass

from iagkg.chm.calendar_keys import seen_key
from iagkg.report.chm_fields import CALENDAR_ACTIVITY, RESOURCE, Field
from iagkg.report.chm_json import TENTATIVE, calendar_activity, resource, slug
from iagkg.report.chm_records import ExportSet, Record, Tagged
from iagkg.wording import say

__all__ = ["FORMS", "Filled", "Line", "Sheet", "sheets"]

FORMS: dict[str, tuple[Field, ...]] = {"calendarActivity": CALENDAR_ACTIVITY, "resource": RESOURCE}
"""The forms there are, by their schema."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a field: what is typed or picked (words or a key), its label, how it is known."""

    value: str
    label: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with its values; none where nothing is stated."""

    field: Field
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of one task: its reference, its name, where it stands, the fields in the order of the form."""

    ref: str
    name: str
    place: str
    standing: str
    fields: tuple[Filled, ...]


def sheets(export: ExportSet, schema: str, lang: str = "en") -> list[Sheet]:
    """Return a page a task for a form of FORMS."""
    return [_sheet(record, export, schema, lang) for record in export.records]


def _sheet(record: Record, export: ExportSet, schema: str, lang: str) -> Sheet:
    standing = say("standing.draft" if record.draft else "standing.recorded", lang)
    values = _values(record, schema, lang)
    return Sheet(
        ref=record.ref,
        name=record.short_title or record.title,
        place=say("chm.place", lang, ref=record.ref, row=record.row, title=" ".join(export.title.split())),
        standing=f"TENTATIVE: {standing}" if record.draft else standing,
        fields=tuple(Filled(field, values.get(field.name, ())) for field in FORMS[schema]),
    )


def _values(record: Record, schema: str, lang: str) -> dict[str, tuple[Line, ...]]:
    printed = say("chm.how.printed", lang)
    language = say("chm.form.language", lang, language=record.language)
    words = {
        "title": (Line(record.title, language, printed),) if record.title else (),
        "gbfTargets": _terms(record, "target", lang),
    }
    about = (Line(record.description, language, printed),) if record.description else ()
    if schema == "resource":
        linked = resource(record).get("relevantDocuments", [])
        return words | {
            "summary": about,
            "cbdSubjects": _terms(record, "subject", lang),
            "relevantDocuments": tuple(Line(link["url"], link["name"], printed) for link in linked),
        }
    document = calendar_activity(record)
    return words | {
        "identifier": (Line(slug(record), "", say("chm.how.ours", lang)),),
        "description": about,
        "status": (Line(TENTATIVE, "Tentative", say("standing.draft", lang)),) if record.draft else (),
        "startDate": _day(document, "startDate", record, lang),
        "endDate": _day(document, "endDate", record, lang),
        "decisions": _decisions(record, lang),
        "subjects": _terms(record, "subject", lang),
    }


def _day(document: dict[str, str], name: str, record: Record, lang: str) -> tuple[Line, ...]:
    day = document.get(name, "")
    known = say("chm.period", lang, period=" ".join(record.period.split()))
    return (Line(day, say("chm.how.months", lang), known),) if day else ()


def _terms(record: Record, relation: str, lang: str) -> tuple[Line, ...]:
    lines: dict[str, Line] = {}
    for tag in record.tags:
        if tag.relation == relation:
            known, before = _known(tag, lang), lines.get(tag.identifier)
            lines[tag.identifier] = Line(
                tag.identifier, tag.label, f"{before.known}; {known}" if before else known
            )
    return tuple(lines.values())


def _known(tag: Tagged, lang: str) -> str:
    if tag.how == "named":
        return say("chm.how.named", lang)
    return f"{say('chm.how.accepted', lang)}: {tag.accepted_by}"


def _decisions(record: Record, lang: str) -> tuple[Line, ...]:
    """Return a line a decision, with all places that the task cites in it."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in record.mandates:
        places.setdefault((one.decision, seen_key(one.decision, one.body)), []).append(one.label)
    return tuple(
        Line(
            key or decision,
            "; ".join(dict.fromkeys(labels)),
            say("chm.key-seen", lang, code=key) if key else say("chm.key-not-seen", lang),
        )
        for (decision, key), labels in places.items()
    )
