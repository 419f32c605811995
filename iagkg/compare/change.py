"""One thing that changed between two versions of a workplan."""

from dataclasses import dataclass

from iagkg.compare.side import Side
from iagkg.compare.words import Piece

__all__ = ["KINDS", "Change", "Differences"]

KINDS = (
    *("title", "status", "adoption", "symbol"),
    *("stream-added", "stream-dropped", "stream-moved", "stream-renumbered", "stream-retitled"),
    *("added", "dropped", "moved", "reworded", "retimed", "remandated"),
    *("item-added", "item-dropped", "item-reworded", "item-renumbered"),
    *("period-words", "mandate-words", "cell", "renumbered", "uncertain"),
)
"""The kinds of change, in the order in which they are told of a workplan, a workstream, a task."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change: of what, and the words in the old and in the new version (empty where there are none).

    `old_ref` and `new_ref` name the task or workstream in each version, `key` the task, `name` how its text
    begins; `item` is the sub-item or the heading of a cell. `pieces` are the words of both versions;
    `taken_out` and `put_in` the citations; `mandate` and `period` are those of a task added or dropped, as
    printed. Of an uncertain pair both references are given, and `old` and
    `new` are the texts.
    """

    kind: str
    old_ref: str = ""
    new_ref: str = ""
    key: str = ""
    name: str = ""
    item: str = ""
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] = ()
    taken_out: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    mandate: str = ""
    period: str = ""

    @property
    def ref(self) -> str:
        """The reference in the new version; of what was dropped, that in the old one."""
        return self.new_ref or self.old_ref


@dataclass(frozen=True, slots=True)
class Differences:
    """Two versions and what changed: of the workplan, its workstreams, its tasks, in the new order."""

    old: Side
    new: Side
    changes: tuple[Change, ...]

    @property
    def of_workplan(self) -> tuple[Change, ...]:
        """The changes of the workplan as a whole."""
        return tuple(change for change in self.changes if not change.ref)

    @property
    def of_streams(self) -> tuple[Change, ...]:
        """The changes of workstreams."""
        return tuple(change for change in self.changes if change.kind.startswith("stream-"))

    @property
    def uncertain(self) -> tuple[Change, ...]:
        """The pairs of tasks to ask about."""
        return tuple(change for change in self.changes if change.kind == "uncertain")

    @property
    def of_tasks(self) -> tuple[Change, ...]:
        """The changes of tasks, those of one task together."""
        apart = {"uncertain", *(change.kind for change in self.of_streams)}
        return tuple(change for change in self.changes if change.ref and change.kind not in apart)
