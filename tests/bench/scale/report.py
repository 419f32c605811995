"""The report of a run, in Markdown: aims, times, growth."""

from scale.aims import verdicts
from scale.figures import SHORTEST, Figures

__all__ = ["STEPS", "as_markdown"]

STEPS = (
    "bulk load",
    "load",
    "inference",
    "bulk load of the inferred",
    "owlrl",
    "checks",
    "pySHACL",
    "build",
)
_MET = {True: "met", False: "**not met**", None: "not measured"}


def as_markdown(figures: Figures, coverage: list[str], machine: str) -> str:
    """Return the report; `coverage` are the names of the coverage queries."""
    sizes = figures.sizes
    lines = [
        "# Speed on made corpora",
        "",
        f"{machine}. Only ratios within this run count: other work may share the machine.",
        "",
        _row("nominal size", *(f"{size:,}" for size in sizes)),
        _row(*("---" for _ in range(len(sizes) + 1))),
        _row("triples", *(f"{figures.triples[size]:,}" for size in sizes)),
        "",
        "## Aims",
        "",
        _row("aim", "limit", "found", ""),
        _row("---", "---", "---", "---"),
    ]
    lines += [
        _row(one.aim, one.limit, one.found, f"{_MET[one.met]}{f' ({one.remark})' if one.remark else ''}")
        for one in verdicts(figures, coverage)
    ]
    lines += ["", "## Steps", "", *_table(figures, [job for job in STEPS if job in figures.jobs("")])]
    lines += _memory(figures)
    lines += ["", "## Named queries", "", *_queries(figures)]
    lines += [
        "",
        "Growth is the exponent of the fitted line of seconds against triples: 1 is linear, 2 quadratic. "
        f"None is given where the largest size takes less than {SHORTEST * 1000:.0f} ms.",
        "",
    ]
    return "\n".join(lines)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _seconds(figures: Figures, job: str, size: int) -> str:
    figure = figures.get(job, size)
    if figure is None:
        return ""
    if figure.seconds is None:
        return figure.said
    unit = f"{figure.seconds:.2f} s" if figure.seconds >= 1 else f"{figure.seconds * 1000:.1f} ms"
    return f"{unit} ({figure.said})" if figure.said else unit


def _growth(figures: Figures, job: str) -> str:
    found = figures.growth(job)
    return "" if found is None else f"{found:.2f}"


def _table(figures: Figures, jobs: list[str]) -> list[str]:
    sizes = figures.sizes
    lines = [
        _row("", *(f"{size:,}" for size in sizes), "growth"),
        _row(*("---" for _ in range(len(sizes) + 2))),
    ]
    for job in jobs:
        cells = [_seconds(figures, job, size) for size in sizes]
        lines.append(_row(job, *cells, _growth(figures, job)))
    return lines


def _memory(figures: Figures) -> list[str]:
    lines = ["", "Memory at the peak, in kB a triple:", ""]
    sizes = figures.sizes
    lines += [
        _row("", *(f"{size:,}" for size in sizes)),
        _row(*("---" for _ in range(len(sizes) + 1))),
    ]
    for job in ("load", "inference", "checks", "build"):
        peaks = [figures.get(job, size) for size in sizes]
        cells = [
            f"{one.peak / 1000 / figures.triples[size]:.2f}" if one and one.peak else ""
            for one, size in zip(peaks, sizes, strict=True)
        ]
        lines.append(_row(job, *cells))
    return lines


def _queries(figures: Figures) -> list[str]:
    sizes = figures.sizes
    peers = [job.removeprefix("load ") for job in figures.jobs("load ")]
    lines = [
        _row("query", *(f"{size:,}" for size in sizes), "rows", "growth", *peers),
        _row(*("---" for _ in range(len(sizes) + 3 + len(peers)))),
    ]
    for job in figures.jobs("query "):
        name = job.removeprefix("query ")
        cells = [_seconds(figures, job, size) for size in sizes]
        last = figures.get(job, sizes[-1])
        rows = f"{last.count:,}" if last and last.seconds is not None else ""
        beside = [_seconds(figures, f"{peer} {name}", sizes[-1]) for peer in peers]
        lines.append(_row(name, *cells, rows, _growth(figures, job), *beside))
    return lines
