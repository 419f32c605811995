"""Which workstream of the new version is which of the old one, and what changed its place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from iagkg.compare.assigning import best_pairs
from iagkg.compare.change import Change
from iagkg.compare.side import Entry, Side, Stream
from iagkg.compare.words import alike, vocabulary_of, word_changes

__all__ = ["paired_streams", "stayed", "stream_changes"]


def paired_streams(old: Side, new: Side, pairs: Sequence[tuple[Entry, Entry]]) -> dict[str, str]:
    """Return the workstream of the new version for each of the old one that goes on, by reference.

    One goes on where the title stays alike, or where half of its tasks are in one of the new version.
    """
    stream_of = [
        {task.ref: stream.ref for stream in side.streams for task in stream.tasks} for side in (old, new)
    ]
    shared = Counter((stream_of[0][mine.ref], stream_of[1][theirs.ref]) for mine, theirs in pairs)
    values = {}
    for one in old.streams:
        for other in new.streams:
            share = 2 * shared[one.ref, other.ref] / ((len(one.tasks) + len(other.tasks)) or 1)
            titles = alike(vocabulary_of(one.title), vocabulary_of(other.title), {})
            titles = 1.0 if one.title == other.title else titles
            if titles >= 0.5 or share >= 0.5:
                # The number decides between workstreams that are alike in all else.
                values[one.ref, other.ref] = 1.5 * titles + share + 0.01 * (one.number == other.number)
    return best_pairs(values)


def stayed(places: Sequence[int]) -> frozenset[int]:
    """Return the indexes of a longest run of rising places: those that kept their order; the rest moved."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        if length == len(ends):
            ends.append(place)
            at.append(index)
        else:
            ends[length], at[length] = place, index
        before.append(at[length - 1] if length else -1)
    found, index = set(), at[-1] if at else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return frozenset(found)


def stream_changes(old: Side, new: Side, paired: Mapping[str, str]) -> Iterator[Change]:
    """Yield what changed of workstreams, in the order of the new version; what was dropped comes last."""
    mine, theirs = ({stream.ref: stream for stream in side.streams} for side in (old, new))
    order = list(theirs)
    refs = [ref for ref in mine if ref in paired]
    kept = {refs[index] for index in stayed([order.index(paired[ref]) for ref in refs])}
    back = {other: ref for ref, other in paired.items()}
    for ref, stream in theirs.items():
        if ref in back:
            yield from _of_pair(mine[back[ref]], stream, moved=back[ref] not in kept)
        else:
            yield Change("stream-added", new_ref=ref, name=_shown(stream), new=_shown(stream))
    for ref, stream in mine.items():
        if ref not in paired:
            yield Change("stream-dropped", old_ref=ref, name=_shown(stream), old=_shown(stream))


def _of_pair(old: Stream, new: Stream, *, moved: bool) -> Iterator[Change]:
    plain = Change("", old.ref, new.ref, name=_shown(new), old=old.number, new=new.number)
    if moved:
        yield replace(plain, kind="stream-moved")
    elif old.ref != new.ref or old.number != new.number:
        yield replace(plain, kind="stream-renumbered")
    if old.title != new.title:
        pieces = word_changes(old.title, new.title)
        yield replace(plain, kind="stream-retitled", old=old.title, new=new.title, pieces=pieces)


def _shown(stream: Stream) -> str:
    return stream.title or stream.ref
