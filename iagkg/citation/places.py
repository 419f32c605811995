"""From the pieces that name a place in a decision to the places themselves: lists and ranges spelt out."""

from dataclasses import dataclass, field, replace

from iagkg.citation.numerals import from_letter, from_roman, is_roman, to_letter, to_roman
from iagkg.citation.pieces import Piece
from iagkg.citation.terminals import Terminal
from iagkg.problem import Problem

__all__ = ["LIMIT", "Path", "Units", "numbered_units", "spell"]

LIMIT = 200
"""The longest range that is spelt out; a longer one is a problem and keeps its two ends."""


@dataclass(frozen=True, slots=True)
class Path:
    """A place in a decision, from the outside in."""

    part: str | None = None
    annex: str | None = None
    label: str | None = None
    section: str | None = None
    locator: str | None = None
    para: str | None = None
    sub: str | None = None
    subsub: str | None = None


@dataclass(slots=True)
class Units:
    """Places read from a piece, and what was odd about it."""

    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def problem(code: str, message: str, found: str) -> Problem:
    return Problem("warning", code, message, found=found, field="mandate")


def spell(start: int | None, end: int | None, printed: str) -> tuple[list[int], Problem | None]:
    """Return the numbers of a range. A reversed or endless range keeps its two ends, with a problem."""
    if start is None or end is None:
        return [n for n in (start, end) if n is not None], None
    if end < start:
        return [start, end], problem(
            "reversed-range", "The range runs backwards: only its two ends are read. Please check.", printed
        )
    if end - start > LIMIT:
        return [start, end], problem(
            "long-range", f"The range has more than {LIMIT} members: only its two ends are read.", printed
        )
    return list(range(start, end + 1)), None


def bare_item(term: Terminal) -> str:
    return term.raw.text.strip("() ").lower()


def numbered_units(terms: list[Terminal], base: Path) -> Units:
    """Return the places of a list of paragraphs and items, `base` being what contains them."""
    units, i = Units(), 0
    last = base
    while i < len(terms):
        kind = terms[i].kind
        if kind in {"INT", "BARE"}:
            i, last = paragraph(terms, i, base, units)
        elif kind == "ROMLOW":
            i, last = roman_paragraph(terms, i, base, units)
        elif kind == "ITEM" and bracketed_number(terms[i], base, last):
            units.paths.append(replace(base, para=bare_item(terms[i])))
            i, last = i + 1, base
        elif kind == "ITEM":
            i, last = items(terms, i, last, units)
        else:
            i += 1
    return units


def bracketed_number(term: Terminal, base: Path, last: Path) -> bool:
    """Tell whether a number in brackets is a paragraph, "paragraphs (3), (5)", and no item."""
    return bare_item(term).isdigit() and last is base and base.para is None


def paragraph(terms: list[Terminal], i: int, base: Path, units: Units) -> tuple[int, Path]:
    text = terms[i].raw.text
    if i + 2 < len(terms) and terms[i + 1].kind == "TO_INT":
        end = terms[i + 2].raw.text
        printed = f"{text}-{end}"
        if not (text.isdigit() and end.isdigit()):
            names = dotted_range(text, end)
        else:
            numbers, odd = spell(int(text[:9]), int(end[:9]), printed)
            names = [str(number) for number in numbers]
            units.problems += [odd] if odd else []
        units.paths += [replace(base, para=name) for name in names]
        return i + 3, units.paths[-1]
    text = text.lstrip("0") or "0" if text.isdigit() else text
    units.paths.append(replace(base, para=text))
    return i + 1, units.paths[-1]


def dotted_range(start: str, end: str) -> list[str]:
    """Spell out "2.1-2.4"; other ranges with points keep their ends."""
    head, _, first = start.rpartition(".")
    tail, _, last = end.rpartition(".")
    if head == tail and first.isdigit() and last.isdigit() and 0 < int(last[:9]) - int(first[:9]) <= LIMIT:
        return [f"{head}.{number}" for number in range(int(first), int(last) + 1)]
    return [start, end]


