"""Tables of lines that are only added: read them strictly, add to them whole or not at all.

A line has an id that follows from what it says, so that two people who say the same write the same line, and
edits of two people meet in git without loss.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from iagkg.errors import InputError, UsageError
from iagkg.files import write_whole
from iagkg.progress.people import address_in
from iagkg.wording import LANGUAGES, say

__all__ = [
    "Line",
    "append_lines",
    "check_cells",
    "code_named",
    "counting",
    "identifier",
    "line_to_replace",
    "read_lines",
]

_LONGEST = 5000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Line(Protocol):
    """What all such tables have."""

    @property
    def id(self) -> str:
        """The id of the line."""
        ...

    @property
    def replaces(self) -> str:
        """The id of the line that this one takes the place of, or empty."""
        ...

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of the columns."""
        ...


Kind = TypeVar("Kind", bound=Line)


def identifier(letter: str, cells: Sequence[str]) -> str:
    """Return the id of a line from its other cells; a letter first, so that no spreadsheet reads a number."""
    return f"{letter}{hashlib.sha256(chr(31).join(cells).encode()).hexdigest()[:12]}"


def read_lines(
    path: Path, columns: tuple[str, ...], made: Callable[[dict[str, str], str, int], Kind]
) -> tuple[Kind, ...]:
    """Return the lines of a table, in its order, each id once; none where there is no file.

    `made` gives a line from its cells, its place for messages and its row, or raises InputError. Raises
    InputError too for a file that is no such table, and a line that replaces one which is not there.
    """
    if not path.is_file():
        return ()
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read: {error}", "a table in UTF-8 with commas") from error
    if not rows or tuple(rows[0]) != columns:
        raise InputError(f"{path}, row 1: not the columns of this table.", ",".join(columns))
    found: dict[str, Kind] = {}
    places: dict[str, str] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not cells or tuple(cells) == columns:  # both sides of a merge may bring the header
            continue
        place = f"{path}, row {number}"
        if len(cells) != len(columns):
            raise InputError(f"{place}: {len(cells)} cells.", f"{len(columns)} cells, as in the header")
        line = made(dict(zip(columns, cells, strict=True)), place, number)
        found.setdefault(line.id, line)
        places.setdefault(line.id, place)
    for line in found.values():
        if line.replaces and line.replaces not in found:
            raise InputError(
                f"{places[line.id]}, column replaces: {line.replaces!r}.", "the id of a line of this table"
            )
    return tuple(found.values())


def append_lines(
    path: Path, columns: tuple[str, ...], new: Iterable[Kind], read: Callable[[Path], tuple[Kind, ...]]
) -> int:
    """Add lines at the end of a table, made where it is not there; return how many did not stand there yet.

    The file is written whole, and read back before it takes its place. Raises InputError as reading does.
    """
    known = {line.id for line in read(path)}
    before = path.read_bytes() if path.is_file() else f"{','.join(columns)}\n".encode()
    end = "\r\n" if b"\r\n" in before else "\n"
    buffer = io.StringIO()
    added = [line for line in new if line.id not in known]
    csv.writer(buffer, lineterminator=end).writerows(line.cells for line in added)
    with write_whole(path) as temporary:
        last = b"" if before.endswith(b"\n") else end.encode()
        temporary.write_bytes(before + last + buffer.getvalue().encode())
        read(temporary)
    return len(added)


def counting(lines: Iterable[Kind]) -> list[Kind]:
    """Return the lines that no other replaces."""
    lines = tuple(lines)
    replaced = {line.replaces for line in lines}
    return [line for line in lines if line.id not in replaced]


def check_cells(cells: Mapping[str, str], expected: Mapping[str, str], place: str) -> None:
    """Raise InputError, naming place and column, for the first cell that cannot be taken.

    `expected` says by column what is wrong with a cell, empty where nothing is. No cell may hold words that a
    spreadsheet runs, an e-mail address, or more than 5,000 letters.
    """
    for column, words in cells.items():
        wrong = expected.get(column, "")
        if words.startswith(_FORMULA) or len(words) > _LONGEST or address_in(words):
            wrong = f"words of up to {_LONGEST} letters that no spreadsheet runs, without an e-mail address"
        if wrong:
            raise InputError(f"{place}, column {column}: {words!r}.", wrong)


def line_to_replace(lines: Iterable[Kind], identifier: str) -> tuple[dict[str, Kind], Kind]:
    """Return the lines by id, and the one that is to be replaced.

    Raises UsageError where no line has the id, or another has its place already.
    """
    known = {line.id: line for line in lines}
    if identifier not in known:
        raise UsageError(f"No line has the id {identifier!r}.", "an id that the list shows")
    if later := next((line.id for line in known.values() if line.replaces == identifier), ""):
        raise UsageError(
            f"{identifier} no longer counts: {later} took its place.", "the id of a line that counts"
        )
    return known, known[identifier]


def code_named(words: str, codes: Iterable[str], keys: str) -> str:
    """Return the code that words name in one of the languages, or by itself; nothing for other words.

    `keys` begins the keys of the codes' words.
    """
    plain = " ".join(words.split()).casefold()
    for code in codes:
        if plain in {code, *(say(f"{keys}{code}", lang).casefold() for lang in LANGUAGES)}:
            return code
    return ""
