"""Find the shipped files and the workspace; write files whole or not at all.

The package ships `ontology/`, `data/` and `queries/` read-only: beside the package in a checkout, inside
it in a wheel. A workspace is a folder with `iagkg.toml`.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from iagkg.errors import InputError

__all__ = [
    "find_workspace",
    "read_table",
    "sha256",
    "shipped",
    "workspace_to_write",
    "write_whole",
]

MARKER = "iagkg.toml"


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file, `shipped("data", "bodies.tsv")`; it need not exist."""
    package = Path(__file__).parent
    inside = package / "_files"
    return (inside if inside.is_dir() else package.parent).joinpath(*parts)


def find_workspace(given: Path | None = None) -> Path | None:
    """Return the workspace: the one given, else IAGKG_WORKSPACE, else the nearest `iagkg.toml` upwards.

    None where there is none: the shipped data is used then. Raises InputError where a folder is named
    that is no workspace.
    """
    named = given or (Path(os.environ["IAGKG_WORKSPACE"]) if os.environ.get("IAGKG_WORKSPACE") else None)
    if named is not None:
        if not (named / MARKER).is_file():
            raise InputError(
                f"{named}: not a workspace, it has no {MARKER}.",
                f"a folder with {MARKER}",
                f"iagkg init {named} makes one.",
            )
        return named
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / MARKER).is_file()), None)


def workspace_to_write(found: Path | None) -> Path:
    """Return a workspace that was found. Raises InputError, naming `iagkg init`, where there is none."""
    if found is None:
        raise InputError(
            "There is no workspace here to write to.",
            "a folder with iagkg.toml",
            "iagkg init FOLDER makes a workspace; or name one with --workspace.",
        )
    return found


def sha256(content: bytes) -> str:
    """Return the SHA-256 checksum in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` to write to; rename it into place if nothing failed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_table(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table with a header row (UTF-8, no quoting).

    Raises InputError, naming file, row and column, where a column of `columns` is missing or a row has
    another number of cells than the header.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "a UTF-8 table") from error
    lines = [line.split("\t") if line else [] for line in text.replace("\r\n", "\n").split("\n")]
    header = lines[0] if lines else []
    missing = [name for name in columns if name not in header]
    if missing:
        raise InputError(
            f"{path}, row 1: column {', '.join(missing)} is missing.", f"the columns {', '.join(columns)}"
        )
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not cells:
            continue
        if len(cells) != len(header):
            raise InputError(
                f"{path}, row {number}: {len(cells)} cells.",
                f"{len(header)} cells, as in the header",
                "check the row for a missing or an additional tab.",
            )
        rows.append(dict(zip(header, cells, strict=True)))
    return rows
