"""How many tasks of 500 generated pairs of versions are matched right; printed, not asserted.

Run with `python tests/bench/bench_diff.py [PAIRS]`. Each pair has three to twelve known edits: tasks added,
dropped, moved, reworded, re-timed, re-mandated, workstreams shuffled. A pair that
is asked about counts as not found.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "compare"))
from made_pairs import EDITS, Pair, made_pair

from iagkg.compare.change import Change
from iagkg.compare.differences import differences
from iagkg.compare.matching import match


def share(right: int, of: int) -> str:
    return f"{right / of:.4f} ({right} of {of})" if of else "none"


def main(count: int) -> None:
    for words, shares in (
        ("up to a third of the words of a task edited at once", (0.05, 0.1, 0.2, 0.35)),
        ("half to three quarters of the words edited at once, beyond the aim", (0.5, 0.65, 0.75)),
    ):
        print(f"{words}:")
        one(count, shares)


def one(count: int, shares: tuple[float, ...]) -> None:
    start = time.perf_counter()
    found = right = there = asked = asked_right = 0
    kinds_found = kinds_right = kinds_there = 0
    for seed in range(count):
        pair = made_pair(seed, shares)
        matching = match(pair.old, pair.new)
        pairs = {(mine.ref, theirs.ref) for mine, theirs in matching.pairs}
        found, right, there = found + len(pairs), right + len(pairs & pair.pairs), there + len(pair.pairs)
        asked += len(matching.uncertain)
        asked_right += len({(mine.ref, theirs.ref) for mine, theirs in matching.uncertain} & pair.pairs)
        truth = pair.done | {("added", ref) for ref in pair.added} | {("dropped", r) for r in pair.dropped}
        told = {
            (change.kind, change.ref)
            for change in differences(pair.old, pair.new).changes
            if change.kind in {*EDITS, "added", "dropped"} or between_streams(change, pair)
        }
        kinds_found, kinds_there = kinds_found + len(told), kinds_there + len(truth)
        kinds_right += len(told & truth)
    print(f"  {count} pairs of versions, {there} tasks in both, {time.perf_counter() - start:.1f} s")
    print(f"  tasks matched: precision {share(right, found)}, recall {share(right, there)}")
    print(f"  asked: {asked} pairs, of which the same task {share(asked_right, asked)}")
    precision, recall = share(kinds_right, kinds_found), share(kinds_right, kinds_there)
    print(f"  changes told: precision {precision}, recall {recall}")


def between_streams(change: Change, pair: Pair) -> bool:
    """Tell whether a change is the move of a task to another workstream."""
    titles = [
        {task.ref: stream.title for stream in one.streams for task in stream.tasks}
        for one in (pair.old, pair.new)
    ]
    return change.kind == "moved" and titles[0][change.old_ref] != titles[1][change.new_ref]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
