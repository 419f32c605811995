"""A paper as a web page that works alone, and as Markdown."""

import re
from html import escape

from iagkg.report.paper import Block, Heading, Line, Paper, Words

__all__ = ["paper_html", "paper_markdown"]

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
STYLE = """
body { font: 1rem/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 1rem; }
main { max-width: 90rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 1.8rem; border-bottom: 1px solid #767676; }
.standing { font-weight: bold; border: 2px solid #8a1017; padding: .3rem .6rem; display: inline-block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 48rem; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #e8edf4; } tbody th { font-weight: normal; }
td, tbody th { white-space: pre-line; }
.in { display: block; padding-left: 1.2em; } .in2 { display: block; padding-left: 2.4em; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; font-size: 8.5pt; } .wide { overflow: visible; } table { min-width: 0; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; }
}
"""


def paper_html(paper: Paper) -> bytes:
    """Return the page: no network, no script; words in another language are marked."""
    body = "".join(_html(block) for block in _lists_closed(paper.blocks))
    page = (
        f'<!DOCTYPE html>\n<html lang="{paper.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<p class="standing">{escape(paper.standing)}</p>\n<h1>{escape(paper.title)}</h1>\n{body}'
        "</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _lists_closed(blocks: tuple[Block, ...]) -> list[Block | str]:
    """Return the blocks with the tags of lists around lines that are listed."""
    found: list[Block | str] = []
    inside = False
    for block in blocks:
        listed = isinstance(block, Line) and block.listed
        if listed != inside:
            found.append("<ul>\n" if listed else "</ul>\n")
            inside = listed
        found.append(block)
    return [*found, "</ul>\n"] if inside else found


def _html(block: Block | str) -> str:
    if isinstance(block, str):
        return block
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>\n"
    if isinstance(block, Line):
        words = _span(block.words)
        words = f"<strong>{words}</strong>" if block.strong else words
        return f"<li>{words}</li>\n" if block.listed else f"<p>{words}</p>\n"
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
    rows = "".join(_html_row(row) for row in block.rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(block.sheet)}">\n<table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _html_row(row: tuple[Words, ...]) -> str:
    first, *others = row
    cells = "".join(f"<td{_lang(cell)}>{_lines(cell)}</td>" for cell in others)
    return f'<tr><th scope="row"{_lang(first)}>{_lines(first)}</th>{cells}</tr>\n'


def _lang(words: Words) -> str:
    return f' lang="{escape(words.lang)}"' if words.lang and words.text else ""


def _span(words: Words) -> str:
    return f"<span{_lang(words)}>{escape(words.text)}</span>" if words.lang else escape(words.text)


def _lines(words: Words) -> str:
    lines = []
    for line in words.text.split("\n"):
        text = escape(line.strip())
        deep = "in2" if line.startswith(" " * 8) else "in" if line.startswith(" ") else ""
        lines.append(f'<span class="{deep}">{text}</span>' if deep else f"{text}\n")
    return "".join(lines).rstrip("\n")


def paper_markdown(paper: Paper) -> bytes:
    """Return the paper as Markdown, its tables with one line a row."""
    lines = [f"**{_plain(paper.standing)}**", "", f"# {_plain(paper.title)}", ""]
    listed = False
    for block in paper.blocks:
        now = isinstance(block, Line) and block.listed
        if listed and not now:
            lines.append("")
        listed = now
        lines += _markdown(block)
    if listed:
        lines.append("")
    return "\n".join(lines).encode()


def _markdown(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {_plain(block.text)}", ""]
    if isinstance(block, Line):
        words = _plain(block.words.text)
        if block.listed:
            return [f"- {words}"]
        return [f"**{words}**" if block.strong else words, ""]
    head = f"| {' | '.join(map(_plain, block.columns))} |"
    rows = [f"| {' | '.join(_plain(cell.text) for cell in row)} |" for row in block.rows]
    return [head, f"|{'---|' * len(block.columns)}", *rows, ""]


def _plain(text: str) -> str:
    lines = (_MARKS.sub(r"\\\1", line.strip()) for line in text.split("\n"))
    return "<br>".join(lines) if text else ""
