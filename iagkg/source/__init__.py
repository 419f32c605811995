"""Read a document and return the workplan it holds.

A file of each kind becomes a table (`text`), and every table becomes a workplan in one way (`assembly`).
"""

from pathlib import Path, PurePath

from iagkg.errors import InputError
from iagkg.source.assembly import make_workplan
from iagkg.source.kinds import MAX_BYTES, TEXT_SUFFIXES, refuse_unreadable
from iagkg.source.record import to_json
from iagkg.source.tasks import every_item
from iagkg.source.text import read_text
from iagkg.workplan import Workplan

__all__ = ["every_item", "read", "read_bytes", "to_json"]


def read(path: Path) -> Workplan:
    """Return the workplan of a file.

    Raises InputError, naming the file, where it is missing, no file, empty, of a kind that is not read, or
    holds no table that is understood.
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
    return read_bytes(path.name, content)


def read_bytes(name: str, content: bytes) -> Workplan:
    """Return the workplan of the bytes of a file; `name` is its name without folders.

    Raises InputError as `read` does. The same bytes under the same name give the same workplan.
    """
    suffix = PurePath(name).suffix.lower()
    refuse_unreadable(name, content, suffix)
    if suffix not in TEXT_SUFFIXES:
        raise InputError(
            f'{name}: files that end in "{suffix}" are not read.',
            f"a text file ({', '.join(filter(None, TEXT_SUFFIXES))})",
            "if it is a text with the table of a workplan, give it the ending .txt.",
        )
    return make_workplan(read_text(name, content))
