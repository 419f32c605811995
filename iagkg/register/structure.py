"""The build of a published decision: from its lines to paragraphs, each at its place.

A letter or roman number with a title opens a section (in the body a letter is a part), a figure a paragraph,
"(a)" an item, "(i)" after an item a sub-item; an annex begins anew. What the addresses have no place for is
kept in words in the note of what stands around it, and told.
"""

import re
from dataclasses import dataclass, field

from iagkg.citation.numerals import is_roman
from iagkg.problem import Problem, Severity
from iagkg.register import opening
from iagkg.register.enumerating import follows_letter, follows_roman, is_roman_item, is_roman_section
from iagkg.register.lines import END, Line
from iagkg.register.model import Paragraph

__all__ = ["Builder", "Draft"]

FIRST_WORDS = 80
LONGEST_TITLE = 250
NUMBERED = re.compile(r"\d|(?:bis|ter|quater)\b", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    kind: str
    place: dict[str, str]
    number: str
    parts: list[str]
    notes: list[str] = field(default_factory=list)
    line: Line | None = None

    def made(self, lang: str) -> Paragraph:
        """Return the paragraph, its words in the language of the document."""
        words = " ".join(part for part in self.parts if part)
        return Paragraph(
            self.kind,
            number=self.number,
            text={lang: words} if words else {},
            note="; ".join(self.notes),
            **self.place,
        )


@dataclass(slots=True)
class Builder:
    """Reads the lines one after another; the fields tell where in the decision the last one stood."""

    rows: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    number: str = ""
    title: str = ""
    in_head: bool = True
    """No line of the decision itself was met yet."""
    place: dict[str, str] = field(default_factory=dict)
    container: Draft | None = None
    untitled: bool = False
    """The container waits for its title."""
    para: Draft | None = None
    item: Draft | None = None
    subitem: Draft | None = None
    aside: str = ""
    """The heading whose lines have no place of their own (an appendix)."""
    lost: bool = False
    """The paragraph above has no place, so its items have none either."""
    heading: str = ""
    outer: str = ""
    letter: str = ""
    roman: str = ""
    last: int = 0
    run: int = 0
    romans: bool = False
    """The items of the paragraph are counted in roman numbers themselves."""
    preambles: int = 0
    taken: set[tuple[str, ...]] = field(default_factory=set)

    # What is noticed and kept

    def problem(self, severity: Severity, code: str, message: str, line: Line, expected: str = "") -> None:
        """Note a problem of a line, its words quoted whole."""
        found = f"{line.label} {line.text}".strip()
        self.problems.append(
            Problem(severity, code, message, found=found, expected=expected, line=line.at or None)
        )

    def keep(self, line: Line, code: str, why: str, severity: Severity = "warning") -> None:
        """Keep a line that has no place in the note of what stands around it, and tell it."""
        words = f"{line.label} {line.text}".strip()
        around = self.container or (self.rows[-1] if self.rows else None)
        if around is not None:
            around.notes.append(f"also printed here, without a place of its own: {words}")
        self.problem(severity, code, why, line)

    def add(self, kind: str, line: Line, **place: str) -> Draft | None:
        """Add a paragraph at a place; None, and told, where the place is taken."""
        key = tuple(place.get(name, "") for name in ("part", "annex", "section", "para", "sub", "subsub"))
        if key in self.taken:
            self.keep(
                line,
                "place-doubled",
                "This number stands in this section twice; the second was not placed.",
                "error",
            )
            return None
        self.taken.add(key)
        draft = Draft(kind, place, line.label, [line.text], line=line)
        if self.heading and kind == "paragraph":
            draft.notes.append(f"under the heading: {self.heading}")
            self.heading = ""
        self.rows.append(draft)
        return draft

    # Containers

    def open(self, draft: Draft, place: dict[str, str]) -> None:
        """Go into a section or annex."""
        self.close()
        self.place, self.container = place, draft
        self.untitled = not any(draft.parts)
        self.para = self.item = self.subitem = None
        self.preambles, self.last, self.aside, self.lost = 0, 0, "", False

    def close(self) -> None:
        """Tell a heading that no paragraph followed and no section keeps."""
        if self.heading and self.container is None:
            note = "No paragraph follows this heading."
            self.problems.append(Problem("info", "heading-alone", note, found=self.heading))
        self.heading = ""

    def annex(self, heading: opening.AnnexHeading, line: Line) -> None:
        """Open an annex, or an appendix, which has no address."""
        if heading.appendix:
            self.aside = line.text
            self.keep(line, "appendix", "An appendix has no address: its words are kept in a note.")
            return
        place = {"annex": heading.number}
        draft = Draft("annex", place, heading.printed, [heading.title], line=line)
        if ("", heading.number, "", "", "", "") in self.taken:
            self.keep(
                line, "place-doubled", "This annex stands here twice; the second was not placed.", "error"
            )
            return
        self.taken.add(("", heading.number, "", "", "", ""))
        self.rows.append(draft)
        self.outer, self.letter, self.roman, self.run = "", "", "", 0
        self.open(draft, place)

    def section(self, line: Line) -> None:
        """Open a part or section: "A.", "II."."""
        base = {name: value for name, value in self.place.items() if name == "annex"}
        roman = is_roman_section(line, self.letter, self.roman)
        self.outer = self.outer or ("roman" if roman else "letter")
        own = "part" if not base and self.outer == "letter" else "section"
        if roman == (self.outer == "roman"):
            place = {**base, own: line.value}
        elif own == "part" and self.letter:
            place = {**base, "part": self.letter, "section": line.value}
        elif self.outer == "roman":
            place = {**base, "section": f"{self.roman} {line.value}"}
        else:
            self.keep(line, "section-without-place", "A roman section inside a lettered one has no address.")
            self.heading = f"{line.label} {line.text}".strip()
            return
        before = self.roman if roman else self.letter
        if not (follows_roman if roman else follows_letter)(line.value.lower(), before.lower()):
            self.problem(
                "info", "section-order", "The letter or number of this section does not follow.", line
            )
        draft = self.add("section", line, **place)
        if draft is None:
            return
        if roman:
            self.roman, self.letter = line.value, "" if self.outer == "roman" else self.letter
        else:
            self.letter, self.roman = line.value, "" if self.outer == "letter" else self.roman
        self.open(draft, place)

    # Numbered lines

    def paragraph(self, line: Line) -> None:
        """Place a numbered paragraph."""
        self.untitled = self.romans = False
        self.item = self.subitem = None
        value = ".".join(str(int(part)) for part in line.value.split("."))
        draft = self.add("paragraph", line, **self.place, para=value)
        self.para, self.lost = draft, draft is None
        if draft is None or line.kind != "figure":
            return
        if int(value) not in {self.last + 1, 1 if not self.last else -1, self.run + 1}:
            note = "The number of this paragraph does not follow."
            self.problem("info", "number-order", note, line, str(self.last + 1))
        self.last = self.run = int(value)

    def listed(self, line: Line, after: str) -> None:
        """Place an item or sub-item."""
        if self.para is None:
            why = "the paragraph above has no place" if self.lost else "no numbered paragraph stands above"
            self.keep(line, "item-without-place", f"This item has no address, as {why}.")
            return
        item = self.item.line if self.item else None
        subitem = self.subitem.line if self.subitem else None
        if item is None:
            self.romans = is_roman_item(line, None, None, after)
        elif self._below(line, item, subitem, after):
            place = {**self.para.place, "sub": item.value, "subsub": line.value}
            self.subitem = self.add("subitem", line, **place) or self.subitem
            return
        follows = follows_roman if self.romans else follows_letter
        if not follows(line.value, item.value if item else ""):
            self.problem("info", "item-order", "The letter of this item does not follow.", line)
        self.subitem = None
        self.item = self.add("item", line, **self.para.place, sub=line.value) or self.item

    def _below(self, line: Line, item: Line, subitem: Line | None, after: str) -> bool:
        """Tell whether a line is a part of the open item, and not the next item."""
        if self.romans:
            return not follows_roman(line.value, item.value) and not is_roman(line.value)
        return is_roman_item(line, item, subitem, after)

    # Lines without a number

    def loose(self, line: Line) -> None:
        """Place a line without a number: title, heading, preamble, or more of what stands above."""
        if self.untitled and self.container is not None and self._is_title(line):
            self.container.parts.append(line.text)
            self.container.line = line
            self.untitled = line.heading and len(self.container.parts) < 4
            return
        self.untitled = False
        in_annex = "annex" in self.place
        if not in_annex and self._is_preamble(line):
            self.preambles += 1
            self.rows.append(Draft("preamble", dict(self.place), str(self.preambles), [line.text], line=line))
            if self.para is None and not opening.opens_preamble(line.text) and line.text.endswith("."):
                self.problem(
                    "warning",
                    "no-number",
                    "A paragraph without a number was read as preamble; check it.",
                    line,
                )
        elif line.heading:
            self.heading = " / ".join(filter(None, (self.heading, line.text)))
            if self.container is not None:
                self.container.notes.append(f"heading inside: {line.text}")
        else:
            self.joined(line)

    def _is_title(self, line: Line) -> bool:
        preamble = opening.opens_preamble(line.text) and line.text.endswith(",")
        if len(line.text) > LONGEST_TITLE or preamble or opening.element(line.text):
            return False
        if self.container is not None and any(self.container.parts):
            return line.heading and not line.apart
        return line.heading or not line.text.endswith(END)

    def _is_preamble(self, line: Line) -> bool:
        if self.para is None and not self.lost:
            return not line.heading or opening.opens_preamble(line.text)
        return opening.opens_preamble(line.text) and line.text.endswith(",")

    def joined(self, line: Line) -> None:
        """Join a line without a number to the paragraph or container it stands in."""
        if line.kind == "bullet":
            target = self.subitem or self.item or self.para or self.container
        else:
            target = self.para or self.container
        if target is None or self.lost:
            self.keep(
                line,
                "line-without-place",
                "These words stand where nothing has a place; they were not placed.",
            )
            return
        if (
            target is self.container
            and not any(note.startswith("title: ") for note in target.notes)
            and any(target.parts)
        ):
            target.notes.append(f"title: {' '.join(target.parts)}")
        target.parts.append(f"{line.label} {line.text}".strip())
        where = "after the list" if self.item is not None and target is self.para else "without a number"
        target.notes.append(f"joined, printed {where}: {short(line.text)}")
        if NUMBERED.match(line.text):
            why = "A number in another form than those of paragraphs: joined to the one above."
            self.problem("error", "joined-number", why, line, "a number with a dot, such as 7.")
        elif line.kind != "bullet":
            self.problem("warning", "joined", f"Printed {where}, it was joined to the paragraph above.", line)


def short(text: str) -> str:
    """Return the first words of a text."""
    return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
