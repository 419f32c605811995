"""The pieces of a picture: frames, names, lines and heads of arrows, and the SVG around them.

A picture has a title and a description that say the same in words; no script, no style of its own. Its
frames and names are links, which stand beside what is told as one image: an image holds no links.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from iagkg.web.layered import Place, Size

__all__ = ["FRAME", "LINE", "Label", "curve", "frame", "framed", "head", "name_at", "names_at", "path", "svg"]

FRAME, LINE = 32, 15
"""The height of a frame, and of a line of words."""
_SIGN = 7.2
_INK = "#4a5058"


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a picture and where they lead; `open` are terms of others, or any thing."""

    words: str
    href: str = ""
    open: bool = False

    @property
    def width(self) -> float:
        """About as wide as the words are, in any font."""
        return len(self.words) * _SIGN


def framed(labels: Sequence[Label]) -> Size:
    """Return the size of the frame around labels that stand one below the other."""
    return Size(max(52.0, *(one.width for one in labels)) + 18, FRAME + LINE * (len(labels) - 1))


def frame(labels: Sequence[Label], place: Place, size: Size) -> Iterator[str]:
    """Yield a frame around labels; the first is its name, by which it is a link."""
    own = labels[0]
    fill, dashes = ("#ffffff", ' stroke-dasharray="4 3"') if own.open else ("#eef2f8", "")
    drawn = (
        f'<rect x="{place.x - size.width / 2:.1f}" y="{place.y:.1f}" width="{size.width:.1f}" '
        f'height="{size.height:.1f}" rx="3" fill="{fill}" stroke="#1f3864"{dashes}/>'
    )
    first = min(size.height, FRAME) / 2 + 4
    weight = "" if own.open else ' font-weight="bold"'
    yield _linked(own, drawn + _text(own, Place(place.x, place.y + first), "middle", weight))
    yield from names_at(labels[1:], Place(place.x, place.y + first + LINE))


def names_at(labels: Iterable[Label], place: Place) -> Iterator[str]:
    """Yield names one below the other, each a link; the place is the middle of the foot of the first."""
    for number, label in enumerate(labels):
        yield _linked(label, _text(label, Place(place.x, place.y + number * LINE), "middle"))


def name_at(label: Label, place: Place) -> str:
    """Return a name as a link; the place is its start and foot."""
    return _linked(label, _text(label, place, "start"))


def path(way: str, fill: str = "none") -> str:
    """Return a line along a way."""
    return f'<path d="{way}" stroke="{_INK}" stroke-width="1.2" fill="{fill}"/>'


def curve(start: Place, end: Place) -> str:
    """Return a line that leaves and arrives straight down."""
    middle = (start.y + end.y) / 2
    ends = f"{start.x:.1f} {middle:.1f} {end.x:.1f} {middle:.1f} {end.x:.1f} {end.y:.1f}"
    return path(f"M{start.x:.1f} {start.y:.1f}C{ends}")


def head(tip: Place, across: int, down: int) -> str:
    """Return the head of an arrow with its tip at a place, and how far across and down its foot is."""
    side = f"l{across} -4v8z" if across else f"l-4 {down}h8z"
    return f'<path d="M{tip.x:.1f} {tip.y:.1f}{side}" fill="{_INK}"/>'


def _text(label: Label, place: Place, anchor: str, more: str = "") -> str:
    return (
        f'<text x="{place.x:.1f}" y="{place.y:.1f}" text-anchor="{anchor}"{more}>{escape(label.words)}</text>'
    )


def _linked(label: Label, inner: str) -> str:
    """Return what is drawn of a term as a link; by key the same links are in the words beside the picture."""
    return f'<a href="{escape(label.href)}" tabindex="-1">{inner}</a>' if label.href else inner


def svg(  # noqa: PLR0913, PLR0917  # what a picture is made of
    name: str, title: str, told: Sequence[str], size: Size, lines: Iterable[str], links: Iterable[str]
) -> Markup:
    """Return the picture with a name, of a size: its title, what it tells in words, its lines and links."""
    mark = f"diagram-{escape(name)}"
    width, height = f"{size.width + 4:.0f}", f"{size.height + 4:.0f}"
    pieces = [
        '<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="none" '
        f'width="{width}" height="{height}" '
        f'viewBox="-2 -2 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<g role="img" aria-labelledby="{mark}-title" aria-describedby="{mark}-words">',
        f'<title id="{mark}-title">{escape(title)}</title>',
        f'<desc id="{mark}-words">{escape(". ".join(told))}</desc>',
        *lines,
        "</g>",
        *links,
        "</svg>",
    ]
    return Markup("\n".join(pieces))  # noqa: S704  # all words are escaped where they are put in
