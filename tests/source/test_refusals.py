"""Bad input: what is refused, in words for a person, and what is read with a warning."""

from pathlib import Path

import pytest

from iagkg.errors import ExitCode, InputError
from iagkg.source import read, read_bytes

HEADER = "\tTasks\n\tMandate\n\tTimeline\n\n"
ROW = "\t1. Évaluer “x” – avis\n\tDec. 16/3, para. 6\n\t2025\n"
GOOD = f"Draft workplan\n{HEADER}{ROW}"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t\n", "the file is empty"),
        ("a.txt", b"Workplan\n\nno table at all\n", "no table in it"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF document"),
        ("a.txt", b"PK\x03\x04\x14\x00 word/document.xml", "damaged"),
        ("a.txt", b"PK\x03\x04\x14\x00 xl/workbook.xml", "damaged"),
        ("a.txt", b"PK\x03\x04\x14\x00 other", "a zip archive"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc or .xls)"),
        ("a.txt", b"{\\rtf1 ...", "a rich text file"),
        ("a.txt", b"<!DOCTYPE html><p>", "a web page"),
        ("a.txt", b"<?xml version='1.0'?>", "an XML document"),
        ("a.txt", b"T\n\tTasks\x00", "a NUL byte at byte 9"),
        ("a.txt", GOOD.encode("utf-16-le"), "UTF-16 text without a byte order mark"),
        ("a.txt", b"\xff\xfe\x00\xd8", "not UTF-16"),
        ("a.txt", b"\xff\xfeT\x00\x00\x00", "binary file"),
        ("a.txt", b"T\n\tTask\x81\n", "a byte that is no letter"),
        ("a.csv", b"Tasks,Mandate\n", "a header and no task below it"),
        ("a.foo", GOOD.encode(), 'files that end in ".foo" are not read'),
        ("a.txt", b"T\n\tFoo\n\tBar\n\tBaz\n\n\ta\n\tb\n\tc\n", "Its headings: Foo | Bar | Baz"),
        ("a.txt", b"T\n\tTask\n\tOwner\n\n\ta\n\tb\n", "a column of mandates or of timelines is missing"),
        ("a.txt", b"T\n\tTasks\n\n\ta\n\n\tb\n", "header row has 1 cells"),
        ("a.txt", b"T\n" + b"\tTasks" * 90, "header row has 90 cells"),
        ("a.txt", f"T\n{HEADER}".encode(), "a header and no task below it"),
    ],
)
def test_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(name, content)
    error = caught.value
    assert words in error.what
    assert error.what.startswith(name)
    assert error.expected
    assert error.exit_code == ExitCode.REFUSED


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / ("a" * 300))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_read_alike(encoding: str) -> None:
    workplan = read_bytes("a.txt", GOOD.encode(encoding))
    task = workplan.workstreams[0].tasks[0]
    assert task.text == "Évaluer “x” – avis"
    warned = [(problem.code, problem.line) for problem in workplan.problems if problem.severity == "warning"]
    assert warned == ([("encoding", 6)] if encoding == "cp1252" else [])


def test_damaged_utf8_is_not_taken_for_windows_1252() -> None:
    workplan = read_bytes("a.txt", GOOD.encode() + b"\n\t2. next\xff\n\tDec. 16/3, para. 7\n\t2026\n")
    assert workplan.workstreams[0].tasks[0].text == "Évaluer “x” – avis"
    assert [problem.code for problem in workplan.problems if problem.severity == "warning"] == [
        "damaged-character"
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_read_alike(end: str) -> None:
    task = read_bytes("a.txt", GOOD.replace("\n", end).encode()).workstreams[0].tasks[0]
    assert (task.text, task.line) == ("Évaluer “x” – avis", 6)


def test_control_characters_are_dropped_and_reported() -> None:
    text = f"T\n{HEADER}\t1. Ri\x07ng \x1b[31m\x7f\n\tDec. 16/3, para. 6\x0bKMGBF Target 21\n\t2025\n"
    workplan = read_bytes("a.txt", text.encode())
    task = workplan.workstreams[0].tasks[0]
    assert task.text == "Ring [31m"
    assert task.mandate_text == "Dec. 16/3, para. 6\nKMGBF Target 21"
    (problem,) = [problem for problem in workplan.problems if problem.severity == "warning"]
    assert (problem.code, problem.row, problem.found) == ("control-character", 2, "U+0007, U+001B, U+007F")


def test_direction_characters_are_kept_and_reported() -> None:
    workplan = read_bytes("a.txt", f"T\n{HEADER}\t1. a\u202eb\n\tDec. 16/3, para. 6\n\t2025\n".encode())
    assert workplan.workstreams[0].tasks[0].text == "a\u202eb"
    assert [(problem.code, problem.found) for problem in workplan.problems] == [
        ("direction-character", "U+202E")
    ]
