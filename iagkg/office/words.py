"""The words of a paragraph of Word: runs joined, insertions taken, deletions and hidden text left out."""

from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from iagkg.office.model import Mark
from iagkg.office.numbering import value
from iagkg.office.styles import OFF, Styles, flag

__all__ = ["MC", "Tally", "Words", "alternative"]

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
THROUGH = frozenset(
    qn(f"w:{name}")
    for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
INSERTED = frozenset((qn("w:ins"), qn("w:moveTo")))
DELETED = frozenset((qn("w:del"), qn("w:moveFrom")))
SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "",
}
FLAGS = {"bold": "w:b", "italic": "w:i", "hidden": "w:vanish"}
NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
OBJECTS = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object"), f"{MC}AlternateContent"))


@dataclass(slots=True)
class Tally:
    """What was met in a document beside its text."""

    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    boxes: list[str] = field(default_factory=list)
    objects: int = 0


@dataclass(slots=True)
class Words:
    """The words of one paragraph, collected run by run, with the marks of notes.

    `bold` and `italic` are those of the paragraph's style and may be set anew before each `read`;
    `letters`, `bold_letters` and `italic_letters` count letters and figures; `opening` are the words in
    italics that the text begins with.
    """

    styles: Styles
    tally: Tally
    bold: bool = False
    italic: bool = False
    marks: list[Mark] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    italic_letters: int = 0
    opening: str = ""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    upright: bool = False

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.parts)

    def read(self, paragraph: Any) -> None:
        """Add the words of a `w:p` element.

        Tabs and line breaks stay; fields give what they show; a page break and a comment give nothing.
        """
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if element.tag == qn("w:r"):
                self._run(element)
            elif element.tag in INSERTED:
                self.tally.insertions += 1
                stack.extend(reversed(element))
            elif element.tag in DELETED:
                self.tally.deletions += 1
            elif element.tag in THROUGH:
                stack.extend(reversed(element))
            elif element.tag == f"{MC}AlternateContent":
                stack.extend(reversed(alternative(element)))
            elif isinstance(element.tag, str) and element.tag.endswith(("}oMath", "}oMathPara")):
                self._add("".join(element.itertext()), bold=False, italic=False)

    def _add(self, text: str, *, bold: bool, italic: bool) -> None:
        letters = sum(map(str.isalnum, text))
        self.letters += letters
        self.bold_letters += letters if bold else 0
        self.italic_letters += letters if italic else 0
        self.upright = self.upright or (bool(letters) and not italic)
        if italic and not self.upright:
            self.opening += text
        self.parts.append(text)
        self.length += len(text)

    def _run(self, run: Any) -> None:
        bold, italic, hidden = self._look(run.find(qn("w:rPr")))
        if hidden:
            self.tally.hidden += 1
            return
        text, own_sign = "", None
        for child in run:
            if child.tag in NOTES:
                mark = Mark(self.length + len(text), NOTES[child.tag], child.get(qn("w:id"), ""))
                self.marks.append(mark)
                if child.get(qn("w:customMarkFollows"), "0") not in OFF:
                    own_sign = len(text)
            elif child.tag in OBJECTS and not (other := _written_otherwise(child)):
                _box(child, self.tally)
            elif child.tag in OBJECTS:
                text += other
            elif child.tag == qn("w:ruby"):
                text += "".join(
                    t.text or "" for base in child.iter(qn("w:rubyBase")) for t in base.iter(qn("w:t"))
                )
            else:
                text += _sign(child)
        if own_sign is not None:
            self.marks[-1] = replace(self.marks[-1], sign=text[own_sign:].strip())
            text = text[:own_sign]
        self._add(text, bold=bold, italic=italic)

    def _look(self, properties: Any) -> tuple[bool, bool, bool]:
        """Return whether a run is bold, in italics, hidden: by itself, its style, the paragraph's style."""
        style = None if properties is None else self.styles.looks.get(value(properties, "w:rStyle") or "")
        found = []
        for name, below in (("bold", self.bold), ("italic", self.italic), ("hidden", False)):
            own = flag(properties, FLAGS[name])
            of_style = getattr(style, name) if style else None
            found.append(bool(own if own is not None else below if of_style is None else of_style))
        return found[0], found[1], found[2]


def alternative(element: Any) -> list[Any]:
    """Return what stands in the first form that an `mc:AlternateContent` offers, so that it is read once."""
    forms = [form for name in ("Choice", "Fallback") for form in element.findall(f"{MC}{name}")]
    return list(forms[0]) if forms else []


def _written_otherwise(element: Any) -> str:
    """Return the letters that stand for an object in a run, such as a sign that older programs lack."""
    fallback = element.find(f"{MC}Fallback") if element.tag == f"{MC}AlternateContent" else None
    return "" if fallback is None else "".join(map(_sign, fallback))


def _sign(element: Any) -> str:
    """Return the letters an element of a run stands for."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag == qn("w:br"):
        return "\n" if element.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
    if element.tag == qn("w:sym"):
        return _symbol(element)
    return SIGNS.get(element.tag, "")


def _symbol(element: Any) -> str:
    try:
        sign = chr(int(element.get(qn("w:char"), ""), 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign


def _box(element: Any, tally: Tally) -> None:
    """Keep the words of a text box, once of the two forms Word writes, and count other objects."""
    choice = element.find(f"{MC}Choice") if element.tag == f"{MC}AlternateContent" else element
    boxes = list((choice if choice is not None else element).iter(qn("w:txbxContent")))
    for box in boxes:
        lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in box.iter(qn("w:p")))
        tally.boxes.append("\n".join(line for line in lines if line.strip()))
    tally.objects += not boxes
