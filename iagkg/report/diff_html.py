"""What changed between two versions as one web page that works alone: no network, no script."""

from collections.abc import Iterable
from html import escape

from iagkg.compare.change import Differences
from iagkg.compare.words import Piece
from iagkg.report.diff_view import Card, Line, Section, view_of
from iagkg.wording import say

__all__ = ["diff_html"]

# Words taken out and put in differ by line and underline too, not by colour alone (WCAG 2.2, 1.4.1).
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 1rem; }
main { max-width: 62rem; }
h2 { margin-top: 2rem; border-bottom: 1px solid #767676; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #e8edf4; }
tbody th { font-weight: normal; width: 12rem; }
del { background: #fbe3e4; color: #8a1017; text-decoration: line-through; }
ins { background: #e2f3e4; color: #14501c; text-decoration: underline; }
@media print { @page { size: A4 landscape; margin: 12mm; } body { margin: 0; font-size: 9pt; } }
"""


def diff_html(found: Differences, lang: str = "en") -> str:
    """Return the page: the old words and the new beside each other, word differences in `del` and `ins`."""
    view = view_of(found, lang)
    sides = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in view.sides)
    summary = "".join(f"<p>{escape(line)}</p>\n" for line in view.summary)
    body = "".join(_section(section, lang) for section in view.sections)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(view.heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(view.heading)}</h1>\n<dl>{sides}</dl>\n{summary}{body}"
        f"<footer><p>{escape(view.foot)}</p></footer>\n</main>\n</body>\n</html>\n"
    )


def _section(section: Section, lang: str) -> str:
    note = f"<p>{escape(section.note)}</p>\n" if section.note else ""
    cards = "".join(_card(card, lang) for card in section.cards)
    return f"<section>\n<h2>{escape(section.heading)}</h2>\n{note}{cards}</section>\n"


def _card(card: Card, lang: str) -> str:
    heading = f"<h3>{escape(f'{card.ref} {card.name}'.rstrip())}</h3>\n" if card.ref else ""
    heads = "".join(
        f'<th scope="col">{escape(say(key, lang))}</th>' for key in ("diff.what", "diff.old", "diff.new")
    )
    rows = "".join(_row(line) for line in card.lines)
    return f"{heading}<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _row(line: Line) -> str:
    head = f'<th scope="row">{escape(line.label)}</th>'
    if line.pieces:
        old = _marked(line.pieces, "-", "del")
        new = _marked(line.pieces, "+", "ins")
        return f"<tr>{head}<td>{old}</td><td>{new}</td></tr>\n"
    if line.old or line.new:
        more = f"<br>{escape(line.words)}" if line.words else ""
        return f"<tr>{head}<td>{escape(line.old)}</td><td>{escape(line.new)}{more}</td></tr>\n"
    return f'<tr>{head}<td colspan="2">{escape(line.words)}</td></tr>\n'


def _marked(pieces: Iterable[Piece], sign: str, element: str) -> str:
    """Return the words of one version; those that stand in it alone are in `element`."""
    return " ".join(
        escape(piece.words) if piece.sign == "=" else f"<{element}>{escape(piece.words)}</{element}>"
        for piece in pieces
        if piece.sign in {"=", sign}
    )
