"""The best assignment: of all ways to pair two lists, one whose values add up to the most."""

from collections.abc import Mapping
from math import inf

__all__ = ["best_pairs"]


def best_pairs(values: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Return the pairs of the best assignment; only pairs that have a value above 0 may be made.

    Solved apart for each group of things that have to do with each other (the Hungarian method, with
    potentials, as in E. Lawler, Combinatorial Optimization, 1976, chapter 5). The order of `values` decides
    between equally good ones.
    """
    found: dict[str, str] = {}
    for group in _groups({pair: value for pair, value in values.items() if value > 0}):
        rows = list(dict.fromkeys(row for row, _ in group))
        columns = list(dict.fromkeys(column for _, column in group))
        table = [[group.get((row, column), 0.0) for column in columns] for row in rows]
        for place, at in enumerate(_hungarian(table)):
            if at is not None and (rows[place], columns[at]) in group:
                found[rows[place]] = columns[at]
    return found


def _groups(values: Mapping[tuple[str, str], float]) -> list[dict[tuple[str, str], float]]:
    """Return the values group by group, each with the rows and columns that hang together."""
    by_row: dict[str, list[str]] = {}
    by_column: dict[str, list[str]] = {}
    for row, column in values:
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    group_of: dict[str, int] = {}
    for first in by_row:
        if first in group_of:
            continue
        number, waiting = len(group_of), [first]
        group_of[first] = number
        while waiting:
            for column in by_row[waiting.pop()]:
                for row in by_column.pop(column, []):
                    if row not in group_of:
                        group_of[row] = number
                        waiting.append(row)
    groups: dict[int, dict[tuple[str, str], float]] = {}
    for (row, column), value in values.items():
        groups.setdefault(group_of[row], {})[row, column] = value
    return list(groups.values())


def _hungarian(table: list[list[float]]) -> list[int | None]:
    """Return the column of each row, None for a row that is left over; no other choice has a higher sum."""
    height, width = len(table), max(len(table), len(table[0]))
    # The method wants the least of costs and no more rows than columns: columns of nothing are added.
    costs = [[-value for value in row] + [0.0] * (width - len(row)) for row in table]
    of_row, of_column = [0.0] * (height + 1), [0.0] * (width + 1)
    row_at = [0] * (width + 1)
    for row in range(1, height + 1):
        row_at[0], column = row, 0
        least, before, used = [inf] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while row_at[column]:
            used[column] = True
            here, step, nearest = row_at[column], inf, 0
            for other in range(1, width + 1):
                if used[other]:
                    continue
                cost = costs[here - 1][other - 1] - of_row[here] - of_column[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
                if least[other] < step:
                    step, nearest = least[other], other
            for other in range(width + 1):
                if used[other]:
                    of_row[row_at[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = nearest
        while column:
            row_at[column] = row_at[before[column]]
            column = before[column]
    found: list[int | None] = [None] * height
    for column, row in enumerate(row_at[1:]):
        if row and column < len(table[0]):
            found[row - 1] = column
    return found
