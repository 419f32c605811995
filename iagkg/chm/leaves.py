"""The leaf values of a JSON value: every text, number, true, false, null, and every empty list or object."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iagkg.register.tracking_json import at

__all__ = ["Leaf", "count_leaves", "is_empty", "leaves"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value with its path in the file, the steps below its field, and the object or list it stands in."""

    path: str
    steps: tuple[str | int, ...]
    value: Any
    inside: Any

    @property
    def last(self) -> str:
        """The name of the member it is, empty in a list."""
        step = self.steps[-1] if self.steps else ""
        return step if isinstance(step, str) else ""


def leaves(value: Any, path: str) -> Iterator[Leaf]:
    """Yield the leaves of a value in their order; without recursion."""
    waiting: list[Leaf] = [Leaf(path, (), value, None)]
    while waiting:
        leaf = waiting.pop()
        members: list[tuple[str | int, Any]]
        if isinstance(leaf.value, dict) and leaf.value:
            members = list(leaf.value.items())
        elif isinstance(leaf.value, list) and leaf.value:
            members = list(enumerate(leaf.value))
        else:
            yield leaf
            continue
        waiting.extend(
            Leaf(at(leaf.path, step), (*leaf.steps, step), member, leaf.value)
            for step, member in reversed(members)
        )


def count_leaves(value: Any) -> int:
    """Return how many leaves a value has."""
    return sum(1 for _ in leaves(value, ""))


def is_empty(value: Any) -> bool:
    """Tell a leaf that holds nothing: null, an empty text, list or object."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
