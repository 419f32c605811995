"""A batch of imported records on disk: `data/imported/<batch>/`, written whole or not at all.

`records.jsonl` has a line a record: what it states, what is kept with its path, the file it comes from.
`files.jsonl` has a line a file: checksum, form, and what stands in it around the records. `batch.json` says
the day, whether names of persons were taken in, and the counts.
"""

import contextlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TextIO

from iagkg.chm.model import Kept, Record, Statement
from iagkg.errors import InputError, UsageError

__all__ = [
    "BatchWriter",
    "Stored",
    "as_json",
    "batch_folders",
    "check_name",
    "read_batch",
    "read_files",
    "read_head",
]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_TAKEN = ("thesaurus-", "tracking-", "file")
RECORDS, FILES, HEAD = "records.jsonl", "files.jsonl", "batch.json"


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as a batch holds it."""

    identifier: str
    form: str
    schema: str
    kinds: tuple[str, ...]
    file: str
    path: str
    statements: tuple[Statement, ...]
    kept: tuple[Kept, ...]
    written: tuple[Kept, ...]


def check_name(name: str) -> str:
    """Return the name of a batch. Raises UsageError where it cannot name a folder and a graph."""
    if not _NAME.fullmatch(name) or name.startswith(_TAKEN):
        raise UsageError(
            f"--batch {name[:100]!r}: cannot name a batch.",
            f"up to 80 small letters, digits and - . _, not beginning with {', '.join(_TAKEN)}",
        )
    return name


def as_json(value: Any) -> str:
    """Return a value as JSON on one line, in letters as they are, unless they are no letters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text


class BatchWriter(contextlib.AbstractContextManager["BatchWriter"]):
    """Writes a batch record by record beside its place; `finish` puts it there, else nothing is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._records: TextIO | None = None
        self._files: TextIO | None = None
        self._staging: Path | None = None

    def __enter__(self) -> Self:
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._staging = Path(tempfile.mkdtemp(dir=self._folder.parent, prefix=".importing-"))
            self._records = self._open(RECORDS)
            self._files = self._open(FILES)
        except OSError as error:
            raise _not_written(self._folder, error) from error
        return self

    def _open(self, name: str) -> TextIO:
        assert self._staging is not None  # noqa: S101
        return (self._staging / name).open("w", encoding="utf-8", newline="\n")

    def record(self, record: Record, identifier: str, file: str) -> None:
        """Add a record under an identifier, with the file it comes from."""
        row = {
            "id": identifier,
            "form": record.form,
            "schema": record.schema,
            "kinds": record.kinds,
            "file": file,
            "path": record.path,
            "statements": [[each.predicate, each.kind, each.value] for each in record.statements],
            "kept": [[each.path, each.value] for each in record.kept],
            "written": [[each.path, each.value] for each in record.written],
        }
        self._line(self._records, row)

    def file(self, row: dict[str, Any]) -> None:
        """Add a file with its checksum and what stands around its records."""
        self._line(self._files, row)

    def _line(self, file: TextIO | None, row: dict[str, Any]) -> None:
        assert file is not None  # noqa: S101
        try:
            file.write(f"{as_json(row)}\n")
        except OSError as error:
            raise _not_written(self._folder, error) from error

    def finish(self, head: dict[str, Any]) -> None:
        """Put the batch in its place, instead of an earlier one of its name."""
        assert self._staging is not None  # noqa: S101
        aside = self._staging.with_name(f"{self._staging.name}-aside")
        try:
            self._close()
            text = json.dumps(head, ensure_ascii=False, indent=1) + "\n"
            (self._staging / HEAD).write_text(text, encoding="utf-8", newline="\n")
            self._staging.chmod(0o755)
            if self._folder.exists():
                self._folder.replace(aside)
            try:
                self._staging.replace(self._folder)
            except OSError:
                if aside.exists():
                    aside.replace(self._folder)
                raise
        except OSError as error:
            raise _not_written(self._folder, error) from error
        shutil.rmtree(aside, ignore_errors=True)

    def _close(self) -> None:
        for file in (self._records, self._files):
            if file is not None:
                file.close()

    def __exit__(self, *_error: object) -> None:
        self._close()
        if self._staging is not None:
            shutil.rmtree(self._staging, ignore_errors=True)


def _not_written(folder: Path, error: OSError) -> InputError:
    return InputError(f"{folder}: cannot be written: {error.strerror}.", "a folder that you may write to")


def batch_folders(imported: Path) -> list[Path]:
    """Return the folders of the batches below `data/imported/`, by name."""
    if not imported.is_dir():
        return []
    return sorted(folder for folder in imported.iterdir() if (folder / HEAD).is_file())


def read_head(folder: Path) -> dict[str, Any]:
    """Return what `batch.json` says. Raises InputError where it cannot be read."""
    try:
        head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        if isinstance(head, dict) and isinstance(head["imported_on"], str):
            return head
    except (OSError, ValueError, KeyError) as error:
        raise _broken(folder / HEAD, 1, error) from error
    raise _broken(folder / HEAD, 1, None)


def read_batch(folder: Path) -> Iterator[Stored]:
    """Yield the records of a batch in their order. Raises InputError, naming file and line, for a bad one."""
    for number, row in _rows(folder / RECORDS):
        try:
            yield Stored(
                row["id"],
                row["form"],
                row["schema"],
                tuple(row["kinds"]),
                row["file"],
                row["path"],
                tuple(Statement(predicate, value, kind) for predicate, kind, value in row["statements"]),
                tuple(Kept(path, value) for path, value in row["kept"]),
                tuple(Kept(path, value) for path, value in row["written"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _broken(folder / RECORDS, number, error) from error


def read_files(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the files of a batch. Raises InputError where the table cannot be read."""
    for number, row in _rows(folder / FILES):
        if not isinstance(row, dict) or not isinstance(row.get("name"), str):
            raise _broken(folder / FILES, number, None)
        yield row


def _rows(path: Path) -> Iterable[tuple[int, Any]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                try:
                    yield number, json.loads(line)
                except ValueError as error:
                    raise _broken(path, number, error) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, 1, error) from error


def _broken(path: Path, line: int, error: Exception | None) -> InputError:
    why = f": {type(error).__name__}" if error else ""
    return InputError(
        f"{path}, line {line}: not as iagkg chm import writes it{why}.",
        "the files of a batch unchanged",
        "import the batch again.",
    )
