"""Files that are refused, each with words that help; large honest ones are read."""

import contextlib
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_word import CONTENT_TYPES, W, p, word_file, zipped

from iagkg.errors import InputError
from iagkg.office.document import read_document
from iagkg.office.model import Para
from iagkg.office.package import open_package

DTD = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def bomb() -> bytes:
    return zipped({"word/document.xml": b"<w>" + b" " * 60_000_000})


def dense() -> bytes:
    return zipped({"word/document.xml": b"<w>" + b" " * 9_000_000})


def encrypted() -> bytes:
    content = bytearray(word_file([p("x")]))
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[place] |= 1
    return bytes(content)


def doubled() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<w/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a Word document"),
        (b"%PDF-1.7 ...", "not a Word document"),
        (b"PK\x03\x04 cut off", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "password"),
        (zipped({"a.txt": "x"}), "not a Word document"),
        (zipped({"[Content_Types].xml": CONTENT_TYPES}), "holds no document"),
        (word_file([], {"document.xml": "<w:document"}), "word/document.xml: damaged"),
        (word_file([], {"document.xml": f"<?xml version='1.0'?>{DTD}<w/>"}), "declares a document type"),
        (word_file([], {"document.xml": f"<?xml version='1.0'?>{DTD}<w/>".encode("utf-16")}), "declares"),
        (word_file([p("x")], {"styles.xml": f"{DTD}<w/>"}), "word/styles.xml: it declares"),
        (word_file([p("x")], {"vbaProject.bin": b"x"}), "macros"),
        (zipped({"../evil.xml": "x", "word/document.xml": "<w/>"}), "a part named '../evil.xml'"),
        (zipped({"/abs.xml": "x", "word/document.xml": "<w/>"}), "a part named '/abs.xml'"),
        (zipped({f"word/{n}.bin": "" for n in range(2001)}), "2,001 parts"),
    ],
)
def test_what_is_no_document_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_document("x.docx", content)
    assert said in str(error.value)
    assert str(error.value).startswith("x.docx")


@pytest.mark.parametrize(
    ("make", "said"),
    [(bomb, "when unpacked"), (dense, "packed 9,000,003"), (encrypted, "encrypted"), (doubled, "twice")],
)
def test_bombs_and_locked_parts_are_refused(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(InputError, match=said):
        open_package("x.docx", make())


def test_a_lie_about_a_size_is_refused() -> None:
    content = bytearray(word_file([p("x" * 500)]))
    name = content.rindex(b"word/document.xml")
    content[name - 22 : name - 18] = (10).to_bytes(4, "little")
    with pytest.raises(InputError, match="damaged"):
        open_package("x.docx", bytes(content))


def test_a_paragraph_of_five_megabytes_is_read() -> None:
    words = "".join(f"word{number} " for number in range(500_000))
    (block,) = read_document("x.docx", word_file([p(words)])).blocks
    assert isinstance(block, Para)
    assert block.text == words


@given(st.binary(max_size=300), st.integers(0, 1500))
def test_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    content = word_file([p("x"), p("y")], {"numbering.xml": f'<w:numbering xmlns:w="{W}"/>'})
    for damaged in (noise, content[:place] + noise + content[place:]):
        with contextlib.suppress(InputError):
            read_document("x.docx", damaged)
