"""The forms in which records are handed on to the clearing-house, each by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from iagkg.report.chm_calendar import calendar_csv, calendar_xlsx, csv_bytes
from iagkg.report.chm_form_docx import form_docx
from iagkg.report.chm_form_html import form_html
from iagkg.report.chm_json import calendar_activities, resources
from iagkg.report.chm_linked import dcat, schema_org
from iagkg.report.chm_records import ExportSet
from iagkg.report.chm_sources import SOURCE_COLUMNS, source_rows
from iagkg.report.chm_tags import bioland, informea
from iagkg.wording import say

__all__ = ["FORMS", "Form", "sources_csv"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the name of its file, what writes it, whether its bytes are no text.

    `own_sources` tells that the form itself shows where each value comes from; beside the others a file of
    sources is written.
    """

    file: str
    write: Callable[[ExportSet, str], bytes]
    binary: bool = False
    own_sources: bool = False


FORMS: dict[str, Form] = {
    "calendar-csv": Form("calendar.csv", calendar_csv),
    "calendar-xlsx": Form("calendar.xlsx", calendar_xlsx, binary=True, own_sources=True),
    "form-html": Form("form-sheet.html", form_html, own_sources=True),
    "form-docx": Form("form-sheet.docx", form_docx, binary=True, own_sources=True),
    "resource-form-html": Form(
        "resource-sheet.html", partial(form_html, schema="resource"), own_sources=True
    ),
    "resource-form-docx": Form(
        "resource-sheet.docx", partial(form_docx, schema="resource"), binary=True, own_sources=True
    ),
    "bioland": Form("bioland-tags.csv", bioland),
    "calendar-activity": Form("calendar-activities.json", calendar_activities),
    "resource": Form("resources.json", resources),
    "dcat": Form("dcat.jsonld", dcat),
    "schema-org": Form("schema-org.jsonld", schema_org),
    "informea": Form("informea-keywords.json", informea),
}
"""The forms by the name that the command takes, in the order of their use."""


def sources_csv(export: ExportSet, lang: str) -> bytes:
    """Return the file of sources: task, field, value, how it is known, where it stands."""
    return csv_bytes([say(f"chm.source.{name}", lang) for name in SOURCE_COLUMNS], source_rows(export, lang))
