"""Tables as files: for a spreadsheet (xlsx, csv) and for programs (json, csv with profile=machine)."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response

from iagkg.office.packing import timeless
from iagkg.office.text_cell import LONGEST_CELL, put_text
from iagkg.store.terms import lexical
from iagkg.table import Table
from iagkg.table_text import code_words, heading
from iagkg.web.explorer import Explorer
from iagkg.web.render import answered, explorer_of, language_of
from iagkg.wording import say

__all__ = ["csv_of", "file_of", "standing_notes", "xlsx_of"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class _FileForm(Convertor[str]):
    """The suffixes of tables as files."""

    regex = "csv|xlsx|json"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("fileform", _FileForm())


def file_of(request: Request, table: Table, name: str, notes: Iterable[str] = ()) -> Response:
    """Return a table as the file that a request asks for; `notes` stand below in a sheet, the standing first.

    A cell that a spreadsheet would run has an apostrophe before it in CSV, unless profile=machine is asked.
    """
    form, lang = request.path_params["form"], language_of(request)
    if form == "csv":
        machine = request.query_params.get("profile") == "machine"
        content = csv_of(table, safe=not machine).encode("utf-8" if machine else "utf-8-sig")
    elif form == "json":
        content = table.to_json().encode()
    else:
        content = xlsx_of(table, name, lang, standing_notes(explorer_of(request), lang, *notes))
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", name).strip("-") or "table"
    disposition = {"Content-Disposition": f'attachment; filename="{plain}.{form}"'} if form != "json" else {}
    return answered(content, _MEDIA[form], headers=disposition)


def standing_notes(explorer: Explorer, lang: str, *notes: str) -> list[str]:
    """Return notes below a table, and before them that the workplan is a draft, where it is one."""
    return [*([say("standing.draft", lang)] if explorer.is_draft else []), *notes]


def csv_of(table: Table, *, safe: bool) -> str:
    """Return a table as CSV; with `safe` no cell is one that a spreadsheet runs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        cells = [lexical(value) for value in row]
        writer.writerow([f"'{cell}" if safe and cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def xlsx_of(table: Table, name: str, lang: str, notes: Iterable[str] = ()) -> bytes:
    """Return a table as a workbook of one sheet: words are text, days are days, no cell is a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has a sheet
    sheet.title = re.sub(r"[^\w -]", " ", name)[:31] or "table"
    for at, column in enumerate(table.columns, start=1):
        words = heading(column, lang)
        put_text(sheet, 1, at, words).font = Font(bold=True)
        longest = max((len(lexical(row[at - 1])) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(len(words), longest, 8) + 2, 60)
    kinds = table.kinds or ("",) * len(table.columns)
    for number, row in enumerate(table.rows, start=2):
        for at, (value, kind) in enumerate(zip(row, kinds, strict=True), start=1):
            if isinstance(value, int | dt.date) and not isinstance(value, bool):
                sheet.cell(number, at, value).number_format = (
                    "yyyy-mm-dd" if isinstance(value, dt.date) else "0"
                )
                continue
            words = lexical(value)
            words = code_words(words, kind, lang) or words
            put_text(sheet, number, at, words[:LONGEST_CELL]).alignment = Alignment(
                wrap_text=True, vertical="top"
            )
    for offset, note in enumerate(notes, start=2):
        put_text(sheet, len(table.rows) + 1 + offset, 1, note)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())
