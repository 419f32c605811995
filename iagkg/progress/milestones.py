"""The table `data/milestones.tsv`, kept by a person: meetings, openings, last days for documents."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import read_table
from iagkg.progress.days import day_of

__all__ = ["KINDS", "MILESTONE_COLUMNS", "Milestone", "milestone_named", "read_milestones"]

MILESTONE_COLUMNS = ("code", "name", "start", "end", "kind", "place", "source", "page")
KINDS = ("meeting", "opening", "document-deadline")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,39}")
_BETWEEN = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One row: first and last day, both absent where no source gives them; a source for what is said."""

    code: str
    name: str
    start: dt.date | None
    end: dt.date | None
    kind: str
    place: str
    source: str
    page: str


def read_milestones(path: Path) -> tuple[Milestone, ...]:
    """Return the milestones of a table, in its order; none where the file is not there.

    Raises InputError, naming file, row and column, for a code that stands twice or is none, a day that is
    none, an end before its start or without it, an unknown kind, and a row without its source.
    """
    if not path.is_file():
        return ()
    found: dict[str, Milestone] = {}
    for number, row in enumerate(read_table(path, MILESTONE_COLUMNS), start=2):
        place = f"{path}, row {number}"
        if not _CODE.fullmatch(row["code"]) or row["code"] in found:
            twice = "stands there twice" if row["code"] in found else "is no code"
            raise InputError(
                f"{place}, column code: {row['code']!r} {twice}.", "capital letters and digits: SBI-7"
            )
        for column in ("name", "source"):
            if not row[column].strip():
                raise InputError(f"{place}, column {column}: empty.", "a value")
        for column in ("start", "end"):
            if row[column] and day_of(row[column]) is None:
                raise InputError(
                    f"{place}, column {column}: {row[column]!r}.", "a day such as 2026-08-04, or nothing"
                )
        if row["end"] and not row["start"]:
            raise InputError(
                f"{place}, column start: empty, although an end is given.", "a day such as 2026-08-04"
            )
        if row["end"] and row["end"] < row["start"]:
            raise InputError(
                f"{place}, column end: {row['end']} is before {row['start']}.", "that day or one after"
            )
        if row["kind"] not in KINDS:
            raise InputError(f"{place}, column kind: {row['kind']!r}.", " or ".join(KINDS))
        if row["page"] and not row["page"].startswith(("http://", "https://")):
            raise InputError(
                f"{place}, column page: {row['page']!r}.", "an address that begins with https://"
            )
        start = day_of(row["start"])
        found[row["code"]] = Milestone(
            code=row["code"],
            name=row["name"],
            start=start,
            end=day_of(row["end"]) or start,
            **{column: row[column] for column in ("kind", "place", "source", "page")},
        )
    return tuple(found.values())


def milestone_named(milestones: tuple[Milestone, ...], words: str) -> Milestone:
    """Return the milestone that words name by its code or its name, "SBI 8" as well as "sbi-8".

    Raises UsageError where there is none, or where its days are not recorded.
    """
    wanted = _plain(words)
    found = next((m for m in milestones if wanted in {_plain(m.code), _plain(m.name)}), None)
    known = ", ".join(m.code for m in milestones if m.start) or "none yet"
    if found is None:
        raise UsageError(
            f"No milestone is called {words!r}.",
            f"one of {known}",
            "a row of data/milestones.tsv with its days and their source makes one.",
        )
    if found.start is None:
        raise UsageError(
            f"The days of {found.code} are not recorded.",
            f"one of {known}",
            "write start, end and their source into data/milestones.tsv.",
        )
    return found


def _plain(words: str) -> str:
    return _BETWEEN.sub(" ", words.casefold()).strip()
