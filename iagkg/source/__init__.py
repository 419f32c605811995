"""Read a document and return the workplan it holds.

A file of each kind becomes a table (`text`, `separated`, `workbook`, `word`), and every table becomes a
workplan in one way (`assembly`).
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from iagkg.errors import InputError, UsageError
from iagkg.source.assembly import make_workplan
from iagkg.source.kinds import MAX_BYTES, kind_of, renamed
from iagkg.source.record import to_json
from iagkg.source.table import Table
from iagkg.source.tasks import every_item
from iagkg.workplan import Workplan

__all__ = ["every_item", "read", "read_bytes", "to_json"]


def read(path: Path, *, columns: Mapping[str, str] | None = None, sheet: str | None = None) -> Workplan:
    """Return the workplan of a file.

    `columns` says which column is what (`{"task": "1"}`), for a table that is not understood by itself;
    `sheet` which sheet of a workbook. Raises InputError, naming the file, where it is missing, no file,
    empty, of a kind that is not read, or holds no table that is understood; UsageError where a column or
    sheet is named that it does not have.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path}: this is a folder.", "one file with a workplan", "name the file in it.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(
            f"{path}: there is no such file.", "a file with a workplan", "check the name and the folder."
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{path}: cannot be read: {reason}.", "a file that may be read") from error
    return read_bytes(path.name, content, columns=columns, sheet=sheet)


def read_bytes(
    name: str, content: bytes, *, columns: Mapping[str, str] | None = None, sheet: str | None = None
) -> Workplan:
    """Return the workplan of the bytes of a file; `name` is its name without folders.

    Raises InputError and UsageError as `read` does. The same bytes under the same name read the same.
    """
    suffix = PurePath(name).suffix.lower()
    kind = kind_of(name, content, suffix)
    if sheet is not None and kind != "xlsx":
        raise UsageError(f"--sheet {sheet}: {name} is no workbook.", "--sheet with an Excel file (.xlsx)")
    table = _table(kind, name, content, columns, sheet)
    table = replace(table, problems=(*renamed(table.format, suffix), *table.problems))
    return make_workplan(table, columns)


def _table(
    kind: str, name: str, content: bytes, columns: Mapping[str, str] | None, sheet: str | None
) -> Table:
    """Return the table of a file; what one kind of file needs is imported for that kind only."""
    if kind == "docx":
        from iagkg.source.word import read_word  # noqa: PLC0415

        return read_word(name, content, anything=bool(columns))
    if kind == "xlsx":
        from iagkg.source.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(name, content, sheet)
    from iagkg.source.separated import read_csv, reads_as_csv  # noqa: PLC0415

    if kind == "csv" or reads_as_csv(name, content):
        return read_csv(name, content)
    from iagkg.source.text import read_text  # noqa: PLC0415

    return read_text(name, content)
