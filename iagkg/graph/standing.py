"""Which version of which workplan a document is, and what is known of its standing.

The table `data/workplans/versions.tsv` is kept by hand: one row a version. A document it does not name gets
key and version from its file name and title, and nothing else is said of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import read_table
from iagkg.workplan import Workplan

__all__ = ["Standing", "checked_key", "default_document", "standing_of", "standings"]

COLUMNS = (
    "file",
    "key",
    "version",
    "previous",
    "sha256",
    "lang",
    "status",
    "adoption",
    "adoption_source",
    "symbol",
    "date",
    "source",
)
_YEARS = re.compile(r"[-_ ]*(?:19|20)\d\d(?:[-_ ]+(?:19|20)?\d\d)?")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,99}")
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Standing:
    """Key and version of a document, and its standing as recorded; empty text where nothing is known.

    `status` is the standing as printed (draft), `adoption` words on who adopted it and when, never without
    `adoption_source` (meeting, date, report paragraph); `previous` is the version it replaces; `lang` the
    language of the document; `sha256` the checksum the record was made for.
    """

    key: str
    version: str
    lang: str = ""
    status: str = ""
    adoption: str = ""
    adoption_source: str = ""
    symbol: str = ""
    date: str = ""
    source: str = ""
    sha256: str = ""
    previous: str = ""
    file: str = ""


def checked_key(words: str) -> str:
    """Return the key of a workplan or a version. Raises UsageError for words that cannot be one."""
    if not _KEY.fullmatch(words):
        raise UsageError(
            f"{words!r} cannot be a key.", "up to 100 letters, digits and - . _ ~, a letter or digit first"
        )
    return words


def standings(table: Path) -> tuple[Standing, ...]:
    """Return the rows of the table of versions.

    Raises InputError where a row lacks file, key or version, or records an adoption without its source.
    """
    found = []
    for number, row in enumerate(read_table(table, COLUMNS), start=2):
        for column in ("file", "key", "version"):
            if not row[column]:
                raise InputError(f"{table}, row {number}, column {column}: empty.", "a value")
        if row["adoption"] and not row["adoption_source"]:
            raise InputError(
                f"{table}, row {number}, column adoption_source: empty although an adoption is recorded.",
                "meeting, date and paragraph of the report that records the adoption",
                "name the source, or leave the column adoption empty.",
            )
        if row["status"] not in {"", "draft", "adopted", "superseded"}:
            raise InputError(
                f"{table}, row {number}, column status: {row['status']!r}.",
                "draft, adopted, superseded or nothing",
            )
        found.append(Standing(**{column: row[column] for column in COLUMNS}))
    return tuple(found)


def default_document(table: Path) -> Path:
    """Return the document of the newest version in the table: the one no other row names as previous."""
    known = standings(table)
    replaced = {(item.key, item.previous) for item in known}
    current = [item for item in known if (item.key, item.version) not in replaced]
    if not current:
        raise InputError(f"{table}: names no document.", "one row for each workplan document")
    return table.parent / current[0].file


def standing_of(
    workplan: Workplan, known: tuple[Standing, ...], key: str | None = None, version: str | None = None
) -> Standing:
    """Return the standing of a document: its row in the table, by checksum; else from name and title.

    `key` and `version` given by a person win over both.
    """
    recorded = next((item for item in known if item.sha256 == workplan.source.sha256), None)
    if recorded and not (key or version):
        return recorded
    stem = Path(workplan.source.name).stem.lower()
    found_key = _NOT_IN_KEY.sub("-", _YEARS.sub("", stem)).strip("-") or "workplan"
    found_version = "-".join(workplan.period) or "undated"
    if recorded is None and any((item.key, item.version) == (found_key, found_version) for item in known):
        # The name of a recorded version, but not its bytes: another version, told by its checksum.
        found_version += f"-{workplan.source.sha256[:8]}"
    base = recorded or Standing(key=found_key, version=found_version)
    return Standing(
        key=key or base.key,
        version=version or base.version,
        lang=base.lang,
        status=base.status,
        file=base.file,
    )
