"""Import files of clearing-house records, one after the other: a bad file is a problem, the rest goes on."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from iagkg.chm.batch import BatchWriter, as_json
from iagkg.chm.calendar_table import is_table, read_table_file
from iagkg.chm.content import content_of, expected_of
from iagkg.chm.fields import plain_name
from iagkg.chm.forms import find_records
from iagkg.chm.leaves import count_leaves, leaves
from iagkg.chm.model import Account, Raw, Record
from iagkg.chm.reading import read_record
from iagkg.chm.roles import is_personal
from iagkg.chm.values import Terms, masked
from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.problem import Problem
from iagkg.register.tracking_json import read_json

__all__ = ["FileAccount", "Importer", "RecordAccount", "Totals", "files_of", "read_file", "side_files"]

SIDE_FILES = (".proposed.json", ".proposals.csv")
"""What `chm enrich` writes before a person has looked at it."""
_OF_ANSWERS = frozenset(
    {
        "@context",
        "responseHeader",
        "facet_counts",
        "facets",
        "highlighting",
        "spellcheck",
        "stats",
        "params",
        "debug",
    }
)
"""What the search index usually answers beside the documents."""
_MOST_SHOWN = 200
"""The most problems of one file that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class RecordAccount:
    """What became of one record: its links as predicate and address, its counts, its problems."""

    identifier: str
    form: str
    schema: str
    path: str
    links: tuple[tuple[str, str], ...]
    account: Account


