"""Office files that mean harm, or are broken, made by code: the name of each, its bytes, what becomes of it.

`outcome` is part of the words of the refusal, or "problem: " and the code of a problem it is read with.
"""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from made_table import tbl, tc, tr
from made_word import W, lvl, numbering, p, styles, word_file, zipped
from openpyxl import Workbook

HEADER = tr("Tasks", "Mandate", "Timeline")
ROW = tr("1. Advise", "Dec. 16/3, para. 6", "2025")
GOOD = (p("Workplan"), tbl(HEADER, ROW))
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PASSWORDS = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
UTF_7 = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x><x/>'
JOINED = '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@dataclass(frozen=True)
class Hostile:
    """A file: its name, what makes its bytes, and what becomes of it."""

    name: str
    made: Callable[[], bytes]
    outcome: str


def document(text: str | bytes, part: str = "document.xml") -> bytes:
    return word_file(GOOD, {part: text})


def declared(declaration: str, encoding: str = "utf-8", codec: str = "") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{in_body("")}'
    return document(text.encode(codec or encoding))


def archive(entries: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"/>')
        for name, content in entries:
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def in_body(text: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{text}</w:body></w:document>'


def one_row(task: str) -> bytes:
    return word_file([p("Workplan"), tbl(HEADER, tr(task, "16/3", "2025"))])


def many_rows(count: int) -> bytes:
    rows = (tr(f"{n * 7919 % 10007}. Advise {n}", f"Dec. {n}", f"{n}") for n in range(count))
    return word_file([p("Workplan"), tbl(HEADER, *rows)])


def twice() -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive([("word/document.xmm", b"<x/>")]))) as file:
        assert file.namelist()
    return archive([("word/document.xmm", b"<x/>")]).replace(b"word/document.xmm", b"word/document.xml")


def encrypted() -> bytes:
    content = bytearray(word_file(GOOD))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def lying_size() -> bytes:
    content = bytearray(archive([("word/styles.xml", b"<a/>" * 1000)]))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 40)
    return bytes(content)


def wrong_checksum() -> bytes:
    content = bytearray(word_file(GOOD))
    at = content.rindex(b"PK\x01\x02")
    content[at + 16] ^= 0xFF
    return bytes(content)


