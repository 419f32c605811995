"""Tasks as JSON-LD that needs no other file: DCAT for catalogues, schema.org for search engines.

Sources: DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), schema.org (Action, Legislation, DefinedTerm). The
contexts stand in the documents, so nothing is fetched to read them.
"""

from typing import Any

from iagkg.report.chm_json import to_bytes
from iagkg.report.chm_records import ExportSet, Mandate, Record, Tagged

__all__ = ["dcat", "dcat_document", "schema_org", "schema_org_document", "standing_note"]

Node = dict[str, Any]
_XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
DCAT_CONTEXT: Node = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "title": {"@id": "dct:title"},
    "description": {"@id": "dct:description"},
    "identifier": "dct:identifier",
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "hasPart": {"@id": "dct:hasPart", "@type": "@id"},
    "references": {"@id": "dct:references", "@type": "@id"},
    "theme": {"@id": "dcat:theme", "@type": "@id"},
    "keyword": "dcat:keyword",
    "temporal": "dct:temporal",
    "startDate": {"@id": "dcat:startDate", "@type": _XSD_DATE},
    "endDate": {"@id": "dcat:endDate", "@type": _XSD_DATE},
    "versionNotes": {"@id": "adms:versionNotes", "@language": "en"},
}
SCHEMA_CONTEXT: Node = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}


def dcat_document(export: ExportSet) -> Node:
    """Return the workplan as a resource of a catalogue with its tasks as parts."""
    plan: Node = {
        "id": export.plan,
        "type": "dcat:Resource",
        "title": _text(export.title, export.records[0].language if export.records else "en"),
        "versionNotes": standing_note(export, export),
        "hasPart": [record.task for record in export.records],
    }
    return {"@context": DCAT_CONTEXT, "@graph": [_some(plan), *(_dcat(r, export) for r in export.records)]}


def _dcat(record: Record, export: ExportSet) -> Node:
    days = _some({"startDate": record.first_day, "endDate": record.last_day})
    return _some(
        {
            "id": record.task,
            "type": "dcat:Resource",
            "identifier": record.ref,
            "title": _text(record.title, record.language),
            "description": _text(record.description, record.language),
            "isPartOf": export.plan,
            "versionNotes": standing_note(record, export),
            "temporal": {"type": "dct:PeriodOfTime", **days} if days else None,
            "theme": _once(tag.concept for tag in record.tags),
            "keyword": _once(tag.identifier for tag in record.tags),
            "references": _once(one.provision for one in record.mandates),
        }
    )


def schema_org_document(export: ExportSet) -> Node:
    """Return the workplan as a creative work that is about its tasks, each a planned action."""
    plan = {
        "id": export.plan,
        "type": "CreativeWork",
        "name": _text(export.title, export.records[0].language if export.records else "en"),
        "creativeWorkStatus": standing_note(export, export),
    }
    return {
        "@context": SCHEMA_CONTEXT,
        "@graph": [_some(plan), *(_action(r, export) for r in export.records)],
    }


def _action(record: Record, export: ExportSet) -> Node:
    return _some(
        {
            "id": record.task,
            "type": "Action",
            "identifier": record.ref,
            "name": _text(record.title, record.language),
            "description": _text(record.description, record.language),
            "disambiguatingDescription": standing_note(record, export),
            "startTime": record.first_day,
            "endTime": record.last_day,
            "subjectOf": {"id": export.plan},
            "about": [*_terms(record.tags), *_legislation(record.mandates)],
        }
    )


def _terms(tags: tuple[Tagged, ...]) -> list[Node]:
    found = {tag.identifier: tag for tag in tags}
    return [
        _some({"id": tag.concept, "type": "DefinedTerm", "termCode": code, "name": tag.label})
        for code, tag in found.items()
    ]


def _legislation(mandates: tuple[Mandate, ...]) -> list[Node]:
    found = {one.provision: one for one in mandates}
    return [
        _some(
            {
                "id": address,
                "type": "Legislation",
                "name": one.label,
                "legislationIdentifier": one.symbol,
                "url": one.page,
            }
        )
        for address, one in found.items()
    ]


def _text(words: str, language: str) -> Node | None:
    return {"@value": words, "@language": language} if words else None


def standing_note(of: Record | ExportSet, export: ExportSet) -> str:
    """Return the words in English on the standing of the document, marked TENTATIVE while it is a draft."""
    standing = export.standing("en")
    return f"TENTATIVE: {standing}" if of.draft else standing


def _once(values: Any) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _some(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}


def dcat(export: ExportSet, lang: str = "en") -> bytes:
    """Return the tasks as DCAT in JSON-LD."""
    del lang  # every text states its language
    return to_bytes(dcat_document(export))


def schema_org(export: ExportSet, lang: str = "en") -> bytes:
    """Return the tasks as schema.org in JSON-LD."""
    del lang  # every text states its language
    return to_bytes(schema_org_document(export))
