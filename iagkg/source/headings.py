"""The words of column headings and workstream titles, from the table `data/headings.tsv`.

A person may add a word there; nothing in the code knows one.
"""

import re
from functools import cache
from typing import Literal, get_args

from iagkg.errors import InputError
from iagkg.files import read_table, shipped

__all__ = ["Role", "normal", "role_of", "task_words", "workstream_words"]

Role = Literal[
    "task",
    "number",
    "mandate",
    "timeline",
    "deadline",
    "start",
    "end",
    "responsible",
    "output",
    "stream",
    "other",
]

WORD = re.compile(r"[^\W_]+|[#№°º]")
FOOTNOTE = re.compile(r"(?<=\w\w\w)(?:[a-e]|\d|\*+|†)$")
WORKSTREAM = "workstream"
LONGEST_HEADING = 150
"""Characters; what is longer is no heading."""


def normal(text: str) -> tuple[str, ...]:
    """Return the words of a heading in small letters, without punctuation."""
    return tuple(WORD.findall(text.casefold()))


@cache
def _words() -> tuple[dict[tuple[str, ...], Role], tuple[str, ...]]:
    """Return the role of each column word, and the words that open a workstream title."""
    path = shipped("data", "headings.tsv")
    roles: dict[tuple[str, ...], Role] = {}
    workstreams = []
    known: dict[str, Role] = {role: role for role in get_args(Role)}
    for number, row in enumerate(read_table(path, ("word", "role", "language")), start=2):
        if row["role"] == WORKSTREAM:
            workstreams.append(row["word"])
        elif row["role"] in known:
            roles.setdefault(normal(row["word"]), known[row["role"]])
        else:
            raise InputError(
                f'{path}, row {number}: the role "{row["role"]}" is not known.',
                ", ".join((*known, WORKSTREAM)),
            )
    return roles, tuple(workstreams)


def task_words() -> tuple[str, ...]:
    """Return the column words for a task, as they may stand before its number ("Task 1:")."""
    return tuple(" ".join(words) for words, role in _words()[0].items() if role == "task")


def workstream_words() -> tuple[str, ...]:
    """Return the words that open a workstream title ("Workstream 1: ...", "Goal 1: ...")."""
    return _words()[1]


def _role(words: tuple[str, ...]) -> Role | None:
    """Return the role of the longest known run of words; of two as long, the first one."""
    roles = _words()[0]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            if role := roles.get(words[start : start + length]):
                return role
    return None


@cache
def role_of(heading: str) -> Role | None:
    """Return the role of a column by its heading, None where no word of it is known.

    >>> role_of("Estimated timeline for implementation")
    'timeline'

    Of a heading over another ("Timing" over "Start" and "End") the bound counts.
    A letter of a footnote at the end of a word ("Activity numbera") is left out where that helps.
    """
    if len(heading) > LONGEST_HEADING:
        return None
    words = normal(heading)
    whole = _role(words)
    if whole in ("timeline", "start", "end"):
        bounds = {_words()[0].get((word,)) for word in words} & {"start", "end"}
        whole = "timeline" if len(bounds) == 2 else next(iter(bounds), whole)
    if words and FOOTNOTE.search(words[-1]):
        bare = (*words[:-1], FOOTNOTE.sub("", words[-1]))
        if bare in _words()[0] and words not in _words()[0]:
            return _words()[0][bare]
    return whole
