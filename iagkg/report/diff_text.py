"""What changed between two versions as text, as Markdown, and as JSON."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from iagkg.compare.change import Differences
from iagkg.compare.differences import differences
from iagkg.compare.versions import named_side
from iagkg.compare.words import Piece
from iagkg.graph.standing import Standing
from iagkg.report.diff_view import Card, Line, View, view_of
from iagkg.wording import say

__all__ = ["changes_since", "diff_json", "diff_markdown", "diff_text"]

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def diff_text(found: Differences, lang: str = "en") -> str:
    """Return the differences as lines, never wrapped: words taken out as [-old-], words put in as {+new+}."""
    return "\n".join(_text(view_of(found, lang), lang)) + "\n"


def changes_since(standing: Standing, workspace: Path | None, lang: str = "en") -> list[str]:
    """Return what changed since the version before, a line each; nothing where none is recorded.

    Raises InputError where one of the two documents cannot be read.
    """
    if not standing.previous:
        return []
    old = named_side(f"{standing.key}/{standing.previous}", workspace)
    new = named_side(f"{standing.key}/{standing.version}", workspace)
    return _lines_of(differences(old, new), lang)


def _lines_of(found: Differences, lang: str = "en") -> list[str]:
    """Return the versions compared and what changed, a line each, without a heading and a last line."""
    lines = list(_text(view_of(found, lang), lang))
    return [line.strip() for line in lines[1:-1] if line.strip()]


def _text(view: View, lang: str) -> Iterator[str]:
    yield view.heading
    for label, words in view.sides:
        yield f"{label}: {words}"
    yield ""
    yield from view.summary
    for section in view.sections:
        yield ""
        yield section.heading.upper()
        if section.note:
            yield section.note
        for card in section.cards:
            yield from _card(card, lang)
    yield ""
    yield view.foot


def _card(card: Card, lang: str) -> Iterator[str]:
    indent = ""
    if card.ref:
        yield ""
        yield f"{card.ref} {card.name}".rstrip()
        indent = "  "
    for line in card.lines:
        yield from (f"{indent}{words}" for words in _line(line, lang))


def _line(line: Line, lang: str) -> Iterator[str]:
    if line.pieces:
        yield f"{line.label}: {_marked(line.pieces, '[-{}-]', '{{+{}+}}')}"
        return
    if line.old or line.new:
        yield f"{line.label}:"
        yield f"  {say('diff.old', lang)}: {line.old}"
        yield f"  {say('diff.new', lang)}: {line.new}"
        if line.words:
            yield f"  {line.words}."
        return
    yield f"{line.label}: {line.words}"


def _marked(pieces: Iterable[Piece], out: str, put: str) -> str:
    forms = {"=": "{}", "-": out, "+": put}
    return " ".join(forms[sign].format(words) for sign, words in pieces)


def diff_markdown(found: Differences, lang: str = "en") -> str:
    """Return the differences as Markdown: words taken out struck through, words put in bold."""
    view = view_of(found, lang)
    lines = [f"# {view.heading}", ""]
    lines += [f"- {label}: {_plain(words)}" for label, words in view.sides]
    lines += ["", *view.summary, ""]
    for section in view.sections:
        lines += [f"## {section.heading}", ""]
        lines += [section.note, ""] if section.note else []
        for card in section.cards:
            if card.ref:
                lines += [f"### {card.ref} {_plain(card.name)}".rstrip(), ""]
            lines += [*(words for line in card.lines for words in _markdown_line(line, lang)), ""]
    return "\n".join([*lines, view.foot, ""])


def _markdown_line(line: Line, lang: str) -> Iterator[str]:
    label = _plain(line.label)
    if line.pieces:
        pieces = (Piece(sign, _plain(words)) for sign, words in line.pieces)
        yield f"- {label}: {_marked(pieces, '~~{}~~', '**{}**')}"
    elif line.old or line.new:
        yield f"- {label}:"
        yield f"  - {say('diff.old', lang)}: {_plain(line.old)}"
        yield f"  - {say('diff.new', lang)}: {_plain(line.new)}"
        if line.words:
            yield f"  - {_plain(line.words)}."
    else:
        yield f"- {label}: {_plain(line.words)}"


def _plain(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)


def diff_json(found: Differences) -> str:
    """Return the changes as a list of objects; `words` are those of both versions, signed.

    Tasks that meetings added beside the new version stand below, of the kind added-by-meeting.
    """
    rows = [
        {
            "kind": change.kind,
            "old_ref": change.old_ref,
            "new_ref": change.new_ref,
            "key": change.key,
            "name": change.name,
            "item": change.item,
            "old": change.old,
            "new": change.new,
            "taken_out": list(change.taken_out),
            "put_in": list(change.put_in),
            "mandate": change.mandate,
            "period": change.period,
            "words": [{"sign": sign, "words": words} for sign, words in change.pieces],
        }
        for change in found.changes
    ]
    rows += [
        {
            "kind": "added-by-meeting",
            "key": line.id,
            "name": line.task,
            "mandate": line.mandate,
            "period": line.period,
            "meeting": line.meeting,
            "date": line.date,
        }
        for line in found.new.added
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
