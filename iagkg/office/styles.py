"""Styles of a Word document: what a paragraph takes from its style and from the styles below that one."""

from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from iagkg.office.numbering import left_of, value

__all__ = ["OFF", "Look", "Styles", "flag", "list_of", "read_styles"]

DEEPEST = 20
OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph looks like, None where nothing says so; `num` and `level` name its list."""

    name: str = ""
    style: str = ""
    heading: int | None = None
    num: str | None = None
    level: int | None = None
    indent: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look, with what it does not say taken from another."""
        names = ("heading", "num", "level", "indent", "centred", "bold", "italic", "hidden")
        return replace(self, **{name: getattr(below, name) for name in names if getattr(self, name) is None})


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their identifier."""

    looks: dict[str, Look]
    below: dict[str, str]
    default: str = ""
    lists: dict[str, str] | None = None

    def look(self, style: str | None) -> Look:
        """Return the look of a style, with all it rests on; the default style where none is named."""
        at = style if style in self.looks else self.default
        look = Look(name=self.looks[at].name, style=at) if at in self.looks else Look()
        for _ in range(DEEPEST):
            if at not in self.looks:
                break
            look = look.over(self.looks[at])
            at = self.below.get(at, "")
        return look


def read_styles(styles: Any) -> Styles:
    """Return the styles of a `w:styles` element."""
    looks, below, lists, default = {}, {}, {}, ""
    for element in styles.findall(qn("w:style")):
        key, kind = element.get(qn("w:styleId"), ""), element.get(qn("w:type"), "paragraph")
        if kind == "numbering":
            num, _ = list_of(element.find(qn("w:pPr")))
            lists[key] = num or ""
            continue
        name = value(element, "w:name") or key
        looks[key] = replace(look_of(element.find(qn("w:pPr")), element.find(qn("w:rPr"))), name=name)
        below[key] = value(element, "w:basedOn") or ""
        if kind == "paragraph" and element.get(qn("w:default"), "0") not in OFF:
            default = key
    return Styles(looks, below, default, lists)


def look_of(paragraph: Any, run: Any) -> Look:
    """Return what the properties of a paragraph and of a run say themselves."""
    num, level = list_of(paragraph)
    indent = None if paragraph is None else paragraph.find(qn("w:ind"))
    outline = None if paragraph is None else value(paragraph, "w:outlineLvl")
    align = None if paragraph is None else value(paragraph, "w:jc")
    return Look(
        heading=int(outline) + 1 if outline is not None and outline in set("012345678") else None,
        num=num,
        level=level,
        indent=None if indent is None else left_of(indent),
        centred=None if align is None else align == "center",
        bold=flag(run, "w:b"),
        italic=flag(run, "w:i"),
        hidden=flag(run, "w:vanish"),
    )


def list_of(paragraph: Any) -> tuple[str | None, int | None]:
    """Return list and level that the properties of a paragraph name; list "0" takes it out of every list."""
    named = None if paragraph is None else paragraph.find(qn("w:numPr"))
    if named is None:
        return None, None
    level = value(named, "w:ilvl")
    return value(named, "w:numId"), int(level) if level is not None and level in set("012345678") else None


def flag(run: Any, name: str) -> bool | None:
    """Return whether the properties of a run switch something on or off, None where they do not say."""
    found = None if run is None else run.find(qn(name))
    return None if found is None else found.get(qn("w:val"), "1") not in OFF
