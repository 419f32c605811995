"""The record that a leaf is read in, and what comes out of a leaf."""

from dataclasses import dataclass
from typing import Any

from iagkg.chm.leaves import Leaf
from iagkg.chm.model import Raw, Statement
from iagkg.chm.values import Terms
from iagkg.problem import Problem, Severity

__all__ = ["Context", "Made"]

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Context:
    """The record a leaf belongs to, the object its field stands in, the terms known, and the problems.

    `with_people` takes in the names of persons and how to reach them.
    """

    raw: Raw
    members: dict[str, Any]
    terms: Terms
    problems: list[Problem]
    with_people: bool = False

    def warn(self, code: str, leaf: Leaf, what: str, expected: str = "") -> None:
        """Note, at the path of a leaf, what a person should check."""
        self._note("warning", code, leaf, what, expected)

    def info(self, code: str, leaf: Leaf, what: str, expected: str = "") -> None:
        """Note something for information."""
        self._note("info", code, leaf, what, expected)

    def _note(self, severity: Severity, code: str, leaf: Leaf, what: str, expected: str) -> None:
        found = str(leaf.value)[:_SHOWN].encode("utf-8", "replace").decode()
        path = leaf.path[: _SHOWN * 2].encode("utf-8", "replace").decode()
        self.problems.append(Problem(severity, code, f"{path}: {what}", found, expected, field=path))


@dataclass(frozen=True, slots=True)
class Made:
    """Statements of a leaf; `written` asks to keep its words beside them, `copy` tells a repeated text."""

    statements: tuple[Statement, ...] = ()
    written: bool = False
    copy: int = 0
