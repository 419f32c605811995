"""Automatic numbering of Word: the number that is printed before a paragraph, which its text does not hold.

After ECMA-376, part 1, 17.9: a paragraph names a list (`num`) and a level; the list has an abstract list with
the form and the first number of each level, and may override both. Lists of one abstract list count on
together unless an override starts them anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

__all__ = ["Counter", "Level", "Lists", "Printed", "in_form", "read_lists"]

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LEVELS = 9
SYMBOLS = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: first number, form (`decimal`, `lowerLetter` …), text with `%1` for numbers.

    `restart` is the level (from 1) after which this one starts anew, 0 for never, None for any level above.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: "(a)", its form, and whether it is a bullet."""

    label: str
    form: str
    value: int
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Num:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a document: `nums` by number, `abstracts` with their levels."""

    nums: dict[str, Num] = field(default_factory=dict)
    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)

    def level(self, num: str, level: int) -> Level | None:
        """Return a level of a list, its overrides seen to; None where the list or level is not defined."""
        found = self.nums.get(num)
        if found is None:
            return None
        return found.levels.get(level) or self.abstracts.get(found.abstract, {}).get(level)

    def level_of_style(self, num: str, style: str) -> int:
        """Return the level of a list that a paragraph style stands for, 0 where none does."""
        levels = (level for level in range(LEVELS) if (at := self.level(num, level)) and at.style == style)
        return next(levels, 0)


def in_form(value: int, form: str) -> str:
    """Return a number in one of Word's forms; forms that are not known give figures."""
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(97 + (value - 1) % 26) * min(1 + (value - 1) // 26, 20) if value > 0 else ""
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            roman, rest = "", value if 0 < value < 4000 else 0
            for worth, sign in (*ROMAN, *ROMAN_ONES):
                roman += sign * (rest // worth)
                rest %= worth
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{value:02}"
        case "none":
            return ""
    return str(value)


class Counter:
    """Counts the paragraphs of the lists of one document, in the order of the document."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, num: str, level: int) -> Printed | None:
        """Return the number printed before the next paragraph of a list at a level (from 0).

        None where the list or level is not defined, or the level prints nothing.
        """
        at = self._lists.level(num, level)
        if at is None:
            return None
        counts = self._counts.setdefault(self._lists.nums[num].abstract, {})
        starts = self._lists.nums[num].starts
        anew = level in starts and (num, level) not in self._begun
        self._begun.add((num, level))
        if level in counts and not anew:
            counts[level] += 1
        else:
            counts[level] = starts.get(level, at.start)
        for below in [deeper for deeper in counts if deeper > level]:
            other = self._lists.level(num, below)
            if other is None or other.restart is None or level < other.restart:
                del counts[below]
        if at.form == "bullet":
            return Printed(SYMBOLS.sub("•", at.text) or "•", "bullet", counts[level], bullet=True)
        label = re.sub(r"%([1-9])", lambda found: self._shown(num, int(found[1]) - 1, counts, at), at.text)
        return Printed(label.strip(), at.form, counts[level]) if label.strip() else None

    def _shown(self, num: str, level: int, counts: dict[int, int], at: Level) -> str:
        other = self._lists.level(num, level) or Level()
        value = counts.get(level, self._lists.nums[num].starts.get(level, other.start))
        return in_form(value, "decimal" if at.legal and other.form != "decimalZero" else other.form)


def read_lists(numbering: Any, style_lists: dict[str, str]) -> Lists:
    """Return the lists of a `w:numbering` element; `style_lists` has the list named by each list style."""
    abstracts, links = {}, {}
    for element in numbering.findall(qn("w:abstractNum")):
        key = element.get(qn("w:abstractNumId"), "")
        abstracts[key] = dict(_levels(element))
        if link := value(element, "w:numStyleLink"):
            links[key] = link
    nums = {}
    for element in numbering.findall(qn("w:num")):
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element.findall(qn("w:lvlOverride")):
            level = _int(override.get(qn("w:ilvl")), 0)
            levels |= dict(_levels(override))
            if (start := value(override, "w:startOverride")) is not None:
                starts[level] = _int(start, 1)
        key = element.get(qn("w:numId"), "")
        nums[key] = Num(value(element, "w:abstractNumId") or "", levels, starts)
    for key, style in links.items():
        linked = nums.get(style_lists.get(style, ""))
        if linked is not None and not abstracts[key]:
            abstracts[key] = abstracts.get(linked.abstract, {})
    return Lists(nums, abstracts)


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(qn("w:lvl")):
        restart = value(element, "w:lvlRestart")
        legal = element.find(qn("w:isLgl"))
        indent = element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        yield (
            _int(element.get(qn("w:ilvl")), 0),
            Level(
                start=_int(value(element, "w:start"), 0),
                form=value(element, "w:numFmt") or "decimal",
                text=value(element, "w:lvlText") or "",
                restart=None if restart is None else _int(restart, 0),
                style=value(element, "w:pStyle") or "",
                legal=legal is not None and legal.get(qn("w:val"), "1") not in {"0", "false", "off"},
                indent=None if indent is None else left_of(indent),
            ),
        )


def value(parent: Any, name: str) -> str | None:
    """Return the `w:val` of a child element, None where there is none."""
    child = parent.find(qn(name))
    found = None if child is None else child.get(qn("w:val"))
    return None if found is None else str(found)


def left_of(indent: Any) -> int | None:
    """Return the left indent of a `w:ind` element in twentieths of a point, None where it names none."""
    found = indent.get(qn("w:left"), indent.get(qn("w:start")))
    return None if found is None else _int(found, 0)


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default
