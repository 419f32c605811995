"""Divide the run of cells of a text into rows, at the least cost.

A text pasted from a document marks where a cell begins, but not where a row ends: a blank line may end a
row or stand inside one, a row may have lost cells. Taking cells off by the number of columns would shift
all that follows one lost cell. So each way to divide has a cost, and the cheapest is taken (dynamic
programming, linear in the cells).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iagkg.source.titles import is_workstream

__all__ = ["MORE", "LooseCell", "divide"]

MORE = 2
"""Cells a row may have too many."""


@dataclass(slots=True)
class LooseCell:
    """A cell not yet in a row; `after_blank` tells that a blank line stands before it."""

    paragraphs: list[str]
    lines: list[int]
    after_blank: bool = False
    blanks: list[int] = field(default_factory=list)
    """Places of paragraphs with a blank line before them."""

    @property
    def empty(self) -> bool:
        """True where the cell holds nothing printed."""
        return not any(text.strip() for text in self.paragraphs)

    def opens_workstream(self) -> bool:
        """Tell whether the cell opens as the title of a workstream."""
        return is_workstream("\n".join(self.paragraphs)[:300])


@dataclass(frozen=True, slots=True)
class _Run:
    """The cells with what the costs need, reckoned once."""

    blank: list[bool]
    empty: list[bool]
    heading: list[bool]
    width: int
    spaced: bool

    def cost(self, start: int, end: int) -> int:
        """Return the cost of one row from `start` up to `end`."""
        size, last = end - start, end == len(self.blank)
        cost = sum(self.blank[start + 1 : end])
        if self.spaced and not last and not self.blank[end]:
            cost += 3
        alone = all(self.empty[start + 1 : end])
        if size == self.width:
            if self.heading[start] and not alone:
                cost += 9 if self.blank[start + 1] else 2
            cost += 1 if self.empty[start] and not alone and cost else 0
        elif size == 1:
            cost += 1 if self.heading[start] else 5 if not self.empty[start] else 6
        elif size < self.width:
            cost += (2 if alone else 5) + 2 * (self.width - size)
        else:
            cost += 6 * (size - self.width)
        return cost


def divide(cells: Sequence[LooseCell], width: int) -> list[list[LooseCell]]:
    """Return the rows of a table of `width` columns."""
    blank = [cell.after_blank for cell in cells]
    run = _Run(
        blank,
        [cell.empty for cell in cells],
        [cell.opens_workstream() for cell in cells],
        width,
        sum(blank) * 2 * width >= len(cells),
    )
    best, step = [0] * (len(cells) + 1), [0] * (len(cells) + 1)
    for start in range(len(cells) - 1, -1, -1):
        sizes = sorted(range(1, min(width + MORE, len(cells) - start) + 1), key=lambda size: size != width)
        costs = [run.cost(start, start + size) + best[start + size] for size in sizes]
        best[start] = min(costs)
        step[start] = sizes[costs.index(best[start])]
    rows, start = [], 0
    while start < len(cells):
        rows.append(list(cells[start : start + step[start]]))
        start += step[start]
    return rows
