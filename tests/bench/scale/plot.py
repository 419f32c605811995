"""The times of a run as a plot in SVG: seconds against triples, both logarithmic."""

import math
from html import escape

from scale.figures import Figures

__all__ = ["as_svg"]

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 560, 70, 260, 30, 50
COLOURS = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#16a085", "#7f8c8d", "#2c3e50", "#b03a8f")


def as_svg(figures: Figures, jobs: list[str]) -> str:
    """Return a plot of these jobs; the dashed line grows as the data do."""
    lines = {job: _points(figures, job) for job in jobs}
    lines = {job: points for job, points in lines.items() if points}
    spots = [point for points in lines.values() for point in points] or [(1.0, 1.0)]
    low_x, high_x = _decades([x for x, _ in spots])
    low_y, high_y = _decades([y for _, y in spots])

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - low_x) / (high_x - low_x)
        up = (math.log10(y) - low_y) / (high_y - low_y)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><title>Seconds against triples</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    ]
    for power in range(low_x, high_x + 1):
        x, bottom = at(10.0**power, 10.0**low_y)
        parts.append(_line((x, bottom), (x, TOP)) + _words(x - 12, bottom + 18, f"10^{power}"))
    for power in range(low_y, high_y + 1):
        x, y = at(10.0**low_x, 10.0**power)
        parts.append(_line((x, y), (WIDTH - RIGHT, y)) + _words(8, y + 4, f"{10.0**power:g} s"))
    steps = min(high_x - low_x, high_y - low_y)
    ends = at(10.0**low_x, 10.0**low_y), at(10.0 ** (low_x + steps), 10.0 ** (low_y + steps))
    parts.append(_line(*ends, 'stroke-dasharray="6 4" stroke="#555"'))
    beside = WIDTH - RIGHT + 16
    for number, (job, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        dash = "" if number < len(COLOURS) else ' stroke-dasharray="3 2"'
        placed = [at(*point) for point in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
            + "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed)
            + f'<rect x="{beside}" y="{TOP + 22 * number}" width="14" height="4" fill="{colour}"/>'
            + _words(beside + 20, TOP + 22 * number + 6, job)
        )
    parts.append(_words((WIDTH - RIGHT) / 2, HEIGHT - 8, "triples"))
    return "\n".join([*parts, "</svg>", ""])


def _points(figures: Figures, job: str) -> list[tuple[float, float]]:
    found = [(figures.triples[size], figures.seconds(job, size)) for size in figures.sizes]
    return [(float(x), y) for x, y in found if y]


def _decades(values: list[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _line(start: tuple[float, float], end: tuple[float, float], style: str = 'stroke="#ddd"') -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def _words(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
