"""The aims, and whether a run meets them."""

from collections.abc import Iterator
from dataclasses import dataclass

from scale.figures import Figures

__all__ = ["Verdict", "verdicts"]

AT, WHOLE_AT = 100_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """An aim in words, its limit, what was found, whether it is met (None: not measured), and a remark."""

    aim: str
    limit: str
    found: str
    met: bool | None
    remark: str = ""


def verdicts(figures: Figures, coverage: list[str]) -> Iterator[Verdict]:
    """Yield each aim with what was found at the largest size where it was measured."""
    last = figures.sizes[-1]
    yield _ratio(figures, "bulk load", "load", last, 0.9, f"load: share of pyoxigraph's throughput, {last:,}")
    yield _most(
        figures,
        "inference",
        "bulk load of the inferred",
        last,
        3,
        f"inference: times the bulk load of what is inferred, {last:,}",
    )
    yield _ratio(figures, "owlrl", "inference", AT, 60, f"inference: times as fast as owlrl, {AT:,}")
    yield _ratio(figures, "pySHACL", "checks", AT, 60, f"checks: times as fast as pySHACL, {AT:,}")
    yield from _queries(figures, coverage, last)
    yield from _whole(figures, min(WHOLE_AT, last))


def _ratio(figures: Figures, over: str, under: str, size: int, least: float, aim: str) -> Verdict:
    peer, ours = figures.get(over, size), figures.get(under, size)
    if peer is None or ours is None or ours.seconds is None:
        return Verdict(aim, f"at least {least:g}", "not measured", None)
    if peer.seconds is None:
        return Verdict(aim, f"at least {least:g}", f"{over}: {peer.said}", None)
    found = peer.seconds / ours.seconds
    return Verdict(aim, f"at least {least:g}", f"{found:.2f}", found >= least, peer.said)


def _most(figures: Figures, over: str, under: str, size: int, most: float, aim: str) -> Verdict:
    ours, plain = figures.seconds(over, size), figures.seconds(under, size)
    peer = figures.get(under, size)
    if ours is not None and peer is not None and peer.said.startswith("not finished"):
        return Verdict(aim, f"at most {most:g}", f"{ours:.2f} s; {under}: {peer.said}", True)
    if ours is None or plain is None:
        return Verdict(aim, f"at most {most:g}", "not measured", None)
    return Verdict(aim, f"at most {most:g}", f"{ours / plain:.2f}", ours / plain <= most)


def _queries(figures: Figures, coverage: list[str], size: int) -> Iterator[Verdict]:
    for name in coverage:
        yield _most(
            figures,
            f"query {name}",
            f"Oxigraph server {name}",
            size,
            1,
            f"{name}: times the Oxigraph server, {size:,}",
        )


def _whole(figures: Figures, size: int) -> Iterator[Verdict]:
    whole = figures.get("build", size)
    aim = f"build: times bulk load, inference and checks alone, {size:,}"
    parts = [figures.seconds(job, size) for job in ("bulk load", "inference", "checks")]
    if whole is None or whole.seconds is None or None in parts:
        yield Verdict(aim, "at most 2", whole.said if whole and whole.said else "not measured", None)
    else:
        found = whole.seconds / sum(part for part in parts if part is not None)
        yield Verdict(aim, "at most 2", f"{found:.2f}", found <= 2)
    memory = f"build: memory in kB a triple, {size:,}"
    if whole is None or not whole.peak:
        yield Verdict(memory, "at most 1", "not measured", None)
    else:
        each = whole.peak / 1000 / figures.triples[size]
        yield Verdict(memory, "at most 1", f"{each:.2f}", each <= 1)
