"""Look over what staff of the clearing-house handle: records in JSON, tables with columns of tags.

What is odd becomes a finding with file, path, what was found, and what was expected. Nothing is changed, and
no file stops the others.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from iagkg.chm.content import EXPECTED, content_of, expected_of
from iagkg.chm.forms import Unread, find_records
from iagkg.chm.lint_keys import KeyCheck
from iagkg.chm.lint_model import Finding, shown
from iagkg.chm.lint_records import lint_record
from iagkg.chm.lint_sheets import lint_table, read_sheets
from iagkg.errors import InputError
from iagkg.register.tracking_json import read_json

__all__ = ["SHEETS", "lint_content", "lint_file", "lint_files"]

SHEETS = (".csv", ".tsv", ".xlsx")
"""The endings of tables; every other file is read as JSON."""
OURS = (".sources.csv", ".proposals.csv")
"""What is written beside exports and proposals: it says where values come from, and holds no tags."""


def lint_files(files: Iterable[tuple[str, Path]], check: KeyCheck) -> Iterator[Finding]:
    """Yield the findings of files, in their order; each is read alone. Those of OURS are left out."""
    for name, path in files:
        if name.endswith(OURS):
            continue
        yield from lint_file(name, path, check)


def lint_file(name: str, path: Path, check: KeyCheck) -> Iterator[Finding]:
    """Yield the findings of one file; a file that cannot be read is one finding."""
    try:
        content = content_of(name, path)
    except InputError as error:
        yield _not_read(name, error)
        return
    yield from lint_content(name, content, check)


def lint_content(name: str, content: bytes, check: KeyCheck) -> Iterator[Finding]:
    """Yield the findings of the bytes of a file, told by its ending to be a table, else JSON."""
    try:
        if name.lower().endswith(SHEETS):
            for table in read_sheets(name, content):
                yield from lint_table(name, table, check)
            return
        value = read_json(name, content)
    except InputError as error:
        yield _not_read(name, error)
        return
    known, odd = 0, None
    for raw in find_records(value):
        if isinstance(raw, Unread):
            odd = raw if odd is None else odd
            continue
        known += 1
        yield from lint_record(name, raw, check)
    if odd is not None and not known:
        yield Finding(name, odd[0], "unknown-shape", shown(odd[1]), "a record of the clearing-house")


def _not_read(name: str, error: InputError) -> Finding:
    found = shown(error.what.removeprefix(name).strip(", :."))
    expected = expected_of(error)
    if expected in (EXPECTED, "JSON in UTF-8"):
        expected = f"{EXPECTED}, or a table ({', '.join(SHEETS)})"
    return Finding(name, "", "not-read", found, expected)
