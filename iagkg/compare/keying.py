"""Give the tasks of a new version their keys: the key of the same task before, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from iagkg.compare.matching import NOTHING_SAID, Said, match
from iagkg.compare.side import Entry, Side
from iagkg.errors import UsageError
from iagkg.keys import TaskKey, new_keys

__all__ = ["Keyed", "keyed"]


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a version gets: the rows to add, the new keys among them, what is to be said, what is gone."""

    rows: tuple[TaskKey, ...] = ()
    new: tuple[str, ...] = ()
    uncertain: tuple[tuple[Entry, Entry], ...] = ()
    dropped: tuple[str, ...] = ()


def keyed(old: Side | None, new: Side, rows: Sequence[TaskKey], said: Said = NOTHING_SAID) -> Keyed:
    """Return the keys of the tasks of `new` that have none yet; `rows` are those of the table.

    `old` is the version before; without one the tasks are numbered in their order, as at first reading. A
    task that may or may not be one of the old version gets no key until a person says so. Raises UsageError
    where tasks of the old version have no keys, and as `match` does.
    """
    if old is None:
        return _rows(new, [(task, "") for task in new.tasks if not task.key], rows)
    without = [task.ref for task in old.tasks if not task.key]
    if without:
        raise UsageError(
            f"Tasks of version {old.version} have no keys: {', '.join(without)}.",
            "keys of every task of the version before",
            f"iagkg keys assign {old.version}",
        )
    found = match(old, new, said)
    taken = {task.key for task in new.tasks if task.key}
    given = [(theirs, mine.key) for mine, theirs in found.pairs if not theirs.key and mine.key not in taken]
    given += [(task, "") for task in found.added if not task.key]
    uncertain = tuple(pair for pair in found.uncertain if not pair[1].key)
    made = _rows(new, given, rows)
    return Keyed(made.rows, made.new, uncertain, tuple(task.ref for task in found.dropped))


def _rows(side: Side, given: Sequence[tuple[Entry, str]], rows: Sequence[TaskKey]) -> Keyed:
    order = {task.ref: place for place, task in enumerate(side.tasks)}
    ordered = sorted(given, key=lambda pair: order[pair[0].ref])
    fresh = new_keys(rows, side.workplan, sum(not key for _, key in ordered))
    waiting = iter(fresh)
    made = tuple(
        TaskKey(key or next(waiting), side.workplan, side.version, task.ref) for task, key in ordered
    )
    return Keyed(made, tuple(fresh))
