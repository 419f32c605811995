"""Read the body of a Word document: paragraphs and tables in order, with what is printed and not typed.

A paragraph whose mark is deleted by a tracked change runs into the next one, as Word shows it once the
changes are accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from iagkg.errors import InputError
from iagkg.office.model import Block, Cell, Document, Mark, Note, Para, Row, Table
from iagkg.office.notes import Marked, marked_notes
from iagkg.office.numbering import Counter, Lists, read_lists, value
from iagkg.office.package import Package, open_package
from iagkg.office.styles import OFF, Look, Styles, look_of, read_styles
from iagkg.office.words import MC, Tally, Words, alternative

__all__ = ["Block", "Cell", "Document", "Mark", "Note", "Para", "Row", "Table", "read_document"]

DEEPEST_TABLE = 20
HOLDERS = frozenset(qn(f"w:{name}") for name in ("customXml", "smartTag", "ins", "moveTo"))
"""What may stand around paragraphs, rows and cells without being any."""
KINDS_OF_NOTES = ("footnote", "endnote")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Reader:
    styles: Styles
    lists: Lists
    counter: Counter
    tally: Tally = field(default_factory=Tally)
    order: int = 0
    pending: Words | None = None

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self.paragraph(element)
            elif element.tag == qn("w:tbl"):
                if depth < DEEPEST_TABLE:
                    yield self.table(element, depth)
                else:
                    self.tally.objects += 1
            elif element.tag == qn("w:sdt"):
                for content in element.findall(qn("w:sdtContent")):
                    yield from self.blocks(content, depth)
            elif element.tag in HOLDERS:
                yield from self.blocks(element, depth)
            elif element.tag == f"{MC}AlternateContent":
                yield from self.blocks(alternative(element), depth)

    def paragraph(self, element: Any) -> Iterator[Para]:
        properties = element.find(qn("w:pPr"))
        mark = None if properties is None else properties.find(qn("w:rPr"))
        own = look_of(properties, None)
        style = self.styles.look(None if properties is None else value(properties, "w:pStyle"))
        words = self.pending or Words(self.styles, self.tally)
        self.pending = None
        words.bold, words.italic = bool(style.bold), bool(style.italic)
        words.read(element)
        words.bookmarks += [str(mark.get(qn("w:name"))) for mark in element.iter(qn("w:bookmarkStart"))]
        if mark is not None and (
            mark.find(qn("w:del")) is not None or mark.find(qn("w:moveFrom")) is not None
        ):
            self.tally.deletions += 1
            self.pending = words if words.length else None
            return
        if mark is not None and mark.find(qn("w:ins")) is not None:
            self.tally.insertions += 1
        yield self.made(own, style, words)

    def made(self, own: Look, style: Look, words: Words) -> Para:
        self.order += 1
        look = own.over(style)
        number, level, indent = None, None, look.indent
        if look.num not in {None, "0", ""}:
            num = str(look.num)
            level = own.level if own.level is not None else style.level
            if level is None:
                level = self.lists.level_of_style(num, style.style) if own.num is None else 0
            number = self.counter.number(num, level)
            at = self.lists.level(num, level)
            if at is not None and own.indent is None:
                indent = at.indent if at.indent is not None else look.indent
        whole = max(words.letters, 1)
        return Para(
            text=words.text,
            order=self.order,
            number=number.label if number else "",
            form=number.form if number else "",
            level=level,
            style=style.name,
            heading=look.heading,
            indent=indent or 0,
            centred=bool(look.centred),
            bold=words.bold_letters == whole,
            italic=words.italic_letters == whole,
            italics=words.opening.strip(),
            marks=tuple(words.marks),
            bookmarks=tuple(words.bookmarks),
        )

    def table(self, element: Any, depth: int) -> Table:
        order, rows = self.order + 1, []
        for row in _members(element, qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                self.tally.deletions += 1
                continue
            if properties is not None and properties.find(qn("w:ins")) is not None:
                self.tally.insertions += 1
            header = None if properties is None else properties.find(qn("w:tblHeader"))
            shown = header is not None and header.get(qn("w:val"), "1") not in OFF
            cells = tuple(self.cell(cell, depth) for cell in _members(row, qn("w:tc")))
            rows.append(Row(cells, shown, _left_out(properties, "before"), _left_out(properties, "after")))
        return Table(tuple(rows), order)

    def cell(self, element: Any, depth: int) -> Cell:
        properties = element.find(qn("w:tcPr"))
        span = None if properties is None else value(properties, "w:gridSpan")
        merge = None if properties is None else properties.find(qn("w:vMerge"))
        continued = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        width = int(span) if span and span.isdecimal() and len(span) < 4 else 1
        return Cell(tuple(self.blocks(element, depth + 1)), max(width, 1), continued)

    def finished(self) -> Iterator[Para]:
        """Give the words of a last paragraph whose mark is deleted."""
        if self.pending is not None:
            words, self.pending = self.pending, None
            yield self.made(Look(), Look(), words)


def _left_out(properties: Any, side: str) -> int:
    """Return how many columns of the grid a row leaves out before or after its cells."""
    found = None if properties is None else value(properties, f"w:grid{side.title()}")
    return int(found) if found and found.isdecimal() and len(found) < 3 else 0


def _members(parent: Any, tag: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS or child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _members(child, tag)
        elif child.tag == f"{MC}AlternateContent":
            yield from _members(alternative(child), tag)


def read_document(name: str, content: bytes) -> Document:
    """Return what a .docx file holds; `name` stands in the messages.

    Raises InputError where the bytes are no Word document, or one that is not opened (see `package`).
    """
    package = open_package(name, content)
    main = _main_part(package)
    folder = str(PurePosixPath(main).parent)
    document = _parsed(package, main)
    body = None if document is None else document.find(qn("w:body"))
    if body is None:
        raise InputError(
            f"{name}: it holds no document.", "a Word document (.docx)", "save it again as .docx."
        )
    styles_part = _parsed(package, f"{folder}/styles.xml")
    styles = read_styles(styles_part) if styles_part is not None else Styles({}, {})
    numbering = _parsed(package, f"{folder}/numbering.xml")
    lists = read_lists(numbering, styles.lists or {}) if numbering is not None else Lists()
    reader = Reader(styles, lists, Counter(lists))
    blocks = (*reader.blocks(body), *reader.finished())
    settings = _parsed(package, f"{folder}/settings.xml")
    notes = []
    for kind in KINDS_OF_NOTES:
        part = _parsed(package, f"{folder}/{kind}s.xml")
        found = () if part is None else marked_notes(kind, part, settings, body)
        notes += [_note(kind, marked, reader) for marked in found]
    headers = tuple(
        words
        for part in package.names()
        if part.startswith(f"{folder}/header") and (words := _header_words(_parsed(package, part)))
    )
    footers = tuple(
        words
        for part in package.names()
        if part.startswith(f"{folder}/footer") and (words := _header_words(_parsed(package, part)))
    )
    tally = reader.tally
    return Document(
        blocks,
        tuple(notes),
        headers,
        tally.insertions,
        tally.deletions,
        tally.hidden,
        tuple(tally.boxes),
        tally.objects,
        footers,
    )


def _main_part(package: Package) -> str:
    relations = _parsed(package, "_rels/.rels")
    for relation in () if relations is None else relations.iter(RELATION):
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _parsed(package: Package, part: str) -> Any:
    """Return the root of a part, None where there is no such part."""
    content = package.part(part)
    if content is None:
        return None
    try:
        return parse_xml(content)
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"{package.name}, {part}: damaged: {error}",
            "a Word document (.docx)",
            "open it in Word and save it again under a new name.",
        ) from error


def _header_words(header: Any) -> str:
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))).strip() for p in header.iter(qn("w:p")))
    return "\n".join(line for line in lines if line)


def _note(kind: str, marked: Marked, reader: Reader) -> Note:
    own = Reader(reader.styles, reader.lists, Counter(reader.lists), reader.tally)
    blocks = own.blocks(marked.element)
    return Note(kind, marked.key, marked.number, tuple(b for b in blocks if isinstance(b, Para)))
