"""Pictures of the vocabulary: the main classes with the properties between them, and each class by itself.

What is drawn is what the axioms say, by domain, range and superclass; nothing is placed by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from iagkg.names import IAG
from iagkg.web.inferences import in_order, term_word
from iagkg.web.layered import Line, Place, Size, drawn
from iagkg.web.picture import FRAME, LINE, Label, curve, frame, framed, head, name_at, names_at, path, svg
from iagkg.web.vocabulary import Vocabulary
from iagkg.wording import say

__all__ = ["class_diagram", "main_classes", "main_diagram"]

_ROW, _STEP = 30, FRAME + 24.0
_ANY = "any "
"""What begins the name of a frame that stands for any thing."""
_Between = dict[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A property beside a class, and what stands at its other end; `inward` leads to the class."""

    label: Label
    end: Label
    inward: bool


def main_classes(vocabulary: Vocabulary) -> list[str]:
    """Return the classes that relations join to the one with the most of them, which is the first."""
    relations = [one for one in vocabulary.relations() if one.source != one.target]
    count: dict[str, int] = {}
    for one in relations:
        for name in (one.source, one.target):
            count[name] = count.get(name, 0) + 1
    order = sorted(count, key=lambda name: (-count[name], name))
    found = order[:1]
    for name in found:  # it grows while it is walked along
        ends = [(one.source, one.target) for one in relations]
        near = {b for a, b in ends if a == name} | {a for a, b in ends if b == name}
        found += sorted(near - set(found), key=order.index)
    return found


@lru_cache(maxsize=64)
def main_diagram(vocabulary: Vocabulary, lang: str, seen: tuple[tuple[str, str], ...] = ()) -> Markup:
    """Return the picture of the main classes, with the properties that lead from one to another.

    `seen` has, for properties of which no axiom says what they lead to, the class of what they lead to in
    the data.
    """
    classes = main_classes(vocabulary)
    between = _between(vocabulary, classes, dict(seen))
    boxes = {
        name: [
            _label(vocabulary, name, lang),
            *(_label(vocabulary, loop, lang, "\u21bb ") for loop in between.get((name, name), ())),
        ]
        for name in dict.fromkeys((*classes, *(target for _, target in between)))
    }
    lines = [Line(a, f"{a} {b}", b) for a, b in between if a != b]
    labels = {
        one.label: [_label(vocabulary, name, lang) for name in between[one.source, one.target]]
        for one in lines
    }
    sizes = {name: framed(found) for name, found in boxes.items()}
    for name, found in labels.items():
        sizes[name] = Size(max(one.width for one in found) + 4, LINE * len(found) + 4)
    drawing = drawn(sizes, lines)
    pieces: list[str] = []
    for line in lines:
        route = drawing.routes[line.label]
        pieces += [curve(start, end) for start, end in route]
        up = line.label in drawing.upward
        pieces.append(head(route[0][0], 0, 8) if up else head(route[-1][1], 0, -8))
    links: list[str] = []
    for name, found in labels.items():
        place = drawing.places[name]
        links += names_at(found, Place(place.x, place.y + LINE - 2))
    for name, found in boxes.items():
        links += frame(found, drawing.places[name], sizes[name])
    told = [
        f"{boxes[a][0].words}: {vocabulary.label(name, lang)} \u2192 {boxes[b][0].words}"
        for (a, b), names in between.items()
        for name in names
    ]
    return svg("main", say("web.diagram-main", lang), told, drawing.size, pieces, links)


def _between(vocabulary: Vocabulary, classes: Sequence[str], seen: dict[str, str]) -> _Between:
    """Return the properties from each class to each; where no axiom says to which, to a frame apart."""
    between: _Between = {}
    for one in vocabulary.relations():
        if one.source in classes:
            between.setdefault((one.source, one.target), []).append(one.property)
    for name in classes:
        for one_property in vocabulary.open_properties(name):
            end = (name, seen.get(one_property, f"{_ANY}{name}"))
            between.setdefault(end, []).append(one_property)
    return {ends: list(dict.fromkeys(names)) for ends, names in between.items()}


