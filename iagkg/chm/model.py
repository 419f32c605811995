"""A record of the clearing-house as plain values: what it states, what is kept, what is left out."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from iagkg.names import ID, segment
from iagkg.problem import Problem

__all__ = ["Account", "Form", "Kept", "Raw", "Record", "Statement", "record_iri"]

Form = str
"""The shape a record came in: record, info, index, calendar-row, calendar-activity, notification, meeting,
decision, paragraph, informea, dcat, schema-org, term or texts."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One record as it stands in a file: its form, its schema, the objects its values stand in.

    `parts` are pairs of path and object: the record itself, and the envelope of an `/info` answer. Members
    named in `below` are records of their own and not read here.
    """

    form: Form
    schema: str
    parts: tuple[tuple[str, dict[str, Any]], ...]
    below: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the record stands in its file; empty for the whole file."""
        return self.parts[0][0]


@dataclass(frozen=True, slots=True)
class Statement:
    """A prefixed predicate and a value: an address, or a text with a language or a datatype."""

    predicate: str
    value: str
    kind: str = "text"
    """iri, text, date, or a language after @."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that no statement was made of (or, `written`, that a statement stands for in another form)."""

    path: str
    value: Any


@dataclass(slots=True)
class Account:
    """What became of the leaf values: `leaves` is the sum of the four others.

    `stated` leaves have statements, `kept` ones stand as JSON with their path, `withheld` ones are personal
    and left out, `empty` ones hold nothing. `unknown` counts kept fields that the schema does not have.
    """

    stated: int = 0
    kept: int = 0
    withheld: int = 0
    empty: int = 0
    masked: int = 0
    """E-mail addresses taken out of texts."""
    copies: int = 0
    """Texts of another language that repeat the English one: kept, but no translations."""
    unknown: Counter[str] = field(default_factory=Counter)

    @property
    def leaves(self) -> int:
        """All leaf values met."""
        return self.stated + self.kept + self.withheld + self.empty

    def add(self, other: "Account") -> None:
        """Add what another account counts."""
        for name in ("stated", "kept", "withheld", "empty", "masked", "copies"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.unknown.update(other.unknown)


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read; `identifier` names it, `kinds` are prefixed classes, `path` its place in the file."""

    identifier: str
    form: Form
    schema: str
    kinds: tuple[str, ...]
    path: str
    statements: tuple[Statement, ...]
    kept: tuple[Kept, ...]
    written: tuple[Kept, ...]
    account: Account
    problems: tuple[Problem, ...]

    @property
    def links(self) -> tuple[Statement, ...]:
        """The statements that can tie the record to a task."""
        names = ("iag:refersToProvision", "iag:refersToDecision", "iag:concernsTarget", "dcterms:subject")
        return tuple(statement for statement in self.statements if statement.predicate in names)


def record_iri(identifier: str) -> str:
    """Return the address of a record from its identifier, without its revision."""
    return f"{ID}chm/{segment(identifier)}"
