"""The sub-items of one task in two versions: which is which, and what changed."""

from collections.abc import Iterator, Sequence

from iagkg.compare.assigning import best_pairs
from iagkg.compare.words import alike, vocabulary_of

__all__ = ["item_changes"]

_LIKE = 0.4


def item_changes(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, int | None, int | None]]:
    """Yield the kind of each change and the places of the sub-item in `old` and in `new`, None for none.

    `old` and `new` are the sub-items, path and text, without the number of the task. Those with the same
    words are the same; of the others those most alike, if they are alike at all.
    """
    values = {}
    for one, (path, text) in enumerate(old):
        for other, (at, words) in enumerate(new):
            same = 1.0 if text == words else alike(vocabulary_of(text), vocabulary_of(words), {})
            if same >= _LIKE:
                # The place decides between sub-items that are alike in all else.
                nearer = 0.1 * (path == at) + 0.01 / (1 + abs(one - other))
                values[str(one), str(other)] = 2.0 * (text == words) + same + nearer
    partner = {int(other): int(one) for one, other in best_pairs(values).items()}
    for other, (at, words) in enumerate(new):
        mine = partner.get(other)
        if mine is None:
            yield "item-added", None, other
        elif old[mine][1] != words:
            yield "item-reworded", mine, other
        elif old[mine][0] != at:
            yield "item-renumbered", mine, other
    for one in range(len(old)):
        if one not in partner.values():
            yield "item-dropped", one, None