@dataclass(slots=True)
class FileAccount:
    """What became of one file; `around` counts values outside of every record, kept with the file."""

    name: str
    sha256: str = ""
    values: int = 0
    around: int = 0
    repeated: int = 0
    """Values of records that stand in the batch already, word for word: taken once."""
    records: list[RecordAccount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Add problems; the first ones are listed, all are counted."""
        for problem in problems:
            self.problem_count += 1
            if len(self.problems) < _MOST_SHOWN:
                self.problems.append(problem)

    @property
    def account(self) -> Account:
        """The counts of all records of the file."""
        total = Account()
        for record in self.records:
            total.add(record.account)
        return total


@dataclass(slots=True)
class Totals:
    """What became of a batch."""

    files: int = 0
    refused: int = 0
    records: int = 0
    values: int = 0
    around: int = 0
    repeated: int = 0
    problems: int = 0
    to_act_on: int = 0
    account: Account = field(default_factory=Account)

    def add(self, found: FileAccount) -> None:
        """Add one file."""
        self.files += 1
        self.refused += not found.records
        self.records += len(found.records)
        self.values += found.values
        self.around += found.around
        self.repeated += found.repeated
        self.problems += found.problem_count
        self.to_act_on += sum(problem.severity != "info" for problem in found.problems)
        self.account.add(found.account)


def files_of(paths: Iterable[Path]) -> list[tuple[str, Path]]:
    """Return the files named, and those below the folders named, with a name for each; hidden ones left out.

    Raises InputError where something named is not there.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                below = file.relative_to(path)
                if file.is_file() and not any(part.startswith(".") for part in below.parts):
                    found.setdefault(file, below.as_posix())
        elif path.is_file():
            found.setdefault(path, path.name)
        else:
            raise InputError(f"{path}: no such file or folder.", "a file of the clearing-house, or a folder")
    # a name of a file need not be UTF-8; what cannot be written is shown as such
    return [(os.fsencode(name).decode(errors="backslashreplace"), path) for path, name in found.items()]


def side_files(paths: Iterable[Path], files: Iterable[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Return the files that hold unreviewed proposals, which are no records.

    Raises InputError where one of them is named by itself.
    """
    found = [(name, path) for name, path in files if path.name.lower().endswith(SIDE_FILES)]
    named = set(paths)
    for name, path in found:
        if path in named:
            what = f"{name}: proposals that nobody has reviewed, no records."
            raise InputError(what, "what iagkg chm enrich --apply writes", "review them, then --apply.")
    return found


@dataclass(slots=True)
class Importer:
    """Reads files one by one and writes their records where a writer is given.

    Only identifiers and checksums stay in memory from file to file.
    """

    terms: Terms
    writer: BatchWriter | None = None
    with_people: bool = False
    totals: Totals = field(default_factory=Totals)
    _seen: dict[str, dict[str, int]] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)

    def take(self, given: str, path: Path) -> FileAccount:
        """Read one file and return what became of it; a file that cannot be read is a problem in it."""
        self._names[given] = self._names.get(given, 0) + 1
        account = FileAccount(given if self._names[given] == 1 else f"{given}~{self._names[given]}")
        if not str(path).isascii() and as_json(str(path)).isascii():  # half letters, from bytes of no letter
            what = f"{account.name}: the name of the file is not UTF-8: it is kept with its bytes spelt out."
            account.add_problems([Problem("warning", "file-name", what, expected="a name in UTF-8")])
        try:
            self._read(path, account)
        except InputError as error:
            what = error.what if account.name in error.what else f"{account.name}: {error.what}"
            account.add_problems([Problem("error", "not-read", what, expected=expected_of(error))])
        self.totals.add(account)
        return account

    def _read(self, path: Path, account: FileAccount) -> None:
        content = content_of(account.name, path)
        account.sha256 = sha256(content)
        if is_table(content):
            table = read_table_file(account.name, content)
            account.values = table.cells
            account.add_problems(table.problems)
            read: Iterator[Record | tuple[str, Any]] = (
                read_record(raw, self.terms, self.with_people) for raw in table.rows
            )
        else:
            value = read_json(account.name, content)
            account.values = count_leaves(value)
            read = read_file(value, self.terms, self.with_people)
        around: list[tuple[str, Any]] = []
        for found in read:
            if isinstance(found, Record):
                self._record(found, account)
            else:
                around.append(found)
        _rest(account, around)
        if self.writer is not None:
            kept = [row for place, member in around for row in _outside(place, member, self.with_people)]
            self.writer.file(
                {"name": account.name, "sha256": account.sha256, "values": account.values, "around": kept}
            )

    def _record(self, record: Record, account: FileAccount) -> None:
        versions = self._seen.setdefault(record.identifier, {})
        digest = _digest(record)
        where = record.path or "top"
        if digest in versions:
            note = f"{where}: {record.identifier} stands in this batch already, word for word: taken once."
            account.add_problems([Problem("info", "record-twice", note, field=record.path)])
            account.repeated += record.account.leaves
            return
        versions[digest] = len(versions) + 1
        identifier = record.identifier if len(versions) == 1 else f"{record.identifier}~{len(versions)}"
        if len(versions) > 1:
            note = f"{where}: {record.identifier} stands there with other values: taken as {identifier}."
            account.add_problems([Problem("warning", "identifier-twice", note, field=record.path)])
        if self.writer is not None:
            self.writer.record(record, identifier, account.name)
        account.add_problems(record.problems)
        links = tuple((link.predicate, link.value) for link in record.links)
        account.records.append(
            RecordAccount(identifier, record.form, record.schema, record.path, links, record.account)
        )


def _digest(record: Record) -> str:
    stated = [[each.predicate, each.kind, each.value] for each in record.statements]
    kept = [[each.path, each.value] for each in (*record.kept, *record.written)]
    return sha256(as_json([stated, kept]).encode())


def read_file(value: Any, terms: Terms, with_people: bool = False) -> Iterator[Record | tuple[str, Any]]:
    """Yield the records of a JSON value, and each pair of path and value that stands around them."""
    for found in find_records(value):
        yield read_record(found, terms, with_people) if isinstance(found, Raw) else (found[0], found[1])


def _rest(account: FileAccount, around: list[tuple[str, Any]]) -> None:
    if around and not account.records and all(_has_keywords(value) for _, value in around):
        what = "keywords of tasks for InforMEA: no records, nothing to import."
        account.add_problems([Problem("error", "unknown-shape", f"{account.name}: {what}")])
        account.around += sum(count_leaves(value) for _, value in around)
        return
    for path, value in around:
        account.around += count_leaves(value)
        if isinstance(value, dict) or not account.records:
            shown = (
                masked(", ".join(map(str, value)))[0][:80]
                if isinstance(value, dict)
                else type(value).__name__
            )
            what = f"{path[:200] or 'top'}: no record of a known shape: not imported, kept with the file."
            usual = path.rpartition(".")[2] in _OF_ANSWERS and bool(account.records)
            account.add_problems(
                [Problem("info" if usual else "error", "unknown-shape", what, shown, field=path[:200])]
            )


def _has_keywords(value: Any) -> bool:
    """Tell a task with its keywords, as the export for InforMEA writes it."""
    return isinstance(value, dict) and {"id", "title", "keywords"} <= value.keys()


def _outside(path: str, value: Any, with_people: bool) -> Iterator[list[Any]]:
    """Yield the values that stand around the records, with their paths; personal ones are left out."""
    for leaf in leaves(value, path):
        names = [path.rpartition(".")[2], *(step for step in leaf.steps if isinstance(step, str))]
        if with_people:
            yield [leaf.path, leaf.value]
        elif not any(is_personal(plain_name(name).name) for name in names):
            kept = masked(leaf.value)[0] if isinstance(leaf.value, str) else leaf.value
            yield [masked(leaf.path)[0], kept]
