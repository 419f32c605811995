"""Footnotes and endnotes of a Word document: which are marked in the text, and under which number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from iagkg.office.numbering import in_form, value
from iagkg.office.styles import OFF

__all__ = ["Marked", "marked_notes"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A note with a mark in the text: identifier, number as printed ("" for a sign of its own), element."""

    key: str
    number: str
    element: Any


def marked_notes(kind: str, part: Any, settings: Any, body: Any) -> Iterator[Marked]:
    """Give the notes of one kind in the order of their marks, numbered as Word numbers them.

    `part` is the element with the notes, `settings` that of the document's settings or None. Notes whose
    mark is deleted by a tracked change are no more.
    """
    notes = {note.get(qn("w:id"), ""): note for note in part.findall(qn(f"w:{kind}"))}
    properties = None if settings is None else settings.find(qn(f"w:{kind}Pr"))
    named = None if properties is None else value(properties, "w:numFmt")
    form = named or ("decimal" if kind == "footnote" else "lowerRoman")
    count = 0
    for mark in body.iter(qn(f"w:{kind}Reference")):
        deleted = next(mark.iterancestors(qn("w:del"), qn("w:moveFrom")), None) is not None
        key = mark.get(qn("w:id"), "")
        if deleted or key not in notes:
            continue
        own_sign = mark.get(qn("w:customMarkFollows"), "0") not in OFF
        count += not own_sign
        yield Marked(key, "" if own_sign else in_form(count, form), notes.pop(key))
