"""The side file of an enrichment: each proposal with its reason, for a person to accept or reject."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from iagkg.chm.forms import find_records
from iagkg.chm.model import Raw
from iagkg.chm.proposing import Proposal
from iagkg.chm.tagged import TagField, add, tag_field, tags_of
from iagkg.errors import InputError
from iagkg.office.grid import Grid, GridRow
from iagkg.office.write_csv import write_csv
from iagkg.vocabulary.model import Vocabulary

__all__ = ["COLUMNS", "Choice", "apply", "read_choices", "side_file"]

COLUMNS = (
    *("choice", "relation", "identifier", "label", "score", "reason"),
    *("record", "title", "field", "path", "sha256"),
)
_CHOICES = ("accept", "reject", "")
_MOST = 20_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the side file: what a person chose of a proposal; `place` is for messages."""

    choice: str
    relation: str
    identifier: str
    field: str
    path: str
    place: str


def side_file(proposals: Iterable[Proposal], sha256: str) -> bytes:
    """Return the side file of a record file with this checksum; the column `choice` is empty."""
    rows = [
        GridRow(
            (
                *("", each.relation, each.identifier, each.label, f"{each.score:.2f}", each.reason),
                *(each.record, each.title, each.field, each.path, sha256),
            )
        )
        for each in proposals
    ]
    return write_csv(Grid("", COLUMNS, tuple("other" for _ in COLUMNS), tuple(rows)))


def read_choices(name: str, content: bytes, sha256: str) -> list[Choice]:
    """Return the rows of a reviewed side file; comma, semicolon or tab between the cells.

    Raises InputError, naming the row, for a choice that is none, and where the rows were made of a record
    file with another checksum.
    """
    try:
        text = content[:_MOST].decode("utf-8-sig")
        head = text.partition("\n")[0]
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{name}: cannot be read as a table: {error}", "a CSV file in UTF-8") from error
    columns = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if absent := [column for column in COLUMNS if column not in columns and column not in ("label", "title")]:
        raise InputError(
            f"{name}, row 1: no column {', '.join(absent)}.", f"the headings {', '.join(COLUMNS)}"
        )
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        row = dict(zip(columns, (cell.strip().removeprefix("'") for cell in cells), strict=False))
        if any(row.values()):
            found.append(_choice(f"{name}, row {number}", row, sha256))
    return found


def _choice(place: str, row: dict[str, str], sha256: str) -> Choice:
    choice = row.get("choice", "").casefold()
    if choice not in _CHOICES:
        raise InputError(f"{place}, column choice: {row['choice']!r}.", "accept, reject or nothing")
    if row.get("sha256") != sha256:
        raise InputError(
            f"{place}, column sha256: made of another state of the record file.",
            "the file as it was when the proposals were made",
            "iagkg chm enrich FILE makes them anew.",
        )
    relation, identifier, field, path = (
        row.get(name, "") for name in ("relation", "identifier", "field", "path")
    )
    return Choice(choice, relation, identifier, field, path, place)


def apply(value: Any, choices: Iterable[Choice], vocabulary: Vocabulary) -> list[Choice]:
    """Add what was accepted to the records of a JSON value, and return the choices that were added.

    What a record has already is not added again. Raises InputError, naming the row, for an identifier that
    the vocabulary does not have and for a record or field that is not there.
    """
    records = {raw.path: raw for raw in find_records(value) if isinstance(raw, Raw)}
    added = []
    for choice in choices:
        if choice.choice != "accept":
            continue
        raw, field = _target(choice, records, vocabulary)
        if choice.identifier not in tags_of(raw, field):
            add(raw, field, choice.identifier)
            added.append(choice)
    return added


def _target(choice: Choice, records: dict[str, Raw], vocabulary: Vocabulary) -> tuple[Raw, TagField]:
    domain = {"target": "GBF-TARGETS", "subject": "CBD-SUBJECTS"}.get(choice.relation, "")
    if not domain:
        raise InputError(f"{choice.place}, column relation: {choice.relation!r}.", "target or subject")
    terms = vocabulary.named(choice.identifier, domain)
    if not terms or terms[0].status == "withdrawn":
        raise InputError(
            f"{choice.place}, column identifier: {choice.identifier!r} is not known.",
            f"an identifier of {domain}",
            'iagkg vocabulary search "words" finds identifiers.',
        )
    raw = records.get(choice.path)
    field = tag_field(raw, choice.relation) if raw else None
    if raw is None or field is None or field.name != choice.field:
        raise InputError(
            f"{choice.place}: {choice.path or 'top'}, {choice.field} is no field of tags in the file.",
            "path and field as they were written",
        )
    return raw, field
