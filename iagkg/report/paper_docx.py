"""A paper as a Word document: A4 landscape, real headings, tables whose first row comes again on each page.

Each row of a table carries the key of its task as a bookmark, so that a paper that was filled in can be read
back whatever was written around it.
"""

import io
import re
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from iagkg.office.packing import timeless
from iagkg.report.paper import Grid, Heading, Line, Paper, Words
from iagkg.wording import say

__all__ = ["BOOKMARK", "SUBJECT", "paper_docx"]

BOOKMARK = "task_"
"""What the names of bookmarks of tasks begin with; the key follows, with _ for -."""
SUBJECT = "iagkg "
"""What the subject of the document begins with; the form of the paper follows."""
_DARK = RGBColor(0x1F, 0x38, 0x64)
_HEAD = "E8EDF4"
_WIDTH = 26.7
"""Between the margins, in centimetres."""


def paper_docx(paper: Paper) -> bytes:
    """Return the document; the same paper gives the same bytes."""
    book: Any = Document()
    _properties(book, paper)
    _styles(book, paper.lang)
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.4)
    unofficial = say("paper.unofficial", paper.lang)
    section.header.paragraphs[0].text = f"{paper.standing} · {unofficial}"
    section.header.paragraphs[0].runs[0].bold = True
    _page_number(section.footer.paragraphs[0], paper)
    book.add_heading(paper.title, level=1)
    marks = 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            book.add_heading(block.text, level=block.level)
        elif isinstance(block, Line):
            made = book.add_paragraph(style="List Bullet" if block.listed else None)
            _fill(made, block.words, bold=block.strong)
        else:
            marks = _table(book, block, marks)
            book.add_paragraph()
    target = io.BytesIO()
    book.save(target)
    return timeless(target.getvalue())


def _properties(book: Any, paper: Paper) -> None:
    core = book.core_properties
    core.author = core.last_modified_by = "iagkg"
    core.title, core.subject, core.language = paper.title, f"{SUBJECT}{paper.kind}", paper.lang
    core.comments = ""


def _styles(book: Any, lang: str) -> None:
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9)
    normal.paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), lang)
    normal.element.get_or_add_rPr().append(language)
    for level, size in ((1, 16), (2, 12)):
        style = book.styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb = Pt(size), _DARK
        style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(8), True


def _page_number(paragraph: Any, paper: Paper) -> None:
    paragraph.add_run(f"{say('paper.page', paper.lang)} ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _table(book: Any, grid: Grid, marks: int) -> int:
    table = book.add_table(rows=1, cols=len(grid.columns))
    table.style = "Table Grid"
    table.autofit = False  # else some programs take no width that is given
    widths = [Cm(_WIDTH * share / sum(grid.shares)) for share in grid.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(head.cells, grid.columns, strict=True):
        _fill(cell.paragraphs[0], Words(name), bold=True)
        _shade(cell)
    for number, row in enumerate(grid.rows):
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words in zip(made.cells, row, strict=True):
            _cell(cell, words)
        key = grid.keys[number] if number < len(grid.keys) else ""
        if key:
            marks += 1
            _bookmark(made.cells[0].paragraphs[0], key, marks)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return marks


def _cell(cell: Any, words: Words) -> None:
    for number, line in enumerate(words.text.split("\n")):
        made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        indent = len(line) - len(line.lstrip(" "))
        if indent:
            made.paragraph_format.left_indent = Cm(0.1 * indent)
        _fill(made, Words(line.strip(), words.lang))


def _fill(paragraph: Any, words: Words, *, bold: bool = False) -> None:
    run = paragraph.add_run(_UNWRITABLE.sub("", words.text))
    run.bold = bold or None
    if words.lang:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), words.lang)
        run._r.get_or_add_rPr().append(language)


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _bookmark(paragraph: Any, key: str, number: int) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name.endswith("Start"):
            mark.set(qn("w:name"), BOOKMARK + key.replace("-", "_"))
        paragraph._p.append(mark)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _HEAD)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)  # the library has no shading of its own