def roman_paragraph(terms: list[Terminal], i: int, base: Path, units: Units) -> tuple[int, Path]:
    text = terms[i].raw.text
    if i + 2 < len(terms) and terms[i + 1].kind == "TO_ROMLOW":
        end = terms[i + 2].raw.text
        numbers, odd = spell(from_roman(text), from_roman(end), f"{text}-{end}")
        units.problems += [odd] if odd else []
        units.paths += [replace(base, para=to_roman(number).lower()) for number in numbers]
        return i + 3, units.paths[-1]
    units.paths.append(replace(base, para=text))
    return i + 1, units.paths[-1]


def items(terms: list[Terminal], i: int, last: Path, units: Units) -> tuple[int, Path]:
    """Read the items from `i`: "(c) (v)" goes deeper, "(a) and (d)" stays, "(a)-(d)" is spelt out."""
    run = [bare_item(terms[i])]
    while i + 1 < len(terms) and terms[i + 1].kind == "ITEM":
        i += 1
        run.append(bare_item(terms[i]))
    continued = last.sub is not None and bool(units.paths) and units.paths[-1] is last
    if continued and len(run) == 1 and goes_on(last.subsub, run[0]):
        first = replace(last, subsub=run[0])
    else:
        first = replace(last, sub=run[0], subsub=run[1] if len(run) > 1 else None)
        if units.paths and units.paths[-1] is last and last.sub is None and last.para is not None:
            units.paths.pop()
    units.paths.append(first)
    if len(run) > 2:
        units.problems.append(
            problem(
                "deep-item",
                "Only three levels below the paragraph are read.",
                " ".join(f"({x})" for x in run),
            )
        )
    if i + 2 >= len(terms) or terms[i + 1].kind != "TO_ITEM":
        return i + 1, first
    end = bare_item(terms[i + 2])
    names, odd = item_range(first.subsub or run[0], end)
    units.problems += [odd] if odd else []
    level = "subsub" if first.subsub else "sub"
    units.paths[-1:] = [replace(first, **{level: name}) for name in names]
    return i + 3, units.paths[-1]


def goes_on(last: str | None, name: str) -> bool:
    """Tell whether an item continues the roman sub-items before it: (c) (i) and (ii)."""
    here, there = from_roman(name), from_roman(last) if last else None
    return here is not None and there is not None and here > there


def item_range(start: str, end: str) -> tuple[list[str], Problem | None]:
    """Spell out a range of items by letter, roman number or number."""
    printed = f"({start})-({end})"
    if start.isdigit() and end.isdigit():
        numbers, odd = spell(int(start), int(end), printed)
        return [str(number) for number in numbers], odd
    roman = is_roman(start) and is_roman(end) and (len(start) > 1 or len(end) > 1 or start == "i")
    if roman:
        numbers, odd = spell(from_roman(start), from_roman(end), printed)
        return [to_roman(number).lower() for number in numbers], odd
    first, last = from_letter(start), from_letter(end)
    if first is None or last is None:
        return [start, end], problem(
            "mixed-range", "The two ends of the range do not fit each other.", printed
        )
    numbers, odd = spell(first, last, printed)
    return [to_letter(number) or "" for number in numbers], odd


def names_of(piece: Piece, kinds: tuple[str, ...] = ("LETTER", "ROMAN", "INT")) -> list[list[Terminal]]:
    """Return the names of a section, annex or locator, each with what is glued to it ("II A")."""
    found: list[list[Terminal]] = []
    joined = True
    for term in piece.terms:
        if term.kind in kinds:
            if joined or not found:
                found.append([term])
            else:
                found[-1].append(term)
            joined = False
        elif term.kind.startswith(("MORE_", "TO_")):
            joined = True
    return found
