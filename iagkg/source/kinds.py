"""Say what a file is from its first bytes, and refuse what is not read."""

from iagkg.errors import InputError
from iagkg.problem import Problem

__all__ = ["MAX_BYTES", "MAX_ROWS", "MAX_WORD_ROWS", "SUFFIXES", "kind_of", "refuse_rows", "renamed"]

MAX_BYTES = 50_000_000
MAX_ROWS = 50_000
"""Rows of a text, a CSV file or a sheet."""
MAX_WORD_ROWS = 5_000
"""Rows of the tables of a Word document, which is held in memory whole."""
AROUND = 20
"""Rows more that are let through: titles and headers."""
SUFFIXES = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".tsv": "txt",
    ".tab": "txt",
    ".csv": "csv",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
READ = "a Word document (.docx), an Excel workbook (.xlsx), a table as CSV (.csv) or a text (.txt)"
SAVE_AS = "open it in the program it was made with and save it as .docx, .xlsx, .csv or .txt."

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc or .xls)"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
OFFICE: tuple[tuple[bytes, str], ...] = ((b"word/document.xml", "docx"), (b"xl/workbook.xml", "xlsx"))
ZIP_CONTENTS: tuple[tuple[bytes, str], ...] = (
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet (.ods)"),
)
NOT_READ: dict[str, str] = {
    ".docm": "a Word document with macros (.docm)",
    ".xlsm": "an Excel workbook with macros (.xlsm)",
    ".doc": "an old Word document (.doc)",
    ".xls": "an old Excel workbook (.xls)",
    ".odt": "an OpenDocument text (.odt)",
    ".ods": "an OpenDocument sheet (.ods)",
    ".pdf": "a PDF document",
    ".rtf": "a rich text file (RTF)",
    ".html": "a web page",
    ".htm": "a web page",
    ".xml": "an XML document",
    ".json": "a JSON document",
    ".ttl": "a Turtle file",
    ".md": "a Markdown text",
}


def _looks_like(content: bytes) -> str | None:
    """Return what the bytes look like where it is no text, else None."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for mark, name in ZIP_CONTENTS if mark in content), "a zip archive")
    for mark, name in SIGNATURES:
        if content.startswith(mark):
            return name
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if head.startswith((b"<?xml", b"<!doctype", b"<rdf:rdf")):
        return "an XML document"
    return None


def kind_of(name: str, content: bytes, suffix: str) -> str:
    """Return what a file is to be read as: docx, xlsx, csv or txt; the bytes are believed before the suffix.

    Raises InputError where the file is empty, too large, or of a kind that is not read.
    """
    if not content.strip(b" \t\r\n\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty.", READ, "check that it was saved.")
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{name}: {len(content):,} bytes.",
            f"at most {MAX_BYTES:,} bytes",
            "keep the workplan alone in the file, without pictures and annexes.",
        )
    if content.startswith(b"PK\x03\x04") and suffix not in NOT_READ:
        office = next((kind for mark, kind in OFFICE if mark in content), None)
        if office is not None:
            return office
    found = _looks_like(content)
    if found is None and suffix in NOT_READ:
        found = NOT_READ[suffix]
    if found is not None:
        raise InputError(f"{name}: it looks like {found}, which is not read.", READ, SAVE_AS)
    if suffix not in SUFFIXES:
        raise InputError(
            f'{name}: files that end in "{suffix}" are not read.',
            READ,
            "if it is a text with the table of a workplan, give it the ending .txt.",
        )
    kind = SUFFIXES[suffix]
    if kind in ("docx", "xlsx"):
        raise InputError(f"{name}: this is no file of that kind, or it is damaged.", READ, SAVE_AS)
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name}: {_binary_words(content)}", READ, SAVE_AS)
    return kind


def renamed(kind: str, suffix: str) -> tuple[Problem, ...]:
    """Return a problem where the ending of a file says another thing than its bytes."""
    words = {"docx": "a Word document", "xlsx": "an Excel workbook"}
    if SUFFIXES.get(suffix) == kind or kind not in words:
        return ()
    return (
        Problem(
            "warning",
            "wrong-ending",
            f"The file is {words[kind]} and was read as one. Give it the right ending.",
            found=suffix or "no ending",
            expected=f".{kind}",
        ),
    )


def refuse_rows(name: str, rows: int, most: int) -> None:
    """Raise InputError where a table has more rows than are read."""
    if rows > most + AROUND:
        raise InputError(
            f"{name}: more than {most:,} rows.",
            f"at most {most:,} rows",
            "divide the table, or check that rows below it are empty.",
        )


def _binary_words(content: bytes) -> str:
    sample = content[:4096]
    if max(sample[::2].count(0), sample[1::2].count(0)) * 3 > len(sample):
        return "it looks like UTF-16 text without a byte order mark."
    place = content.index(b"\x00")
    return f"it looks like a binary file (a NUL byte at byte {place + 1})."
