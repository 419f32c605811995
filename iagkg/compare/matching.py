"""Which task of the new version is which of the old one: said, by key, or by what they print; else asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iagkg.compare.assigning import best_pairs
from iagkg.compare.side import Entry, Side
from iagkg.compare.words import alike, rarity, vocabulary_of
from iagkg.errors import UsageError
from iagkg.keys import position_of

__all__ = ["NOTHING_SAID", "Matching", "Said", "match", "said_of"]

SURE, MAYBE, MARGIN = 0.56, 0.40, 0.1
"""A pair is taken from SURE on, if no other pairing comes within MARGIN of it; below MAYBE it is none.

The numbers are set by `tests/bench/bench_diff.py`, which prints how many pairs they get right.
"""
TEXT, MANDATE, PERIOD, PLACE = 0.72, 0.14, 0.06, 0.08
"""What each part of a task counts for, together 1."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of pairs of tasks, by their references in the old and the new version."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs (old, new) in the order of the new version, the pairs to ask a person about, the rest."""

    pairs: tuple[tuple[Entry, Entry], ...]
    uncertain: tuple[tuple[Entry, Entry], ...]
    dropped: tuple[Entry, ...]
    added: tuple[Entry, ...]


def said_of(same: Iterable[str], different: Iterable[str]) -> Said:
    """Return what `--same WS1.T2=WS1.T3` and `--different` say. Raises UsageError for what is no pair."""
    read = []
    for option, given in (("--same", same), ("--different", different)):
        pairs = []
        for words in given:
            old, sign, new = words.partition("=")
            pair = (position_of(old), position_of(new))
            if not sign or not all(pair):
                raise UsageError(f"{option} {words}: not understood.", "OLD=NEW, such as WS1.T2=WS1.T3")
            pairs.append(pair)
        read.append(tuple(pairs))
    return Said(*read)


def match(old: Side, new: Side, said: Said = NOTHING_SAID) -> Matching:
    """Return which task is which.

    First what a person says; then tasks with the same key; then those alike, by the best assignment of all.
    Two tasks that are neither clearly the same nor clearly not are a pair to ask about, and neither dropped
    nor added. Raises UsageError where what is said names no task, or one task twice.
    """
    mine, theirs = ({task.ref: task for task in side.tasks} for side in (old, new))
    _check(said, mine, theirs)
    pairs = dict(said.same)
    keyed = {task.key: ref for ref, task in theirs.items() if task.key}
    taken = set(pairs.values())
    for ref, task in mine.items():
        other = keyed.get(task.key) if old.workplan == new.workplan else None
        if other and ref not in pairs and other not in taken and (ref, other) not in said.different:
            pairs[ref] = other
            taken.add(other)
    values = _values(old, new, pairs, said)
    best = best_pairs(values)
    sure = {pair for pair in best.items() if _is_sure(pair, best, values, mine, theirs)}
    pairs |= dict(sure)
    asked = [pair for pair in best.items() if pair not in sure]
    known = {*pairs, *(ref for ref, _ in asked)}, {*pairs.values(), *(ref for _, ref in asked)}
    order = {ref: place for place, ref in enumerate(theirs)}
    return Matching(
        tuple((mine[ref], theirs[other]) for ref, other in sorted(pairs.items(), key=lambda p: order[p[1]])),
        tuple((mine[ref], theirs[other]) for ref, other in asked),
        tuple(task for ref, task in mine.items() if ref not in known[0]),
        tuple(task for ref, task in theirs.items() if ref not in known[1]),
    )


def _check(said: Said, mine: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> None:
    for option, pairs in (("--same", said.same), ("--different", said.different)):
        for pair in pairs:
            for name, ref, tasks in zip(("old", "new"), pair, (mine, theirs), strict=True):
                if ref not in tasks:
                    raise UsageError(
                        f"{option} {'='.join(pair)}: the {name} version has no task {ref}.",
                        f"one of {', '.join(tasks)}",
                    )
    if contradicted := set(said.same) & set(said.different):
        raise UsageError(
            f"{'='.join(min(contradicted))}: said to be the same and different.", "one of the two"
        )
    for place in (0, 1):
        refs = [pair[place] for pair in said.same]
        if twice := next((ref for ref in refs if refs.count(ref) > 1), ""):
            raise UsageError(f"--same: {twice} is named twice.", "each task of a version once")


def _values(old: Side, new: Side, pairs: Mapping[str, str], said: Said) -> dict[tuple[str, str], float]:
    """Return how alike any two tasks are that have no partner yet, where it is enough to be asked about."""
    taken = set(pairs.values())
    words = [{task.ref: vocabulary_of(task.words) for task in side.tasks} for side in (old, new)]
    rare = rarity([*words[0].values(), *words[1].values()])
    places = [_places(side) for side in (old, new)]
    no = set(said.different)
    found = {}
    for one in old.tasks:
        for other in new.tasks:
            pair = (one.ref, other.ref)
            if one.ref in pairs or other.ref in taken or pair in no:
                continue
            text = alike(words[0][one.ref], words[1][other.ref], rare)
            near = _nearness(places[0][one.ref], places[1][other.ref])
            value = _value(one, other, text, near)
            if value >= MAYBE:
                found[pair] = value
    return found


def _places(side: Side) -> dict[str, tuple[str, int]]:
    return {
        task.ref: (stream.title.casefold(), place)
        for stream in side.streams
        for place, task in enumerate(stream.tasks)
    }


def _nearness(one: tuple[str, int], other: tuple[str, int]) -> float:
    """Return 1 for the same place of a workstream of the same title, less the further away."""
    return 0.0 if one[0] != other[0] else 1 / (1 + abs(one[1] - other[1]) / 2)


def _value(one: Entry, other: Entry, text: float, near: float) -> float:
    """Return from 0 to 1 how alike two tasks are; a part that neither prints counts for nothing."""
    parts = [(TEXT, text), (PLACE, near)]
    if one.cited or other.cited:
        common, either = (
            len(one.cited.keys() & other.cited.keys()),
            len(one.cited.keys() | other.cited.keys()),
        )
        parts.append((MANDATE, common / either))
    if any(one.span) or any(other.span):
        parts.append((PERIOD, float(one.span == other.span)))
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def _is_sure(
    pair: tuple[str, str],
    best: Mapping[str, str],
    values: Mapping[tuple[str, str], float],
    mine: Mapping[str, Entry],
    theirs: Mapping[str, Entry],
) -> bool:
    """Tell whether a pair is clear: alike enough, and every other way to pair its two tasks clearly worse.

    A task with the very same content is no other way: which of two such tasks it is makes no difference.
    """
    old, new = pair
    if values[pair] < SURE:
        return False
    partner = {other: ref for ref, other in best.items()}
    for (ref, other), value in values.items():
        if (ref, other) == pair or (ref != old and other != new):
            continue
        if mine[ref].content == mine[old].content and theirs[other].content == theirs[new].content:
            continue
        # What is lost and won where this other pair is made, and the two that are left over are paired.
        left = (partner.get(other), new) if ref == old else (old, best.get(ref))
        kept = values.get((left[0] or "", left[1] or ""), 0.0)
        broken = values[best_pair] if (best_pair := _broken(ref, other, old, best, partner)) else 0.0
        if values[pair] + broken - value - kept < MARGIN:
            return False
    return True


def _broken(
    ref: str, other: str, old: str, best: Mapping[str, str], partner: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return the best pair, beside that of `old`, that a pair of `ref` and `other` would break."""
    if ref == old:
        return (partner[other], other) if other in partner else None
    return (ref, best[ref]) if ref in best else None
