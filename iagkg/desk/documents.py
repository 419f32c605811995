"""A workplan document that is read at the desk, and kept as a version of the workspace if it is wanted."""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from iagkg.compare.keying import keyed
from iagkg.compare.matching import NOTHING_SAID, Said, match
from iagkg.compare.side import Entry, side_of
from iagkg.compare.versions import side_of_document
from iagkg.desk.bench import Laid, laid
from iagkg.errors import InputError, UsageError
from iagkg.export.workbook_apply import apply
from iagkg.files import sha256
from iagkg.graph.standing import COLUMNS, Standing, checked_key, standings
from iagkg.graph.tables import Tables
from iagkg.keys import TaskKey, read_keys, written_keys
from iagkg.source import read_bytes
from iagkg.wording import LANGUAGES
from iagkg.workplan import Workplan

__all__ = ["Document", "Version", "follows", "keep", "plain_name", "read_document"]

_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
PASTED = "pasted.txt"
"""The name of a text that was pasted."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read, and the dataset that it would make."""

    name: str
    content: bytes
    workplan: Workplan
    made: Laid


@dataclass(frozen=True, slots=True)
class Version:
    """As which version a document is to be kept; `previous` is the version that it replaces.

    `adoption` says who adopted it and when, never without `adoption_source` (meeting, date, paragraph).
    """

    key: str
    version: str
    previous: str = ""
    lang: str = "en"
    status: str = ""
    adoption: str = ""
    adoption_source: str = ""


def plain_name(name: str) -> str:
    """Return the name of a file without folders and without what file systems do not take."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", PurePath(name.replace("\\", "/")).name).strip("._-")
    plain = plain[-80:].lstrip("._-") or PASTED
    return f"file-{plain}" if _DEVICE.fullmatch(plain) else plain


def read_document(name: str, content: bytes, workspace: Path) -> Document:
    """Read a document and build what it would make; nothing is kept.

    Raises InputError where it is of no kind that is read, or holds no workplan.
    """
    plain = plain_name(name)
    workplan = read_bytes(plain, content)
    with tempfile.TemporaryDirectory(prefix="iagkg-") as folder:
        path = Path(folder) / plain
        path.write_bytes(content)
        return Document(plain, content, workplan, laid(path, workspace))


def keep(
    document: Document, version: Version, workspace: Path, said: Said = NOTHING_SAID
) -> tuple[tuple[Entry, Entry], ...]:
    """Keep a document as a version: the file, its row in the table of versions, the keys of its tasks.

    Returns the pairs of tasks, old and new, that may or may not be the same: nothing is written then. Raises
    UsageError where key or version cannot be one or are there already, InputError where a table cannot be
    read or written.
    """
    tables = Tables(workspace)
    table = tables.path("workplans", "versions.tsv")
    known = standings(table)
    standing = _standing(document, version, known)
    name = _free_name(document, workspace, known)
    rows = read_keys(tables.path("keys.tsv"))
    before = next((one for one in known if (one.key, one.version) == (version.key, version.previous)), None)
    old = side_of_document(table.parent / before.file, tables, standing=before) if before else None
    found = keyed(old, side_of(document.workplan, standing, {}, ()), rows, said)
    if found.uncertain:
        return found.uncertain
    new = {
        f"workplans/{name}": document.content,
        "workplans/versions.tsv": _with_row(table, replace(standing, file=name)),
        "keys.tsv": written_keys((*rows, *found.rows)),
    }
    if before:
        new["workplans/short_titles.tsv"] = _titles(tables, before, standing, (*rows, *found.rows))
    apply(workspace, new)
    return ()


def follows(document: Document, now: Laid) -> bool:
    """Tell whether at least half of the tasks of a document are those of the workplan on the desk."""
    new = side_of(document.workplan, document.made.built.standing, {}, ())
    old = side_of(now.built.workplan, now.built.standing, {}, ())
    return 2 * len(match(old, new).pairs) >= max(len(list(new.tasks)), len(list(old.tasks)), 1)


def _titles(tables: Tables, before: Standing, now: Standing, keys: Iterable[TaskKey]) -> bytes:
    """Return the table of short titles with those of the version before for the tasks that are the same."""
    path = tables.path("workplans", "short_titles.tsv")
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    names, *lines = (line.split("\t") for line in text.split("\n"))
    places = {(row.version, row.position): row.key for row in keys if row.workplan == now.key}
    refs = {key: ref for (version, ref), key in places.items() if version == now.version}
    more = []
    for cells in lines:
        row = dict(zip(names, cells, strict=False))
        ref = refs.get(places.get((before.version, row.get("ref", "")), ""))
        if (row.get("key"), row.get("version")) == (before.key, before.version) and ref:
            row |= {"version": now.version, "ref": ref}
            more.append("\t".join(row.get(name, "") for name in names))
    return ("\n".join([text, *more]) + "\n").encode()


def _standing(document: Document, version: Version, known: Iterable[Standing]) -> Standing:
    for words in (version.key, version.version):
        checked_key(words)
    if bool(version.adoption) != bool(version.adoption_source):
        raise UsageError(
            "An adoption is recorded with its source, or not at all.",
            "who adopted it and when; and the meeting, date and paragraph of the report that says so",
        )
    mine = [one for one in known if one.key == version.key]
    if any(one.version == version.version for one in mine):
        raise UsageError(f"{version.key}/{version.version}: there is such a version.", "a name of its own")
    if version.lang not in {"", *LANGUAGES}:
        raise UsageError(f"{version.lang!r} is no language of workplans.", ", ".join(LANGUAGES))
    other = next((one.version for one in mine if version.previous and one.previous == version.previous), "")
    if other:
        raise UsageError(
            f"{version.previous} is replaced already, by {other}.", "the newest version, or none"
        )
    if version.previous and version.previous not in {one.version for one in mine}:
        listed = ", ".join(one.version for one in mine) or "nothing: it is the first"
        raise UsageError(f"{version.previous}: no version of {version.key}.", f"one of {listed}")
    return Standing(
        key=version.key,
        version=version.version,
        previous=version.previous,
        lang=version.lang,
        status=version.status,
        adoption=version.adoption,
        adoption_source=version.adoption_source,
        sha256=sha256(document.content),
    )


def _free_name(document: Document, workspace: Path, known: Iterable[Standing]) -> str:
    """Return a name that no other document of the workspace has."""
    taken = {one.file for one in known}
    name, number = PurePath(document.name), 1
    found = document.name
    folder = workspace / "data" / "workplans"
    while found in taken or (folder / found).exists():
        number += 1
        found = f"{name.stem}-{number}{name.suffix}"
    return found


def _with_row(table: Path, standing: Standing) -> bytes:
    """Return the table of versions with one row more, the others as they are."""
    cells = [str(getattr(standing, column)) for column in COLUMNS]
    if any(set(cell) & set("\t\n\r") for cell in cells):
        raise InputError("A value has a tab or a line end.", "words on one line")
    text = table.read_text(encoding="utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    header = text.split("\n", 1)[0].split("\t")
    row = dict(zip(COLUMNS, cells, strict=True))
    return (text + "\n" + "\t".join(row.get(name, "") for name in header) + "\n").encode()
