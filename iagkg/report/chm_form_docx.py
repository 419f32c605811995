"""A form sheet as a Word document, a page a task."""

import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from iagkg.office.packing import timeless
from iagkg.report.chm_form import Filled, Line, Sheet, sheets
from iagkg.report.chm_records import ExportSet
from iagkg.wording import say

__all__ = ["form_docx"]

HEADINGS = ("field", "value", "label", "known")
WIDTHS = (Cm(4.8), Cm(6.8), Cm(3.6), Cm(3.6))
ASKED = "FFF2CC"
HEAD = "E8EDF4"
DARK = RGBColor(0x1F, 0x38, 0x64)


def form_docx(export: ExportSet, lang: str = "en", schema: str = "calendarActivity") -> bytes:
    """Return the pages of a form; the same records give the same bytes."""
    book: Any = Document()
    book.core_properties.author = "iagkg"
    book.core_properties.comments = ""
    book.core_properties.title = say("chm.form.title", lang, schema=schema)
    normal = book.styles["Normal"]
    normal.font.size = Pt(8)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(1)
    for level in (1, 2):
        book.styles[f"Heading {level}"].font.size = Pt(12)
        book.styles[f"Heading {level}"].font.color.rgb = DARK
        book.styles[f"Heading {level}"].paragraph_format.space_before = Pt(2)
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.1)
    book.add_heading(say("chm.form.title", lang, schema=schema), level=1)
    book.add_paragraph(say("chm.form.note", lang))
    for number, sheet in enumerate(sheets(export, schema, lang)):
        _page(book, sheet, lang, first=not number)
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())


def _page(book: Any, sheet: Sheet, lang: str, *, first: bool) -> None:
    heading = book.add_heading(f"{sheet.ref} {sheet.name}", level=2)
    heading.paragraph_format.page_break_before = not first
    book.add_paragraph().add_run(sheet.standing).bold = True
    book.add_paragraph(sheet.place)
    table = book.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    table.autofit = False  # else some programs take no width that is given
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for cell, name in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(say(f"chm.form.{name}", lang)).bold = True
        _shade(cell, HEAD)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # again on a second page
    for filled in sheet.fields:
        _row(table, filled, lang)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width


def _row(table: Any, filled: Filled, lang: str) -> None:
    field = filled.field
    name = f"{field.label} {say('chm.form.mandatory', lang)}" if field.mandatory else field.label
    lines = filled.lines or (Line(say("chm.form.asked" if field.mandatory else "chm.form.empty", lang)),)
    for number, line in enumerate(lines):
        cells = table.add_row().cells
        if number == 0:
            cells[0].paragraphs[0].add_run(name).bold = True
            cells[0].paragraphs[0].add_run(f"\n{field.name}")
        for cell, words in zip(cells[1:], (line.value, line.label, line.known), strict=True):
            cell.text = words
        if not filled.lines:
            first, *others = cells[1].merge(cells[3]).paragraphs
            for left in others:  # one of each cell that was merged
                left._p.getparent().remove(left._p)
            first.runs[0].bold, first.runs[0].italic = field.mandatory, not field.mandatory
        if field.mandatory and not filled.lines:
            for cell in (cells[0], cells[1]):
                _shade(cell, ASKED)


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)  # the library has no shading of its own
