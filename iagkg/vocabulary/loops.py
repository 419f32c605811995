"""Loops in a relation that should have none."""

from collections.abc import Mapping, Sequence

__all__ = ["loops"]


def loops(above: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the loops of a broader relation, each once, beginning at its first identifier in sort order.

    `above` gives for each identifier the ones directly broader. Every identifier is walked once, without
    recursion, so that a chain of any length is read.
    """
    done: set[str] = set()
    found: set[tuple[str, ...]] = set()
    for start in sorted(above):
        path: list[str] = []
        at: dict[str, int] = {}
        stack = [(start, iter(sorted(above.get(start, ()))))] if start not in done else []
        if stack:
            path.append(start)
            at[start] = 0
        while stack:
            step = next(stack[-1][1], None)
            if step is None:
                node = stack.pop()[0]
                path.pop()
                at.pop(node)
                done.add(node)
            elif step in at:
                loop = path[at[step] :]
                first = loop.index(min(loop))
                found.add((*loop[first:], *loop[:first]))
            elif step not in done:
                at[step] = len(path)
                path.append(step)
                stack.append((step, iter(sorted(above.get(step, ())))))
    return sorted(found)
