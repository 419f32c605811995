"""Open a Word or Excel file safely: its directory is examined before anything in it is unpacked or parsed.

Limits after the project's study of hostile files: at most 2,000 entries and 50 MB in all, no entry over 1 MB
that is packed more than 200 times smaller, no names outside the archive, no macros, no encryption, and no
document type or entity declared in any XML part.
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from iagkg.errors import InputError

__all__ = ["MAX_BYTES", "Package", "open_package"]

MAX_BYTES = 50_000_000
"""The largest file, and the largest content, that is opened."""
MAX_ENTRIES = 2000
MAX_RATIO = 200
RATIO_FROM = 1_000_000
ENCRYPTED = 0x1
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
XML_BEGINS = (b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<")
BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"
ENCODING = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]*)["']""")
ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
MAX_TAGS = {"docx": 3_000_000, "xlsx": 6_000_000}
"""Opening and closing marks of XML in one part: each element of a document is held in memory."""
KINDS = {"docx": "a Word document (.docx)", "xlsx": "an Excel workbook (.xlsx)"}
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
SAVE_AGAIN = "open it in its program and save it again under a new name, without a password and macros."


class Package:
    """The parts of an office file, by name; every XML part was looked through before this exists."""

    def __init__(self, name: str, parts: dict[str, bytes]) -> None:
        self.name = name
        self._parts = parts

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, None where the file has none of that name."""
        return self._parts.get(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the XML parts, in their order in the file."""
        return tuple(self._parts)


def open_package(name: str, content: bytes, kind: str = "docx") -> Package:
    """Return the XML parts of an office file; `kind` is docx or xlsx, `name` stands in the messages.

    Raises InputError where the bytes are no such file, or one that is not opened: protected with a password,
    with macros, damaged, or larger inside than any decision or workplan is.
    """
    if content.startswith(OLE):
        raise InputError(
            f"{name}: protected with a password, or of a program before 2007.", KINDS[kind], SAVE_AGAIN
        )
    if len(content) > MAX_BYTES:
        raise InputError(f"{name}: {len(content):,} bytes.", f"at most {MAX_BYTES:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _examine(name, entries, kind)
            parts = {}
            for entry in entries:
                text = archive.read(entry)
                named = entry.filename.endswith((".xml", ".rels"))
                if named or text[:4].lstrip(b"\xef\xbb\xbf").startswith(XML_BEGINS):
                    _examine_part(name, entry.filename, text, kind)
                if named:
                    parts[entry.filename] = text
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        if content.startswith(b"PK"):
            raise InputError(f"{name}: damaged: {error}", KINDS[kind], SAVE_AGAIN) from error
        raise InputError(f"{name}: this is not {KINDS[kind]}.", KINDS[kind], SAVE_AGAIN) from error
    return Package(name, parts)


def _examine_part(name: str, part: str, text: bytes, kind: str) -> None:
    """Raise InputError where an XML part declares entities, is in a rare encoding, or is too large."""
    found = ENCODING.match(text[:200].replace(b"\x00", b"").lstrip(BYTE_ORDER_MARKS))
    encoding = found[1].decode("ascii", "replace").casefold() if found else "utf-8"
    begins = text.lstrip(b"\xef\xbb\xbf \t\r\n")[:4]
    if encoding not in ENCODINGS or (text and not begins.startswith(XML_BEGINS)):
        raise InputError(
            f"{name}, {part}: damaged, or in an encoding that no office program writes.",
            KINDS[kind],
            SAVE_AGAIN,
        )
    if any(word in text for word in DECLARATIONS):
        raise InputError(
            f"{name}, {part}: it declares a document type or entities, as no office program does.",
            KINDS[kind],
            SAVE_AGAIN,
        )
    tags = text.count(b"<")
    if tags > MAX_TAGS[kind]:
        raise InputError(
            f"{name}, {part}: {tags:,} marks of XML.", f"at most {MAX_TAGS[kind]:,}", "divide the document."
        )


def _examine(name: str, entries: list[zipfile.ZipInfo], kind: str) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES:
        raise InputError(f"{name}: {len(entries):,} parts inside.", f"at most {MAX_ENTRIES:,}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_BYTES:
        raise InputError(f"{name}: {total:,} bytes when unpacked.", f"at most {MAX_BYTES:,}")
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename[:3]:
            raise InputError(f"{name}: a part named {entry.filename!r}.", "names inside the file")
        if entry.flag_bits & ENCRYPTED:
            raise InputError(f"{name}: the part {entry.filename} is encrypted.", KINDS[kind], SAVE_AGAIN)
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise InputError(
                f"{name}: the part {entry.filename} is packed {entry.file_size:,} to "
                f"{entry.compress_size:,} bytes, as no document is.",
                f"at most {MAX_RATIO} to 1",
                SAVE_AGAIN,
            )
        if path.name.lower() == "vbaproject.bin":
            raise InputError(f"{name}: it holds macros.", KINDS[kind], SAVE_AGAIN)
    doubled = (
        sorted({part for part in names if names.count(part) > 1}) if len(set(names)) < len(names) else []
    )
    if doubled:
        raise InputError(f"{name}: the part {doubled[0]} stands in it twice.", KINDS[kind], SAVE_AGAIN)
    if MAIN[kind] not in names and "[Content_Types].xml" not in names:
        raise InputError(f"{name}: this is not {KINDS[kind]}.", KINDS[kind], SAVE_AGAIN)
