"""Decode the bytes of a text file: UTF-8, UTF-16 with its mark, Windows-1252 with a warning."""

import codecs
import re

from iagkg.errors import InputError
from iagkg.problem import Problem

__all__ = ["decode", "split_lines"]

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UTF8_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
EXPECTED = "UTF-8, UTF-16 with a byte order mark, or Windows-1252"
SAVE_UTF8 = "open the file in an editor and save it as UTF-8."


def decode(name: str, content: bytes) -> tuple[str, str, tuple[Problem, ...]]:
    """Return the text, the name of its encoding, and what was odd about it.

    Raises InputError where the bytes are none of the encodings.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}, byte {error.start + 1}: not UTF-16, though it begins so.", EXPECTED, SAVE_UTF8
            ) from error
        return _without_nul(name, text), "utf-16", ()
    try:
        return _without_nul(name, content.decode("utf-8-sig")), "utf-8", ()
    except UnicodeDecodeError as error:
        return _not_utf8(name, content, error.start)


def _without_nul(name: str, text: str) -> str:
    if "\x00" in text:
        raise InputError(f"{name}: it looks like a binary file (a NUL character).", EXPECTED, SAVE_UTF8)
    return text


def _not_utf8(name: str, content: bytes, start: int) -> tuple[str, str, tuple[Problem, ...]]:
    """Tell a Windows-1252 text from a UTF-8 text with a damaged place."""
    line = content.count(b"\n", 0, start) + 1
    damaged = content.decode("utf-8", "replace").removeprefix("\ufeff")
    if len(UTF8_SEQUENCE.findall(content)) > damaged.count("\ufffd"):
        return damaged, "utf-8", (_damaged(damaged.count("\ufffd"), line),)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}, line {place}: a byte that is no letter.", EXPECTED, SAVE_UTF8) from error
    problem = Problem(
        "warning",
        "encoding",
        "The file is not UTF-8; it was read as Windows-1252. Check the dashes, quotation marks and "
        "accents, or save it as UTF-8.",
        found=f"byte 0x{content[start]:02X}",
        expected="UTF-8",
        line=line,
    )
    return text, "windows-1252", (problem,)


def _damaged(count: int, line: int) -> Problem:
    bytes_are = "1 byte is" if count == 1 else f"{count} bytes are"
    return Problem(
        "warning",
        "damaged-character",
        f"{bytes_are} not UTF-8, the first on line {line}; shown as \ufffd. Save the file again as UTF-8.",
        expected="UTF-8",
        line=line,
    )


def split_lines(text: str) -> list[str]:
    """Return the lines; a line break or page break of Word inside a paragraph ends a line too."""
    return LINE_ENDS.sub("\n", text).split("\n")
