"""The keys of tasks, which outlive versions: `iag-tsc-001` is the same task in every version of `iag-tsc`.

The table `data/keys.tsv` has a row a key and version. A key is given at first reading and never again, and no
row is ever changed: a version that renumbers its tasks gets rows of its own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import read_table, write_whole
from iagkg.names import ID, segment

__all__ = [
    "COLUMNS",
    "TaskKey",
    "key_iri",
    "keys_of",
    "new_keys",
    "position_of",
    "read_keys",
    "write_keys",
    "written_keys",
]

COLUMNS = ("key", "workplan", "version", "position")
_KEY = re.compile(r"(.+)-(\d{3,})")
_POSITION = re.compile(r"(?i:ws)-?([1-9]\d*)[./](?i:t)-?([1-9]\d*)")


@dataclass(frozen=True, slots=True)
class TaskKey:
    """One row: the task at `position` (WS1.T2) of a version has this key; `place` is for messages."""

    key: str
    workplan: str
    version: str
    position: str
    place: str = ""


def position_of(words: str) -> str:
    """Return a position as it is written everywhere (`ws-1/t-2` is WS1.T2); nothing for other words."""
    found = _POSITION.fullmatch(words.strip())
    return f"WS{found[1]}.T{found[2]}" if found else ""


def read_keys(path: Path) -> tuple[TaskKey, ...]:
    """Return the rows of the table; none where there is no file.

    Raises InputError, naming file, row and column: a key that is not the workplan's key and a number of three
    digits, a position that is none, and a key or a position that a version has twice.
    """
    if not path.is_file():
        return ()
    rows: list[TaskKey] = []
    seen: dict[tuple[str, str, str], str] = {}
    for number, row in enumerate(read_table(path, COLUMNS), start=2):
        place = f"{path}, row {number}"
        rows.append(_checked(row, place))
        new = rows[-1]
        for column, value in (("key", new.key), ("position", new.position)):
            earlier = seen.setdefault((new.workplan, new.version, value), place)
            if earlier != place:
                raise InputError(
                    f"{place}, column {column}: {value} stands there twice for version {new.version}.",
                    "one row for a task of a version",
                    f"compare it with {earlier}, and remove one of the rows.",
                )
    return tuple(rows)


def _checked(row: dict[str, str], place: str) -> TaskKey:
    for column in ("workplan", "version"):
        if not row[column].strip():
            raise InputError(f"{place}, column {column}: empty.", "a value, as in versions.tsv")
    found = _KEY.fullmatch(row["key"])
    if found is None or found[1] != row["workplan"]:
        raise InputError(
            f"{place}, column key: {row['key']!r}.",
            f"the key of the workplan and a number of three digits, such as {row['workplan']}-001",
        )
    position = position_of(row["position"])
    if not position:
        raise InputError(f"{place}, column position: {row['position']!r}.", "such as WS1.T2")
    return TaskKey(row["key"], row["workplan"], row["version"], position, place)


def keys_of(rows: Iterable[TaskKey], workplan: str, version: str) -> dict[str, str]:
    """Return the key of each task of a version by its reference; empty where the table does not name it."""
    return {row.position: row.key for row in rows if (row.workplan, row.version) == (workplan, version)}


def new_keys(rows: Iterable[TaskKey], workplan: str, count: int) -> list[str]:
    """Return `count` keys that the workplan has not used: the numbers after its highest."""
    used = [int(row.key.rpartition("-")[2]) for row in rows if row.workplan == workplan]
    first = max(used, default=0) + 1
    return [f"{workplan}-{number:03d}" for number in range(first, first + count)]


def write_keys(path: Path, rows: Sequence[TaskKey]) -> None:
    """Write the table, whole or not at all."""
    with write_whole(path) as temporary:
        temporary.write_bytes(written_keys(rows))


def written_keys(rows: Sequence[TaskKey]) -> bytes:
    """Return the table as the bytes of its file."""
    lines = ["\t".join(COLUMNS), *("\t".join(getattr(row, name) for name in COLUMNS) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def key_iri(key: str) -> str:
    """Return the address of the task that a key names: `id/task/iag-tsc/001`."""
    workplan, _, number = key.rpartition("-")
    return f"{ID}task/{segment(workplan)}/{segment(number)}" if workplan else f"{ID}task/{segment(number)}"