@lru_cache(maxsize=256)
def class_diagram(vocabulary: Vocabulary, address: str, lang: str) -> Markup:
    """Return the picture of a class: what is above it, and to the right the properties from and to it."""
    own, ways = _label(vocabulary, address, lang), vocabulary.above(address, "rdfs:subClassOf")
    size = framed([own])
    top = max((len(way) for way in ways), default=0) * _STEP
    rows = [*_rows(vocabulary, address, lang, inward=False), *_rows(vocabulary, address, lang, inward=True)]
    links = list(frame([own], Place(size.width / 2, top), size))
    lines: list[str] = []
    right = size.width
    at = 0.0
    for way in ways:
        labels = [_label(vocabulary, name, lang) for name in way]
        start = Place(size.width / 2, top)
        for number, label in enumerate(labels, 1):
            wide = framed([label])
            # The line to the nearest on the left goes straight up.
            place = Place(at + wide.width / 2, top - number * _STEP)
            foot = Place(min(start.x, wide.width / 2) if not at and number == 1 else place.x, place.y + FRAME)
            links += frame([label], place, wide)
            lines += _upwards(start if at or number > 1 else Place(foot.x, top), foot)
            start, right = place, max(right, at + wide.width)
        at = right + 14
    names = size.width + 26
    end = names + max((row.label.width for row in rows), default=0) + 30
    for number, row in enumerate(rows):
        y = top + FRAME / 2 + number * _ROW
        wide = framed([row.end])
        links.append(name_at(row.label, Place(names, y + 4)))
        links += frame([row.end], Place(end + wide.width / 2, y - 12), Size(wide.width, 24))
        lines.append(path(f"M{names + row.label.width + 8:.1f} {y:.1f}H{end - (0 if row.inward else 6):.1f}"))
        if not row.inward:
            lines.append(head(Place(end, y), -8, 0))
        right = max(right, end + wide.width)
    lines += _stems(rows, Place(size.width, top), names)
    whole = Size(right, top + max(FRAME, FRAME / 2 + (len(rows) - 1) * _ROW + 14))
    title = say("web.diagram-class", lang, name=own.words)
    return svg(address.removeprefix(IAG), title, _told(vocabulary, address, rows, lang), whole, lines, links)


def _rows(vocabulary: Vocabulary, address: str, lang: str, *, inward: bool) -> list[Row]:
    """Return the properties said of a class, or leading to it: those between our classes first."""
    here, there = ("rdfs:range", "rdfs:domain") if inward else ("rdfs:domain", "rdfs:range")
    rows = []
    for name in vocabulary.subjects(here, address):
        ends = [_label(vocabulary, one, lang) for one in vocabulary.objects(name, there)]
        is_value = not inward and name in vocabulary.terms("DatatypeProperty")
        free = Label(say("web.diagram-any-value" if is_value else "web.diagram-any", lang), open=True)
        rows += [Row(_label(vocabulary, name, lang), end, inward) for end in ends or [free]]
    return sorted(rows, key=lambda row: (row.end.open, in_order(row.label.words), row.label.href))


def _told(vocabulary: Vocabulary, address: str, rows: Sequence[Row], lang: str) -> list[str]:
    own = vocabulary.label(address, lang)
    above = [vocabulary.label(name, lang) for name in vocabulary.all_above(address, "rdfs:subClassOf")]
    told = [f"{say('web.term-kind-of', lang)}: {', '.join(above)}"] if above else []
    for row in rows:
        ends = (row.end.words, own) if row.inward else (own, row.end.words)
        told.append(f"{ends[0]}: {row.label.words} \u2192 {ends[1]}")
    return told


def _label(vocabulary: Vocabulary, address: str, lang: str, before: str = "") -> Label:
    if address.startswith(_ANY):
        return Label(say("web.diagram-any", lang), open=True)
    word = term_word(vocabulary, address, lang)
    return Label(before + word.words, word.href, not address.startswith(IAG))


def _stems(rows: Sequence[Row], corner: Place, names: float) -> Iterator[str]:
    """Yield the lines that lead from a class to its properties, and to it from those that reach it."""
    middle, foot, x = corner.y + FRAME / 2, corner.y + FRAME, corner.x + 12
    for number, row in enumerate(rows):
        y = middle + number * _ROW
        if not row.inward:
            yield path(f"M{corner.x:.1f} {middle:.1f}H{x:.1f}V{y:.1f}H{names - 4:.1f}")
        else:
            # One beside the class itself is led around its corner.
            low = max(y, foot + 8)
            yield path(f"M{corner.x / 2:.1f} {foot + 6:.1f}V{low:.1f}H{x:.1f}V{y:.1f}H{names - 4:.1f}")
    if any(row.inward for row in rows):
        yield head(Place(corner.x / 2, foot), 0, 8)


def _upwards(start: Place, end: Place) -> Iterator[str]:
    """Yield a line up to a wider class, with an open head."""
    middle = (start.y + end.y + 10) / 2
    yield path(f"M{start.x:.1f} {start.y:.1f}V{middle:.1f}H{end.x:.1f}V{end.y + 10:.1f}")
    yield path(f"M{end.x:.1f} {end.y:.1f}l-6 10h12z", "#ffffff")
