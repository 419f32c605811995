"""What is asked, within which limits, and what comes back."""

import os
from dataclasses import dataclass
from typing import Literal

__all__ = ["FORMS", "Answer", "Form", "Limits", "Reason", "Refused", "Request", "is_possible"]

Form = Literal["json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld"]
Reason = Literal["query", "time", "memory", "size", "busy", "closed"]

FORMS: dict[Form, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}
"""The forms of answers: the first four of rows, and of ASK where there are such, the others of statements."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take: seconds, megabytes beyond what the process has, rows, bytes of its answer.

    `at_once` queries run beside each other, and `waiting` more wait for their turn.
    """

    seconds: float = 5.0
    megabytes: int = 256
    rows: int = 10_000
    size: int = 10_000_000
    at_once: int = 4
    waiting: int = 16


@dataclass(frozen=True, slots=True)
class Request:
    """A query and the form of its answer; `default` and `named` are the graphs it is to run on.

    Where both are empty it runs on the union of all named graphs, or with `own_data` on the graphs that its
    own FROM clauses name.
    """

    text: str
    form: Form
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    own_data: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an answer; `cut` says that there were more rows than the limits allow."""

    form: Form
    content: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer: a query that cannot be run, a limit, no room, or a process that ended."""

    reason: Reason
    message: str


def is_possible() -> bool:
    """Tell whether this system can contain a query: it needs processes that are copied (POSIX)."""
    return hasattr(os, "fork")
