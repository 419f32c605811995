"""The table of the Calendar of Activities and Actions: its 23 columns, as CSV and as an Excel workbook.

The names of the columns and their order are those of the calendar's own sheet. A column for which the
workplan states nothing stays empty: nobody is named, no type is chosen, no actor is made up.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from iagkg.chm.stating import WHOLE_DECISION
from iagkg.errors import InputError
from iagkg.office.packing import timeless
from iagkg.office.text_cell import LONGEST_CELL, put_text
from iagkg.report.chm_records import ExportSet, Record
from iagkg.report.chm_sources import SOURCE_COLUMNS, source_rows
from iagkg.wording import say

__all__ = ["COLUMNS", "calendar_csv", "calendar_rows", "calendar_xlsx", "guarded", "narrative"]

COLUMNS = (
    "Title", "Description", "Type", "Action Required by Parties", "Subject", "Status", "Status_narrative",
    "Startdate", "Enddate", "Associatedbody", "AgendaItem", "COPDecision", "COPParagraph_no",
    "COPParagraph_type", "Responsible_Unit", "Responsible_Officer", "Funding_source", "Funding_allocated",
    "Actors", "Actors_comments", "GBF_Targets", "Related_documents", "Outcome",
)  # fmt: skip
"""The 23 columns of the calendar's sheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADER = PatternFill("solid", start_color="1F3864", end_color="1F3864")
WIDTHS = {"Title": 60, "Description": 60, "Status_narrative": 44, "COPParagraph_no": 26, "Subject": 28}


def calendar_rows(export: ExportSet, lang: str = "en") -> list[dict[str, str]]:
    """Return a row a task, its keys the 23 columns; decisions and places are "; " joined in one order."""
    return [_row(record, export, lang) for record in export.records]


def _row(record: Record, export: ExportSet, lang: str) -> dict[str, str]:
    stated = {
        "Title": record.title,
        "Description": record.description,
        "Subject": ", ".join(record.keys("subject")),
        "Status": "TENTATIVE" if record.draft else "",
        "Status_narrative": narrative(record, export, lang),
        "Startdate": record.first_day,
        "Enddate": record.last_day,
        "COPDecision": "; ".join(mandate.decision for mandate in record.mandates),
        "COPParagraph_no": "; ".join(mandate.place or WHOLE_DECISION for mandate in record.mandates),
        "GBF_Targets": ", ".join(record.keys("target")),
    }
    return {column: stated.get(column, "") for column in COLUMNS}


def narrative(record: Record, export: ExportSet, lang: str) -> str:
    """Return the standing of the document, where the row stands, and how each target and subject is known."""
    parts = [
        say("standing.draft" if record.draft else "standing.recorded", lang),
        say("chm.place", lang, ref=record.ref, row=record.row, title=" ".join(export.title.split())),
    ]
    if record.period:
        parts.append(say("chm.period", lang, period=" ".join(record.period.split())))
    for tag in record.tags:
        if tag.how == "named":
            parts.append(say("chm.named", lang, identifier=tag.identifier))
        else:
            parts.append(say("chm.accepted", lang, identifier=tag.identifier, who=tag.accepted_by))
    parts += [say("chm.unread", lang, words=words) for words in record.unread]
    return ". ".join(part.rstrip(".") for part in parts) + "."


def guarded(text: str) -> str:
    """Return a cell of a CSV file that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with a mark, for spreadsheet programs, lines as RFC 4180 has them."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def calendar_csv(export: ExportSet, lang: str = "en") -> bytes:
    """Return the table as a CSV file."""
    return csv_bytes(COLUMNS, [list(row.values()) for row in calendar_rows(export, lang)])


def calendar_xlsx(export: ExportSet, lang: str = "en") -> bytes:
    """Return the table as a workbook in which every cell is text, with the sources of values on a second tab.

    Raises InputError where a text is too long for a cell.
    """
    book = Workbook()
    book.properties.creator = "iagkg"
    sheet: Any = book.active
    sheet.title = "Calendar"
    _fill(sheet, COLUMNS, [list(row.values()) for row in calendar_rows(export, lang)])
    sources = book.create_sheet(say("chm.sources", lang))
    headings = [say(f"chm.source.{name}", lang) for name in SOURCE_COLUMNS]
    _fill(sources, headings, source_rows(export, lang))
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())


def _fill(sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    top = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(columns, start=1):
        cell = _put(sheet, 1, column, name)
        cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), HEADER, top
        letter: Any = sheet.column_dimensions[get_column_letter(column)]
        letter.width, letter.number_format = WIDTHS.get(name, 18), "@"
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            _put(sheet, number, column, text).alignment = top
    sheet.freeze_panes = "B2"


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write words into a cell as text, never as a formula, number or date."""
    if len(text) > LONGEST_CELL:
        raise InputError(
            f"{sheet.title}, row {row}, column {column}: {len(text):,} letters.",
            f"at most {LONGEST_CELL:,}, which is what a cell of a workbook holds",
            "write the table as CSV instead.",
        )
    return put_text(sheet, row, column, text)