def book(sheet: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """Return a workbook whose sheet has this XML."""
    made = Workbook()
    cells = made.active
    assert cells is not None
    for row in (("Workplan",), ("Tasks", "Mandate", "Timeline"), ("1. Advise", "Dec. 16/3, para. 6", "2025")):
        cells.append(row)
    target = io.BytesIO()
    made.save(target)
    with zipfile.ZipFile(io.BytesIO(target.getvalue())) as file:
        found: dict[str, str | bytes] = {entry.filename: file.read(entry) for entry in file.infolist()}
    if sheet:
        found["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    return zipped(found | (parts or {}))


def cells(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def row(number: int, *texts: str) -> str:
    inner = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCDEFG", texts, strict=False)
    )
    return f'<row r="{number}">{inner}</row>'


TABLE = row(1, "Tasks", "Mandate", "Timeline") + row(2, "1. Advise", "Dec. 16/3, para. 6", "2025")


def empty_rows(count: int) -> str:
    return "".join(f'<row r="{number}"/>' for number in range(9, count))


def one_cell(cell: str) -> bytes:
    return book(cells(TABLE, f'<row r="3">{cell}</row>'))


def many_joined() -> bytes:
    joined = "".join(f'<mergeCell ref="A{n}:A{n + 90000}"/>' for n in range(3, 30_000))
    return book(f"{cells(TABLE, row(45_000, '2. Tell'))}<mergeCells>{joined}</mergeCells>")


def other_ending() -> bytes:
    """Return a workbook whose sheet, declaring an entity, has a part with another ending than .xml."""
    hidden = f'{PASSWORDS}<worksheet xmlns="{MAIN}">&e;</worksheet>'
    with zipfile.ZipFile(io.BytesIO(book())) as file:
        found: dict[str, str | bytes] = {entry.filename: file.read(entry) for entry in file.infolist()}
    relations = bytes(found["xl/_rels/workbook.xml.rels"])  # type: ignore[arg-type]
    found["xl/_rels/workbook.xml.rels"] = relations.replace(b"sheet1.xml", b"sheet1.dat")
    del found["xl/worksheets/sheet1.xml"]
    return zipped(found | {"xl/worksheets/sheet1.dat": hidden})


def deep(depth: int) -> bytes:
    return document(
        f'<w:document xmlns:w="{W}"><w:body>{"<w:sdt>" * depth}{"</w:sdt>" * depth}</w:body></w:document>'
    )


def deep_numbers() -> bytes:
    levels = "".join(lvl(level, "decimal", "%1.", 1) for level in range(400))
    listed = numbering([levels], [(1, 0, "")])
    body = [
        p("Workplan"),
        tbl(HEADER, tr(tc(*(p(f"Level {at}", num=1, level=at) for at in range(400))), "16/3", "2025")),
    ]
    return word_file(body, {"numbering.xml": listed})


def circular_styles() -> bytes:
    looped = styles(
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    return word_file(
        [p("Workplan", style="A"), tbl(HEADER, ROW, tr("2. Tell", "none", "2026"))], {"styles.xml": looped}
    )


def nested_tables(depth: int) -> str:
    table = tbl(HEADER, ROW)
    for _ in range(depth):
        table = tbl(tr(tc(table)))
    return table


def spans() -> bytes:
    wild = tr(tc("1. Advise", span=999), tc("16/3", down="next"), tc("2025", span=999), tc("more", span=999))
    return word_file([p("Workplan"), tbl(HEADER, wild)])


OFFICE = {
    # Word
    "bomb, one part": Hostile("a.docx", lambda: document(" " * 40_000_000), "as no document is"),
    "bomb, many parts": Hostile(
        "a.docx",
        lambda: archive([(f"word/m{n}.bin", bytes(999_999)) for n in range(60)]),
        "bytes when unpacked",
    ),
    "many entries": Hostile(
        "a.docx", lambda: archive([(f"word/{n}", b"") for n in range(2001)]), "2,003 parts inside"
    ),
    "bomb in a picture": Hostile(
        "a.docx",
        lambda: archive([("word/media/a.zip", zipped({"b": bytes(30_000_000)}) * 100)]),
        "as no document is",
    ),
    "billion laughs": Hostile(
        "a.docx", lambda: declared(f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'), "declares"
    ),
    "entity of a file": Hostile("a.docx", lambda: declared(PASSWORDS), "declares"),
    "entity of the network": Hostile(
        "a.docx", lambda: declared('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "declares"
    ),
    "declared in another part": Hostile(
        "a.docx", lambda: document("<!DOCTYPE x><x/>", "styles.xml"), "word/styles.xml: it declares"
    ),
    "declared in UTF-16": Hostile(
        "a.docx", lambda: declared('<!DOCTYPE x [<!ENTITY e "x">]>', "utf-16"), "declares"
    ),
    "declared in UTF-7": Hostile(
        "a.docx", lambda: document(UTF_7), "an encoding that no office program writes"
    ),
    "declared in EBCDIC": Hostile(
        "a.docx",
        lambda: declared("<!DOCTYPE x>", "cp037", "cp037"),
        "an encoding that no office program writes",
    ),
    "way out": Hostile("a.docx", lambda: archive([("../../etc/x", b"x")]), "a part named"),
    "way out, backslashes": Hostile("a.docx", lambda: archive([("..\\..\\x", b"x")]), "a part named"),
    "absolute name": Hostile("a.docx", lambda: archive([("/etc/x", b"x")]), "a part named"),
    "drive name": Hostile("a.docx", lambda: archive([("C:/x", b"x")]), "a part named"),
    "encrypted entry": Hostile("a.docx", encrypted, "encrypted"),
    "old Word": Hostile("a.doc", lambda: OLE, "an old Office file"),
    "with a password": Hostile("a.docx", lambda: OLE, "an old Office file"),
    "macros": Hostile("a.docx", lambda: archive([("word/vbaProject.bin", b"x")]), "it holds macros"),
    "part twice": Hostile("a.docx", twice, "stands in it twice"),
    "truncated Word": Hostile("a.docx", lambda: word_file(GOOD)[:-30], "damaged"),
    "half a Word file": Hostile("a.docx", lambda: word_file(GOOD)[:600], "damaged"),
    "lying size": Hostile("a.docx", lying_size, "damaged"),
    "wrong checksum": Hostile("a.docx", wrong_checksum, "damaged"),
    "no document inside": Hostile(
        "a.docx", lambda: zipped({"word/document.xml.bak": "x", "a": "y"}), "not a Word document"
    ),
    "broken XML": Hostile("a.docx", lambda: document("<w:document"), "damaged"),
    "NUL in XML": Hostile("a.docx", lambda: document(in_body("&#0;")), "damaged"),
    "too deep": Hostile("a.docx", lambda: deep(5000), "damaged"),
    "too many elements": Hostile(
        "a.docx",
        lambda: document(in_body("".join(f"<w:p>{n}</w:p>" for n in range(1_600_000)))),
        "marks of XML",
    ),
    "400 levels of numbers": Hostile("a.docx", deep_numbers, "read"),
    "styles in a circle": Hostile("a.docx", circular_styles, "problem: mandate-not-read"),
    "tables in tables": Hostile(
        "a.docx", lambda: word_file([p("Workplan"), nested_tables(60)]), "is not understood"
    ),
    "wild spans": Hostile("a.docx", spans, "problem: cell-count"),
    "turned letters in Word": Hostile(
        "a.docx", lambda: one_row("1. \u202eesivdA"), "problem: direction-character"
    ),
    "too many rows in Word": Hostile("a.docx", lambda: many_rows(5100), "more than 5,000 rows"),
    "workbook named Word": Hostile("a.docx", book, "problem: wrong-ending"),
    "Word named text": Hostile("a.txt", lambda: word_file(GOOD), "problem: wrong-ending"),
    # Excel
    "row two billion": Hostile(
        "a.xlsx",
        lambda: book(cells(TABLE, row(2_000_000_000, "2. Tell", "16/9", "2026"))),
        "problem: rows-not-read",
    ),
    "a million empty rows": Hostile("a.xlsx", lambda: book(cells(TABLE, empty_rows(1_150_000))), "more than"),
    "lying dimension": Hostile(
        "a.xlsx", lambda: book(f'<dimension ref="A1:XFD1048576"/>{cells(TABLE)}'), "problem: no-title"
    ),
    "everything joined": Hostile("a.xlsx", lambda: book(cells(TABLE) + JOINED), "problem: merged-down"),
    "many joined": Hostile("a.xlsx", many_joined, "its joined cells touch"),
    "no such string": Hostile("a.xlsx", lambda: one_cell("<c r='A3' t='s'><v>99999</v></c>"), "damaged"),
    "wrong value": Hostile("a.xlsx", lambda: one_cell("<c r='A3'><v>abc</v></c>"), "damaged"),
    "entity in a sheet of another ending": Hostile("a.xlsx", other_ending, "declares"),
    "truncated workbook": Hostile("a.xlsx", lambda: book()[:-100], "damaged"),
    "macros in a workbook": Hostile(
        "a.xlsx", lambda: book("", {"xl/vbaProject.bin": "x"}), "it holds macros"
    ),
    "not a workbook": Hostile("a.xlsx", lambda: b"hello", "no file of that kind"),
    "far to the right": Hostile(
        "a.xlsx",
        lambda: one_cell("<c r='XFD3' t='inlineStr'><is><t>x</t></is></c>"),
        "problem: columns-not-read",
    ),
    "formula of a program": Hostile(
        "a.xlsx",
        lambda: one_cell("<c r='A3' t='str'><f>cmd|/c calc!A1</f><v>2. Tell</v></c>"),
        "problem: formulas",
    ),
}
