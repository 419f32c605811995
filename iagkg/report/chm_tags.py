"""Tags for other portals: strings for national sites (Bioland), keywords for InforMEA."""

from functools import cache
from typing import Any

from iagkg.files import shipped
from iagkg.report.chm_calendar import csv_bytes
from iagkg.report.chm_json import to_bytes
from iagkg.report.chm_linked import standing_note
from iagkg.report.chm_records import ExportSet, Record
from iagkg.vocabulary.sssom import read_mappings

__all__ = ["NAMESPACE", "TAG_COLUMNS", "bioland", "informea", "keywords", "tag_string"]

NAMESPACE = "http://www.informea.org/terms"
TAG_COLUMNS = ("ref", "title", "status", "tags")
"""The columns of the file for national sites: a row a task, its tags in one cell."""


def tag_string(record: Record) -> str:
    """Return the keys of a task as a site takes them: targets, then subjects, commas between, no labels."""
    return ",".join((*record.keys("target"), *record.keys("subject")))


def bioland(export: ExportSet, lang: str = "en") -> bytes:
    """Return a CSV file with the tag string of each task."""
    del lang  # keys have no language, titles that of the document
    return csv_bytes(
        TAG_COLUMNS,
        (
            [record.ref, record.title, "TENTATIVE" if record.draft else "", tag_string(record)]
            for record in export.records
        ),
    )


def keywords(record: Record) -> list[dict[str, str]]:
    """Return the keywords of a task as InforMEA takes them, each once."""
    terms = dict.fromkeys(leo_label(keyword.address) for keyword in record.keywords)
    return [{"term": term, "namespace": NAMESPACE} for term in terms]


def informea(export: ExportSet, lang: str = "en") -> bytes:
    """Return the tasks with their keywords as a list."""
    del lang  # the terms are those of the vocabulary
    found: list[dict[str, Any]] = [
        {
            "id": record.task,
            "title": [{"language": record.language, "value": record.title}],
            "description": [{"language": "en", "value": standing_note(record, export)}],
            "keywords": keywords(record),
        }
        for record in export.records
    ]
    return to_bytes(found)


def leo_label(address: str) -> str:
    """Return the name of a keyword by its address; its last segment where the table has no name."""
    return _labels().get(address) or address.rpartition("/")[2].replace("-", " ")


@cache
def _labels() -> dict[str, str]:
    rows = read_mappings(shipped("data", "mappings", "leo.sssom.tsv"))
    return {row.object: row.object_label for row in rows}
