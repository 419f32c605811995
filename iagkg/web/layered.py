"""A drawing in layers: boxes in rows so that most lines lead down, few of them cross, and none is hidden.

Every line has a label, which is a box of its own between those it joins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Drawing", "Line", "Place", "Size", "drawn"]

_BESIDE, _BELOW = 14.0, 22.0
_SWEEPS = 16


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a box."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one box to another, through its label, which is a box too."""

    source: str
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: the middle of its upper edge."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The places of boxes and labels, the points each line goes through, and the size of all.

    The points of a line are in pairs of where it leaves one box and where it reaches the next, downwards;
    `upward` are the labels of lines whose target stands above their source.
    """

    places: Mapping[str, Place]
    routes: Mapping[str, tuple[tuple[Place, Place], ...]]
    upward: frozenset[str]
    size: Size


def drawn(sizes: Mapping[str, Size], lines: Sequence[Line]) -> Drawing:
    """Return where boxes with their sizes and the lines between them stand; the same input, the same places.

    `sizes` has the boxes in the order in which they are looked at, then the labels.
    """
    upward = _upward(list(sizes), lines)
    down = {
        one.label: (one.target, one.source) if one.label in upward else (one.source, one.target)
        for one in lines
    }
    layer = _layers(sizes, down)
    ways: dict[str, tuple[str, ...]] = {}
    whole = dict(sizes)
    for label, (top, bottom) in down.items():
        way = [top]
        for at in range(layer[top] + 1, layer[bottom]):
            name = label if at == layer[label] else f"{label} {at}"
            if name not in layer:
                layer[name], whole[name] = at, Size(4, 0)
            way.append(name)
        ways[label] = (*way, bottom)
    links = [pair for way in ways.values() for pair in pairwise(way)]
    rows = _ordered(layer, links)
    xs = _spread(rows, links, whole)
    ys, height = _heights(rows, whole)
    places = {name: Place(xs[name], ys[at]) for at, row in enumerate(rows) for name in row}
    left = min((place.x - whole[name].width / 2 for name, place in places.items()), default=0)
    places = {name: Place(place.x - left, place.y) for name, place in places.items()}
    right = max((place.x + whole[name].width / 2 for name, place in places.items()), default=0)
    routes = _routes(
        ways,
        places,
        whole,
        {name: ys[at] + _tallest(row, whole) for at, row in enumerate(rows) for name in row},
    )
    return Drawing({name: places[name] for name in sizes}, routes, frozenset(upward), Size(right, height))


def _upward(names: Sequence[str], lines: Sequence[Line]) -> set[str]:
    """Return the labels of lines that would close a ring, met on a walk from box to box."""
    found, done, on_the_way = set[str](), set[str](), set[str]()

    def walk(name: str) -> None:
        done.add(name)
        on_the_way.add(name)
        for line in lines:
            if line.source == name:
                if line.target in on_the_way:
                    found.add(line.label)
                elif line.target not in done:
                    walk(line.target)
        on_the_way.discard(name)

    for name in names:
        if name not in done:
            walk(name)
    return found


def _layers(sizes: Mapping[str, Size], down: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    """Return the row of each box, as deep as its longest way from above; one without a way hangs low."""
    layer = {name: 0 for name in sizes if name not in down}
    for _ in layer:
        for top, bottom in down.values():
            layer[bottom] = max(layer[bottom], layer[top] + 2)
    below = {name: [bottom for top, bottom in down.values() if top == name] for name in layer}
    above = {bottom for _, bottom in down.values()}
    for name, ends in below.items():
        if name not in above and ends:
            layer[name] = min(layer[end] for end in ends) - 2
    many = {name: len(ends) for name, ends in below.items()}
    for label, (top, bottom) in down.items():
        into = sum(end == bottom for _, end in down.values())
        layer[label] = layer[bottom] - 1 if many[top] > into else layer[top] + 1
    lowest = min(layer.values(), default=0)
    return {name: at - lowest for name, at in layer.items()}


def _ordered(layer: Mapping[str, int], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the rows, each in the order in which the fewest lines were found to cross."""
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for name in layer:
        rows[layer[name]].append(name)
    near = _near(links)
    best, fewest = [list(row) for row in rows], _crossings(rows, links)
    for sweep in range(_SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for at in order:
            other = at - 1 if sweep % 2 == 0 else at + 1
            place = {name: number for number, name in enumerate(rows[other])}
            means = {}
            for number, name in enumerate(rows[at]):
                seen = [place[one] for one in near.get(name, ()) if one in place]
                means[name] = sum(seen) / len(seen) if seen else float(number)
            rows[at].sort(key=means.__getitem__)
        if (count := _crossings(rows, links)) < fewest:
            best, fewest = [list(row) for row in rows], count
    return best


def _crossings(rows: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> int:
    place = {name: (at, number) for at, row in enumerate(rows) for number, name in enumerate(row)}
    ends = [(place[a], place[b][1]) for a, b in links]
    return sum(
        one[0][0] == other[0][0] and (one[0][1] - other[0][1]) * (one[1] - other[1]) < 0
        for number, one in enumerate(ends)
        for other in ends[number + 1 :]
    )


def _spread(
    rows: Sequence[Sequence[str]], links: Sequence[tuple[str, str]], sizes: Mapping[str, Size]
) -> dict[str, float]:
    """Return the middle of each box across, near what it is joined to, without boxes over one another."""
    near = _near(links)
    xs: dict[str, float] = {}
    for row in rows:
        at = 0.0
        for name in row:
            xs[name] = at + sizes[name].width / 2
            at += sizes[name].width + _BESIDE
        for name in row:
            xs[name] -= at / 2
    for turn in range(40):
        for row in rows if turn % 2 == 0 else reversed(rows):
            wanted = [_mean([xs[one] for one in near.get(name, ())], xs[name]) for name in row]
            xs.update(zip(row, _apart([sizes[name].width for name in row], wanted), strict=True))
    return xs


def _apart(widths: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Return places in order, no two boxes over one another, as near to those wanted as may be."""
    offsets = [0.0]
    for one, other in pairwise(widths):
        offsets.append(offsets[-1] + (one + other) / 2 + _BESIDE)
    blocks: list[list[float]] = []
    for place, offset in zip(wanted, offsets, strict=False):
        blocks.append([place - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, count = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + mean * count) / (before[1] + count)
            before[1] += count
    means = [mean for mean, count in blocks for _ in range(int(count))]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]


def _heights(rows: Sequence[Sequence[str]], sizes: Mapping[str, Size]) -> tuple[list[float], float]:
    ys, at = [], 0.0
    for row in rows:
        ys.append(at)
        at += _tallest(row, sizes) + _BELOW
    return ys, max(at - _BELOW, 0.0)


def _tallest(row: Iterable[str], sizes: Mapping[str, Size]) -> float:
    return max((sizes[name].height for name in row), default=0.0)


def _routes(
    ways: Mapping[str, Sequence[str]],
    places: Mapping[str, Place],
    sizes: Mapping[str, Size],
    bottoms: Mapping[str, float],
) -> dict[str, tuple[tuple[Place, Place], ...]]:
    """Return the points of each line; lines that leave a box, or reach it, share its edge evenly."""
    steps = [(label, pair) for label, way in ways.items() for pair in pairwise(way)]
    leaving: dict[str, list[tuple[float, str]]] = {}
    reaching: dict[str, list[tuple[float, str]]] = {}
    for label, (top, bottom) in steps:
        leaving.setdefault(top, []).append((places[bottom].x, label))
        reaching.setdefault(bottom, []).append((places[top].x, label))

    def port(name: str, label: str, lines: Mapping[str, list[tuple[float, str]]]) -> float:
        order = sorted(lines[name])
        at = next(number for number, (_, one) in enumerate(order) if one == label)
        return places[name].x + sizes[name].width * ((at + 1) / (len(order) + 1) - 0.5)

    routes: dict[str, list[tuple[Place, Place]]] = {label: [] for label in ways}
    for label, (top, bottom) in steps:
        # A short box in a tall row, and a bend, are left at the lower edge of the row.
        if sizes[top].height < bottoms[top] - places[top].y:
            x = port(top, label, leaving)
            routes[label].append((Place(x, places[top].y + sizes[top].height), Place(x, bottoms[top])))
        routes[label].append(
            (
                Place(port(top, label, leaving), bottoms[top]),
                Place(port(bottom, label, reaching), places[bottom].y),
            )
        )
    return {label: tuple(found) for label, found in routes.items()}


def _near(links: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for top, bottom in links:
        near.setdefault(top, []).append(bottom)
        near.setdefault(bottom, []).append(top)
    return near


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
