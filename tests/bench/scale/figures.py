"""What was measured: one figure a job and size, and how figures grow."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

__all__ = ["Figure", "Figures", "exponent"]

SHORTEST = 0.02
"""A job that takes less at the largest size says nothing on growth."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One job at one size: median seconds (None: not finished), how many came out, the memory at its peak.

    `said` tells why it did not finish, or what is wrong with its answer; empty where all is well.
    """

    job: str
    size: int
    seconds: float | None
    count: int = 0
    peak: int = 0
    said: str = ""


@dataclass
class Figures:
    """All figures of a run, and the triples that each size has."""

    triples: dict[int, int] = field(default_factory=dict)
    found: dict[tuple[str, int], Figure] = field(default_factory=dict)

    def add(self, figures: Iterable[Figure]) -> None:
        """Take in figures."""
        for figure in figures:
            self.found[figure.job, figure.size] = figure

    def get(self, job: str, size: int) -> Figure | None:
        """Return a figure, None where the job was not run at the size."""
        return self.found.get((job, size))

    def seconds(self, job: str, size: int) -> float | None:
        """Return the seconds of a job, None where there are none."""
        figure = self.get(job, size)
        return None if figure is None else figure.seconds

    @property
    def sizes(self) -> list[int]:
        """The nominal sizes, smallest first."""
        return sorted(self.triples)

    def jobs(self, prefix: str) -> list[str]:
        """Return the jobs that begin so, in the order in which they came."""
        return list(dict.fromkeys(job for job, _ in self.found if job.startswith(prefix)))

    def growth(self, job: str) -> float | None:
        """Return the exponent by which the seconds grow with the triples, None where they are too few."""
        points = [
            (self.triples[size], seconds)
            for size in self.sizes
            if (seconds := self.seconds(job, size)) is not None
        ]
        if len(points) < 2 or points[-1][1] < SHORTEST:
            return None
        return exponent(points)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line through the logarithms of points: 1 linear, 2 quadratic."""
    xs, ys = ([math.log(max(point[axis], 1e-6)) for point in points] for axis in (0, 1))
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)
