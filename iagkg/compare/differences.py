"""What changed between two versions of a workplan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from iagkg.compare.change import KINDS, Change, Differences
from iagkg.compare.items import item_changes
from iagkg.compare.matching import NOTHING_SAID, Matching, Said, match
from iagkg.compare.side import Entry, Side
from iagkg.compare.streams import paired_streams, stayed, stream_changes
from iagkg.compare.words import word_changes

__all__ = ["differences"]

_NAME = 90
"""How much of a text names its task on a screen."""


def differences(old: Side, new: Side, said: Said = NOTHING_SAID) -> Differences:
    """Return all that changed from `old` to `new`; nothing where both print the same.

    Raises UsageError as `match` does.
    """
    matching = match(old, new, said)
    streams = paired_streams(old, new, matching.pairs)
    changes = [
        *_of_workplan(old, new),
        *stream_changes(old, new, streams),
        *_of_tasks(old, new, matching, streams),
        *(
            Change("uncertain", mine.ref, theirs.ref, mine.key, old=mine.words, new=theirs.words)
            for mine, theirs in matching.uncertain
        ),
    ]
    return Differences(old, new, tuple(changes))


def _of_workplan(old: Side, new: Side) -> Iterator[Change]:
    for kind in ("title", "status", "adoption", "symbol"):
        before, after = getattr(old, kind), getattr(new, kind)
        if before != after:
            pieces = word_changes(before, after) if kind == "title" else ()
            yield Change(kind, old=before, new=after, pieces=pieces)


def _of_tasks(old: Side, new: Side, matching: Matching, streams: Mapping[str, str]) -> list[Change]:
    """Return the changes of tasks by the order of the new version, what was dropped at its old place."""
    moved = _moved(old, new, matching, streams)
    back = {theirs.ref: mine for mine, theirs in matching.pairs}
    added = {task.ref for task in matching.added}
    dropped = {task.ref for task in matching.dropped}
    found: dict[str, list[Change]] = {}
    for task in new.tasks:
        if task.ref in back:
            found[task.ref] = list(_of_task(back[task.ref], task, moved.get(task.ref)))
        elif task.ref in added:
            found[task.ref] = [replace(_whole("added", task), new_ref=task.ref, new=task.words)]
    order = list(found)
    partner = {mine.ref: theirs.ref for mine, theirs in matching.pairs}
    after: str | None = None
    gone: dict[str | None, list[Change]] = {}
    for task in old.tasks:
        after = partner.get(task.ref, after)
        if task.ref in dropped:
            change = replace(_whole("dropped", task), old_ref=task.ref, old=task.words)
            gone.setdefault(after, []).append(change)
    changes = gone.pop(None, [])
    for ref in order:
        changes += sorted(found[ref], key=lambda change: KINDS.index(change.kind)) + gone.get(ref, [])
    return changes


def _whole(kind: str, task: Entry) -> Change:
    return Change(kind, key=task.key, name=_name_of(task), mandate=task.mandate, period=task.period)


def _name_of(task: Entry) -> str:
    """Return how the text of a task begins, whole words only."""
    if len(task.text) <= _NAME:
        return task.text
    return f"{task.text[:_NAME].rpartition(' ')[0] or task.text[:_NAME]} …"


def _moved(old: Side, new: Side, matching: Matching, streams: Mapping[str, str]) -> dict[str, bool]:
    """Return whether a task moved, by its reference in the new version; none for one that keeps its place.

    A task that goes along with its workstream, or that shifts because another was added or dropped, did not
    move.
    """
    at = [
        {task.ref: (stream.ref, place) for stream in side.streams for place, task in enumerate(stream.tasks)}
        for side in (old, new)
    ]
    found: dict[str, bool] = {}
    together: dict[str, list[tuple[int, Entry, Entry]]] = {}
    for mine, theirs in matching.pairs:
        stream, place = at[1][theirs.ref]
        if streams.get(at[0][mine.ref][0]) == stream:
            together.setdefault(stream, []).append((place, mine, theirs))
        else:
            found[theirs.ref] = True
    for pairs in together.values():
        pairs.sort(key=lambda pair: at[0][pair[1].ref][1])
        kept = stayed([place for place, _, _ in pairs])
        for index, (place, mine, theirs) in enumerate(pairs):
            if index not in kept:
                found[theirs.ref] = True
            elif place != at[0][mine.ref][1] or mine.number != theirs.number:
                found[theirs.ref] = False
    return found


def _of_task(old: Entry, new: Entry, moved: bool | None) -> Iterator[Change]:
    plain = Change("", old.ref, new.ref, new.key or old.key, _name_of(new))

    def change(kind: str, before: str, after: str) -> Change:
        return replace(plain, kind=kind, old=before, new=after)

    if moved is not None:
        yield change("moved" if moved else "renumbered", old.number, new.number)
    if old.text != new.text:
        yield _worded(change("reworded", old.text, new.text))
    yield from _of_items(old, new, plain)
    if old.span != new.span:
        yield change("retimed", old.period, new.period)
    elif old.period != new.period:
        yield change("period-words", old.period, new.period)
    taken_out = tuple(words for address, words in old.cited.items() if address not in new.cited)
    put_in = tuple(words for address, words in new.cited.items() if address not in old.cited)
    if taken_out or put_in:
        both = change("remandated", old.mandate, new.mandate)
        yield replace(both, taken_out=taken_out, put_in=put_in)
    elif old.mandate != new.mandate:
        yield change("mandate-words", old.mandate, new.mandate)
    for heading in dict.fromkeys((*old.cells, *new.cells)):
        before, after = old.cells.get(heading, ""), new.cells.get(heading, "")
        if before != after:
            yield replace(_worded(change("cell", before, after)), item=heading)


def _worded(change: Change) -> Change:
    return replace(change, pieces=word_changes(change.old, change.new))


def _of_items(old: Entry, new: Entry, plain: Change) -> Iterator[Change]:
    # Where the number of the task opens a path ("2.1"), it tells nothing of the sub-item.
    mine, theirs = (
        [(path.removeprefix(f"{task.number}."), text) for path, text in task.items] for task in (old, new)
    )
    for kind, one, other in item_changes(mine, theirs):
        path, text = old.items[one] if one is not None else ("", "")
        at, words = new.items[other] if other is not None else ("", "")
        if kind == "item-renumbered":
            yield replace(plain, kind=kind, old=path, new=at, item=at)
        else:
            pieces = word_changes(text, words) if kind == "item-reworded" else ()
            yield replace(plain, kind=kind, old=text, new=words, item=at or path, pieces=pieces)
