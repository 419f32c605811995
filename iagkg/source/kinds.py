"""Say what a file is from its first bytes, and refuse what is not text."""

from iagkg.errors import InputError

__all__ = ["MAX_BYTES", "TEXT_SUFFIXES", "refuse_unreadable"]

MAX_BYTES = 50_000_000
TEXT_SUFFIXES = ("", ".txt", ".text", ".tsv", ".tab")
TEXT_EXPECTED = "a text file with the table of the workplan, as pasted from the document"
SAVE_AS = "open it in the program it was made with, copy the title and the table into a text file (UTF-8)."

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
ZIP_CONTENTS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet (.ods)"),
)
COMING = (".csv", ".docx", ".xlsx")
NOT_READ: dict[str, str] = {
    ".csv": "a table with commas (.csv)",
    ".docx": "a Word document (.docx)",
    ".xlsx": "an Excel workbook (.xlsx)",
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


def refuse_unreadable(name: str, content: bytes, suffix: str) -> None:
    """Raise InputError where the file is empty, too large, or of a kind that is not read.

    The bytes are believed before the suffix.
    """
    if not content.strip(b" \t\r\n\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty.", TEXT_EXPECTED, "check that it was saved.")
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{name}: {len(content):,} bytes.",
            f"at most {MAX_BYTES:,} bytes",
            "keep the workplan alone in the file, without pictures and annexes.",
        )
    kind = _looks_like(content)
    if kind is None and suffix in NOT_READ:
        kind = NOT_READ[suffix]
    if kind is not None:
        yet = " yet" if any(ending in kind for ending in COMING) else ""
        raise InputError(f"{name}: it looks like {kind}, which is not read{yet}.", TEXT_EXPECTED, SAVE_AS)
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name}: {_binary_words(content)}", TEXT_EXPECTED, SAVE_AS)


def _binary_words(content: bytes) -> str:
    sample = content[:4096]
    if max(sample[::2].count(0), sample[1::2].count(0)) * 3 > len(sample):
        return "it looks like UTF-16 text without a byte order mark."
    place = content.index(b"\x00")
    return f"it looks like a binary file (a NUL byte at byte {place + 1})."
