"""The lines of a published decision: a number as printed, the words after it, and how it looks.

Both a Word document and a pasted text become such lines; what they mean is settled in `structure`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from iagkg.office.encoding import split_lines
from iagkg.office.model import Block, Document, Para, Table

__all__ = ["Kind", "Line", "document_lines", "one_line", "text_lines"]

Kind = Literal["", "figure", "lower", "upper", "dotted", "bullet", "table", "footnote"]

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\ufffe\uffff]")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LABELS = re.compile(
    r"""(?:
      (?P<dotted>\d{1,3}(?:\.\d{1,3})+)\.?(?=\s|$)
    | (?P<figure>\d{1,3})(?:[.)](?=\s|$)|[.](?=[^\W\d_])|(?=\t))
    | \((?P<round>[a-z]{1,2}|[ivxl]{1,7})\)
    | (?P<right>[a-z]{1,2}|[ivxl]{1,7})\)(?=\s|$)
    | (?P<point>[a-h]|[ivx]{1,5})\.(?=\s)
    | (?P<upper>[A-Z]|[IVXL]{1,6})(?:\.(?=\s|$)|(?=\t)|$)
    | (?P<bullet>[•●▪◦–—-])(?=\s)
    )\s*""",
    re.VERBOSE,
)
AUTOMATIC = re.compile(r"[(\[]?(?P<value>\d{1,3}(?:\.\d{1,3})*|[A-Za-z]{1,7})[)\].:]*$")
WORDED = re.compile(
    r"(?:Part|Section|Partie|Parte|Sección)\s+(?P<upper>[A-Z]|[IVXL]{1,6})(?:\s*[.:–—-]\s*|\s+|$)"
)
NOTE = re.compile(
    r"(?:\[(?P<square>\d{1,3})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?P<slash>\d{1,3})/(?=\s))\s*(?=\S)"
)
NOTE_BELOW = re.compile(r"(?P<plain>\d{1,3})[.]?\s+(?=\S)")
MARK = re.compile(
    r"\s?(?:\[(\d{1,3})\]|(?<!m)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?:(?<=[;:!?”»])|(?<=[^\W\d_][,.])|(?<=\)[,.]))(\d{1,2})(?=$|\s))"
)
"""The mark of a footnote: in brackets, raised, or typed right after a stop (“Framework,1”)."""
RULE = re.compile(r"\s*(?:_{3,}|-{5,}|—{3,}|\*{3,}|={3,})\s*$")
DRESSES: dict[str, Kind] = {
    "round": "lower",
    "right": "lower",
    "point": "lower",
    "figure": "figure",
    "dotted": "dotted",
    "upper": "upper",
    "bullet": "bullet",
}
END = (".", ",", ";", ":", "!", "?")
LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `label` is the number as printed ("(a)"), `value` what it counts ("a"), `form` how.

    `at` is the number of the line or paragraph in the source; `depth` its indent, to be compared only;
    `heading` whether it looks like one; `apart` whether a blank line stands before it; `marks` the numbers
    of the footnotes marked in it; `lost` what looks like such a mark, while no footnote has its number.
    """

    at: int
    text: str
    kind: Kind = ""
    label: str = ""
    value: str = ""
    form: Literal["", "letter", "roman"] = ""
    depth: int = 0
    heading: bool = False
    apart: bool = True
    marks: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def one_line(text: str) -> str:
    """Return the words on one line, without control characters."""
    return " ".join(CONTROLS.sub("", text).split())


def _labelled(line: Line, raw: str) -> Line:
    """Return the line with the number typed before its words taken off."""
    worded = WORDED.match(raw)
    if worded and len(raw) <= LONGEST_HEADING and not raw.endswith(END):
        return replace(
            line,
            kind="upper",
            label=worded[0].strip(),
            value=worded["upper"],
            text=one_line(raw[worded.end() :]),
        )
    found = LABELS.match(raw)
    if found is None or found.lastgroup is None:
        return line
    kind: Kind = DRESSES[found.lastgroup]
    rest = one_line(raw[found.end() :])
    return replace(line, kind=kind, label=found[0].strip(), value=found[found.lastgroup], text=rest)


def text_lines(text: str) -> list[Line]:
    """Return the lines of a pasted text; lines that a mail or PDF program broke are joined again."""
    lines: list[Line] = []
    blank, below, last = True, False, 0  # below a rule stand footnotes, until something else stands alone
    for at, raw in enumerate(split_lines(text), start=1):
        words = one_line(raw)
        if not words or RULE.match(raw):
            blank = True
            below = below or bool(words)
            last = 0 if words else last
            continue
        stripped = CONTROLS.sub("", raw).strip(" \u00a0\t")
        depth = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        line = Line(at, words, depth=depth, apart=blank)
        noted = NOTE.match(stripped) or (below and _next_note(stripped, last)) or None
        below = below and bool(noted or not blank)
        if noted and noted.lastgroup:
            number = noted[noted.lastgroup].translate(SUPERSCRIPTS)
            last = int(number)
            line = replace(line, kind="footnote", label=number, text=one_line(stripped[noted.end() :]))
        else:
            line = _labelled(line, stripped)
        if _goes_on(line, lines):
            joined = f"{lines[-1].text} {line.text}".strip()
            lines[-1] = replace(lines[-1], text=joined, heading=False)
        else:
            plain = not line.kind and len(words) <= LONGEST_HEADING and not words.endswith(END)
            lines.append(replace(line, heading=plain and words[0].isupper()))
        blank = False
    return _without_marks(lines)


