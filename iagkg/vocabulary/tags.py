"""The table of tags, `data/tags.tsv`: what a person, or a reading of printed words, says of a task."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import read_table, write_whole
from iagkg.keys import TaskKey
from iagkg.role import role_problem

__all__ = ["COLUMNS", "RELATIONS", "STANDINGS", "Tag", "read_tags", "role_problem", "tags_of", "write_tags"]

COLUMNS = (
    "key",
    "version",
    "ref",
    "item",
    "concept",
    "relation",
    "standing",
    "reason",
    "who",
    "date",
    "source",
)
RELATIONS = ("subject", "target", "names")
STANDINGS = ("accepted", "suggested")
_TARGET = re.compile(r"GBF-TARGET-\d\d")


@dataclass(frozen=True, slots=True)
class Tag:
    """One row: `ref` and `item` name the task and the sub-item (empty for the task itself).

    `concept` is an identifier of the vocabulary or of the table of named things, `who` a role and never a
    person, `date` the day, `source` where the words stand; `place` is for messages.
    """

    key: str
    version: str
    ref: str
    item: str
    concept: str
    relation: str
    standing: str
    reason: str
    who: str
    date: str
    source: str
    place: str = ""

    @property
    def about(self) -> tuple[str, str, str, str, str]:
        """What a table may say once: version, task, sub-item and concept."""
        return self.key, self.version, self.ref, self.item, self.concept


def read_tags(path: Path) -> tuple[Tag, ...]:
    """Return the rows of the table; an accepted row takes the place of an earlier one that suggests the same.

    So accepting only adds rows. Raises InputError, naming file, row and column: a cell that may not be empty,
    an unknown relation or standing, no day, a person in place of a role, a relation that the concept cannot
    have, a row that says again what another says.
    """
    found: dict[tuple[str, ...], Tag] = {}
    for number, row in enumerate(read_table(path, COLUMNS), start=2):
        place = f"{path}, row {number}"
        tag = Tag(**{column: row[column] for column in COLUMNS}, place=place)
        _check(tag)
        earlier = found.get(tag.about)
        if earlier and (earlier.standing, tag.standing) != ("suggested", "accepted"):
            raise InputError(
                f"{place}: says of {tag.ref} {tag.item} again what {earlier.place} says.",
                "one row for a task and a concept",
                "remove one of the rows.",
            )
        found[tag.about] = tag
    return tuple(found.values())


def _check(tag: Tag) -> None:
    for column in ("key", "version", "ref", "concept", "reason", "source"):
        if not getattr(tag, column).strip():
            raise InputError(f"{tag.place}, column {column}: empty.", "a value")
    for column, allowed in (("relation", RELATIONS), ("standing", STANDINGS)):
        if getattr(tag, column) not in allowed:
            raise InputError(f"{tag.place}, column {column}: {getattr(tag, column)!r}.", " or ".join(allowed))
    if problem := role_problem(tag.who):
        raise InputError(f"{tag.place}, column who: {problem}.", "a role, such as secretary of the group")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", tag.date) or not _is_day(tag.date):
        raise InputError(f"{tag.place}, column date: {tag.date!r}.", "a day such as 2026-11-24")
    if (tag.relation == "target") != bool(_TARGET.fullmatch(tag.concept)):
        raise InputError(
            f"{tag.place}, column relation: {tag.concept} cannot be a {tag.relation}.",
            "target for GBF-TARGET-01 to 23, and for these alone",
        )


def _is_day(words: str) -> bool:
    try:
        dt.date.fromisoformat(words)
    except ValueError:
        return False
    return True


def tags_of(tags: Iterable[Tag], keys: Iterable[TaskKey], workplan: str, version: str) -> list[Tag]:
    """Return the tags of a version: its own, and those that the same tasks have in other versions, by key.

    Its own row goes before one of another version, an accepted one before a suggested one. Only subjects and
    targets of whole tasks go along: what a task names is quoted from its text, and the number of a sub-item
    may be another one's in another version.
    """
    rows = [row for row in keys if row.workplan == workplan]
    now = {row.key: row.position for row in rows if row.version == version}
    then = {(row.version, row.position): row.key for row in rows}
    own: list[Tag] = []
    others: dict[tuple[str, str], Tag] = {}
    for tag in tags:
        if (tag.key, tag.version) == (workplan, version):
            own.append(tag)
        elif tag.key == workplan and tag.relation != "names" and not tag.item:
            ref = now.get(then.get((tag.version, tag.ref), ""))
            if ref is None:
                continue
            earlier = others.get((ref, tag.concept))
            if earlier is None or "accepted" not in {earlier.standing} - {tag.standing}:
                others[ref, tag.concept] = replace(tag, version=version, ref=ref)
    there = {(tag.ref, tag.concept) for tag in own if not tag.item}
    return [*own, *(tag for place, tag in others.items() if place not in there)]


def write_tags(path: Path, tags: Iterable[Tag]) -> None:
    """Write a table of tags, whole or not at all; blanks and line ends in a cell become one blank."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(" ".join(getattr(tag, column).split()) for column in COLUMNS) for tag in tags]
    with write_whole(path) as temporary:
        temporary.write_bytes(("\n".join(lines) + "\n").encode())
