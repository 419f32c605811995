"""What the verbs of `iagkg register` share: the workspace, the day, and how a problem is told."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from iagkg.problem import Problem

__all__ = ["OnOption", "day", "problem_line", "workspace_to_write"]

OnOption = Annotated[
    str, typer.Option("--on", help="The day it is done, kept with it.", show_default="today")
]
SEVERITIES = {"error": "must-be-corrected", "warning": "please-check", "info": "for-information"}
FIRST_WORDS = 90


def day(words: str) -> str:
    """Return the day named, or today. Raises UsageError where the words are no day."""
    from iagkg.errors import UsageError

    if not words:
        return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    try:
        return dt.date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise UsageError(f"--on {words}: not a day.", "a day such as 2026-05-15") from error


def workspace_to_write(given: Path | None) -> Path:
    """Return the workspace. Raises InputError, naming `iagkg init`, where there is none to write to."""
    from iagkg.files import find_workspace
    from iagkg.files import workspace_to_write as to_write

    return to_write(find_workspace(given))


def problem_line(problem: "Problem", lang: str = "en") -> str:
    """Return a problem in one line: how grave, where, what, the words found."""
    from iagkg.wording import say

    severity = say(f"severity.{SEVERITIES[problem.severity]}", lang)
    place = f"line {problem.line}: " if problem.line is not None else ""
    found = " ".join(problem.found.split())
    found = f"{found[:FIRST_WORDS]}…" if len(found) > FIRST_WORDS else found
    quoted = f" ({found})" if found and found not in problem.message else ""
    expected = f" Expected: {problem.expected}." if problem.expected else ""
    return f"{place}{severity}: {problem.message}{quoted}{expected}"
