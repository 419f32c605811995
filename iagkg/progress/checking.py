"""What a status event may say, cell by cell."""

import re
from collections.abc import Callable
from dataclasses import replace

from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.progress.days import day_of
from iagkg.progress.event import COLUMNS, StatusEvent
from iagkg.progress.people import address_in, looks_like_a_name, person_problem
from iagkg.progress.statuses import status_code, status_words

__all__ = ["checked", "remarks"]

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{1,63}")
_LINK = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,2000}")
_LONGEST = 4000
_FORMULA = ("=", "+", "-", "@")
_OF_A_STATUS = COLUMNS[COLUMNS.index("meeting") : COLUMNS.index("lead")]
_OTHER = ("lead", "deadline", "deadline_source", "note", "replaces")


def checked(event: StatusEvent, place: str) -> StatusEvent:
    """Return an event with the code of its status.

    Raises InputError, naming place and column, for a cell that cannot be taken.
    """

    def refuse(column: str, what: str, expected: str, hint: str = "") -> None:
        raise InputError(f"{place}, column {column}: {what}.", expected, hint)

    for column, value in zip(COLUMNS, event.cells, strict=True):
        _check_cell(column, value, refuse)
    for column in ("id", "task"):
        if not _IDENTIFIER.fullmatch(getattr(event, column)):
            refuse(column, repr(getattr(event, column)), "a letter, then letters, digits and hyphens")
    status = status_code(event.status) if event.status else ""
    if status is None:
        refuse("status", repr(event.status), f"one of {', '.join(status_words())}")
    for column in ("as_of", "recorded"):
        if day_of(getattr(event, column)) is None:
            refuse(column, repr(getattr(event, column)), "a day such as 2026-02-10")
    if event.as_of > event.recorded:
        refuse(
            "as_of",
            f"{event.as_of} is after {event.recorded}, the day of the entry",
            "that day or one before",
        )
    _check_who_and_where(event, refuse)
    if event.deadline and day_of(event.deadline) is None:
        refuse("deadline", repr(event.deadline), "a day such as 2026-06-30")
    if bool(event.deadline) != bool(event.deadline_source):
        column = "deadline_source" if event.deadline else "deadline"
        refuse(column, "empty", "a deadline and where it is written, both or neither")
    _check_without_status(event, refuse)
    return replace(event, status=status or "")


def _check_cell(column: str, value: str, refuse: Callable[[str, str, str, str], None]) -> None:
    if value.startswith(_FORMULA):
        refuse(column, f"begins with {value[0]}", "words", "a spreadsheet would take it for a formula.")
    if not all(char.isprintable() for char in value):
        refuse(column, "a character that cannot be seen", "words", "")
    if len(value) > _LONGEST:
        refuse(column, f"{len(value)} characters", f"at most {_LONGEST}", "")
    if address := address_in(value) if not value.startswith("http") else "":
        refuse(column, f"an e-mail address ({address})", "words without the address of a person", "")


def _check_who_and_where(event: StatusEvent, refuse: Callable[..., None]) -> None:
    if problem := person_problem(event.reported_by):
        refuse("reported_by", problem, "a role, such as secretary of the group")
    if event.lead and (problem := person_problem(event.lead)):
        refuse("lead", problem.replace("role", "organisation"), "an organisation")
    for column in ("output_link", "output_thread"):
        if (link := getattr(event, column)) and not _LINK.fullmatch(link):
            refuse(column, repr(link), "an address that begins with https://")


def _check_without_status(event: StatusEvent, refuse: Callable[..., None]) -> None:
    if event.status:
        return
    if filled := next((column for column in _OF_A_STATUS if getattr(event, column)), ""):
        refuse("status", f"empty, although {filled} is given", "the status that the report gives")
    if not any(getattr(event, column) for column in _OTHER):
        refuse("status", "empty", "a status, or at least a lead, a deadline or a note")


def remarks(event: StatusEvent) -> tuple[Problem, ...]:
    """Return what should be looked at: words that may be the name of a person."""
    return tuple(
        Problem(
            "warning",
            "may-be-a-name",
            f"{column}: {getattr(event, column)!r} may be the name of a person.",
            found=getattr(event, column),
            expected="a role" if column == "reported_by" else "an organisation",
            row=event.row or None,
            field=column,
        )
        for column in ("reported_by", "lead")
        if looks_like_a_name(getattr(event, column))
    )
