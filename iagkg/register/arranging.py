"""From the lines of a published decision to its paragraphs: head first, then body, annexes and footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from iagkg.problem import Problem
from iagkg.register import opening
from iagkg.register.lines import Line
from iagkg.register.model import PLACE, Paragraph
from iagkg.register.structure import Builder, Draft

__all__ = ["Arranged", "arranged"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """A decision by its places: paragraphs, the lines of its head, number and title as printed, problems."""

    paragraphs: tuple[Paragraph, ...]
    head: tuple[str, ...]
    number: str
    title: str
    problems: tuple[Problem, ...]


def arranged(lines: Sequence[Line], lang: str) -> Arranged:
    """Return the paragraphs of the lines of a decision; `lang` is the language of their words.

    Nothing is dropped: what has no place stands in a note and in the problems, the lines before the
    decision's own text in `head`.
    """
    builder = Builder()
    afters = _afters(lines)
    for line, after in zip(lines, afters, strict=True):
        if line.kind != "footnote" and not (builder.in_head and _is_head(builder, line)):
            builder.in_head = False
            _place(builder, line, after)
    builder.close()
    _footnotes(builder, lines)
    return Arranged(
        tuple(row.made(lang) for row in builder.rows),
        tuple(builder.head),
        builder.number,
        builder.title,
        tuple(builder.problems),
    )


def _afters(lines: Sequence[Line]) -> list[str]:
    """Return for each line the value of the next lettered line of its paragraph, "" without one."""
    afters, after = [], ""
    for line in reversed(lines):
        afters.append(after)
        if line.kind == "lower":
            after = line.value
        elif line.kind in {"figure", "upper"}:
            after = ""
    return afters[::-1]


def _is_head(builder: Builder, line: Line) -> bool:
    """Take a line of the head; False for the first line of the decision itself."""
    text = line.text
    if line.kind == "table":
        builder.head.append(text)
        return True
    if opening.is_enacting(text) and not line.kind:
        builder.head.append(text)
        builder.in_head = False
        return True
    if line.kind or opening.opens_preamble(text) or opening.annex_heading(text, line.heading):
        return False
    named = opening.number_and_title(text)
    symbol = opening.symbol(text)
    if named and not builder.number and not symbol:
        builder.number, builder.title = named
    elif builder.number and not symbol and (not builder.title or text[:1].islower()):
        builder.title = f"{builder.title} {text}".strip()
    builder.head.append(text)
    return True


def _place(builder: Builder, line: Line, after: str) -> None:
    heading = opening.annex_heading(line.text, line.heading) if not line.kind else None
    whole = f"{line.label} {line.text}".strip()
    if line.kind in {"", "bullet"} and opening.is_page_line(whole):
        builder.head.append(whole)
    elif heading is not None:
        builder.annex(heading, line)
    elif builder.aside:
        builder.keep(line, "appendix", f"This stands in “{builder.aside}”, which has no address.")
    elif line.kind == "table":
        builder.keep(line, "table", "A row of a table has no address: its words are kept in a note.")
    elif line.kind == "upper":
        builder.section(line)
    elif line.kind in {"figure", "dotted"}:
        builder.paragraph(line)
    elif line.kind == "lower":
        builder.listed(line, after)
    elif line.kind == "bullet":
        builder.joined(line)
    elif opening.is_enacting(line.text):
        builder.head.append(line.text)
    else:
        builder.loose(line)


def _footnotes(builder: Builder, lines: Sequence[Line]) -> None:
    marked: dict[str, Draft] = {}
    owners = {row.line.at: row for row in builder.rows if row.line is not None}
    for line in lines:
        for mark in line.marks:
            if line.at in owners:
                marked.setdefault(mark, owners[line.at])
    marks = {mark for line in lines for mark in line.marks}
    for line in lines:
        if line.kind == "footnote" and line.label not in marks:
            builder.problem(
                "warning", "note-unmarked", "No mark of this footnote was found in the text.", line
            )
        for mark in line.lost:
            builder.problem(
                "warning",
                "note-mark",
                f"“{mark}” is like the mark of a footnote, but no footnote has that number: left as it is.",
                line,
            )
    seen: set[str] = set()
    for line in lines:
        if line.kind != "footnote":
            continue
        number = line.label
        while number in seen:
            number += "*"
        if number != line.label:
            note = f"A second footnote has the number {line.label}; here it is “{number}”."
            builder.problem("warning", "note-doubled", note, line)
        seen.add(number)
        draft = Draft("footnote", {}, number, [line.text])
        if line.label in marked:
            draft.notes.append(f"marked in: {_where(marked[line.label])}")
        builder.rows.append(draft)


def _where(draft: Draft) -> str:
    """Return a place in words: "B, para. 9 (a)"."""
    place = [draft.place.get(name, "") for name in PLACE]
    part, annex, section, para, sub, subsub = place
    words = [part, f"annex {annex}" if annex else "", f"section {section}" if section else ""]
    words.append(f"para. {para}" if para else "")
    text = ", ".join(word for word in words if word) + "".join(f" ({item})" for item in (sub, subsub) if item)
    return f"{text}, preamble {draft.number}".removeprefix(", ") if draft.kind == "preamble" else text