def _next_note(words: str, last: int) -> re.Match[str] | None:
    """Return the number of a footnote below a rule, where it follows the one before; 0: it is the first."""
    found = NOTE_BELOW.match(words)
    return found if found and last in (0, int(found["plain"]) - 1) else None


def _goes_on(line: Line, lines: list[Line]) -> bool:
    """Tell whether a line is the rest of the one before, broken by a program that sets lines."""
    if line.kind or line.apart or not lines or not line.text[:1].islower():
        return False
    return not lines[-1].text.endswith((".", ";", ":"))


def _without_marks(lines: list[Line]) -> list[Line]:
    """Take the marks of footnotes that are there out of the words."""
    known = {line.label for line in lines if line.kind == "footnote"}

    def taken(line: Line) -> Line:
        found, lost = list[str](), list[str]()

        def out(mark: re.Match[str]) -> str:
            number = (mark[1] or mark[2] or mark[3]).translate(SUPERSCRIPTS)
            if number not in known:
                lost.append(mark[0].strip())
                return mark[0]
            found.append(number)
            return ""

        text = MARK.sub(out, line.text)
        marks = (*line.marks, *found)
        return replace(line, text=one_line(text), marks=marks, lost=tuple(lost)) if found or lost else line

    return [line if line.kind == "footnote" else taken(line) for line in lines]


def document_lines(document: Document) -> list[Line]:
    """Return the lines of a Word document, its notes last; a table is a line a row."""
    names: dict[tuple[str, str], str] = {}
    for note in document.notes:
        names[note.kind, note.key] = note.number
    for mark in (mark for block in _paras(document.blocks) for mark in block.marks if mark.sign):
        names[mark.kind, mark.note] = mark.sign
    lines = _below_rules(line for block in document.blocks for line in _block_lines(block, names))
    for note in document.notes:
        text = one_line(" ".join(para.text for para in note.paragraphs))
        lines.append(Line(0, text, kind="footnote", label=names[note.kind, note.key]))
    return _without_marks(lines)


def _below_rules(lines: Iterable[Line]) -> list[Line]:
    """Return the lines of a Word document, those typed as footnotes below a rule as such."""
    found: list[Line] = []
    below, last = False, 0
    for line in lines:
        if RULE.match(line.text) and not line.label:
            below, last = True, 0
            continue
        words = f"{line.label} {line.text}".strip()
        plain = line.kind in {"", "figure"} and not line.form
        noted = plain and ((NOTE.match(words)) or (below and _next_note(words, last)) or None)
        below = below and bool(noted)
        if noted and noted.lastgroup:
            number = noted[noted.lastgroup].translate(SUPERSCRIPTS)
            last = int(number)
            text = one_line(words[noted.end() :])
            found.append(replace(line, kind="footnote", label=number, text=text, heading=False))
        else:
            found.append(line)
    return found


def _paras(blocks: Iterable[Block]) -> Iterator[Para]:
    for block in blocks:
        if isinstance(block, Para):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paras(cell.blocks)


def _block_lines(block: Block, names: dict[tuple[str, str], str]) -> Iterator[Line]:
    if isinstance(block, Table):
        for row in block.rows:
            paras = [list(_paras(cell.blocks)) for cell in row.cells if not cell.continued]
            filled = [cell for cell in paras if any(para.text.strip() for para in cell)]
            if len(filled) == 1:
                for para in filled[0]:
                    yield from _block_lines(para, names)
            elif filled:
                cells = (one_line(" ".join(f"{p.number} {p.text}" for p in cell)) for cell in filled)
                yield Line(filled[0][0].order, " | ".join(cells), kind="table")
        return
    words = one_line(block.text)
    if not words and not block.number:
        return
    pieces = block.text.split("\n")
    if any(map(RULE.match, pieces)):  # footnotes typed below a rule, in one paragraph with breaks
        for piece in pieces:
            yield from _para_lines(replace(block, text=piece), names)
        return
    yield from _para_lines(block, names)


def _para_lines(block: Para, names: dict[tuple[str, str], str]) -> Iterator[Line]:
    words = one_line(block.text)
    marks = tuple(names.get((mark.kind, mark.note), "") for mark in block.marks)
    looks = block.heading is not None or block.centred or block.bold
    line = Line(block.order, words, depth=block.indent, apart=False, marks=tuple(filter(None, marks)))
    if block.form == "bullet":
        line = replace(line, kind="bullet", label="•")
    elif block.number and (automatic := AUTOMATIC.match(block.number)):
        value = automatic["value"]
        kind: Kind = "lower" if value.islower() else "upper"
        if value[0].isdigit():
            kind = "dotted" if "." in value else "figure"
        line = replace(line, kind=kind, label=block.number, value=value, form=_form(block.form))
    elif block.number:
        line = replace(line, text=f"{block.number} {words}".strip())
    else:
        line = _labelled(line, CONTROLS.sub("", block.text).strip(" \u00a0\t\n"))
    short = len(line.text) <= LONGEST_HEADING and not line.text.endswith((",", ";", ":"))
    yield replace(line, heading=looks and short and line.kind in {"", "upper"})


def _form(form: str) -> Literal["", "letter", "roman"]:
    """Return whether a form of Word counts in letters or in roman numbers."""
    return "roman" if form.endswith("Roman") else "letter" if form.endswith("Letter") else ""
