"""From the tree to entries: each thing a text says, as a role and its bounds."""

from dataclasses import dataclass, replace

from iagkg.period.dates import Date, Part, Unit
from iagkg.period.parser import Node, parse
from iagkg.period.tokens import Token

__all__ = ["Bound", "Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Bound:
    """One end or point: an event, a date, or both. `last` is set where a bracket holds an interval."""

    anchors: tuple[str, ...] = ()
    first: Date | None = None
    last: Date | None = None
    event: bool = False
    """True where the event is named before its date."""
    relative: bool = False
    """True where it is a time counted from something else ("end of the triennium")."""
    aside: tuple["Entry", ...] = ()
    """What a bracket says beside a date: "(tbc)", "(deadline)"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the text says: `role` is a name of the grammar, `offset` a duration as printed."""

    role: str
    bounds: tuple[Bound, ...] = ()
    offset: str = ""
    joint: str = ""
    """The word or sign before it: COMMA, AND, OR, SLASH, or nothing."""
    inside: tuple["Entry", ...] = ()


def entries(items: list[Token], text: str) -> tuple[list[Entry], list[Token]]:
    """Return the entries of the tokens, and the tokens that fitted nowhere."""
    node, unfit = parse(items)
    return (_list(node, text) if node else []), unfit


def _list(node: Node, text: str) -> list[Entry]:
    found: list[Entry] = []
    joint = ""
    for child in node.children:
        if child.name == "sep":
            joint = next(child.leaves()).kind
            continue
        found.append(replace(_entry(child, text), joint=joint if found else ""))
        joint = ""
    return found


def _entry(node: Node, text: str) -> Entry:
    """Return the entry of a node: its role is the name of the grammar rule."""
    role = node.name
    if role == "entry":
        return _entry(node.children[0], text)
    if role == "flag":
        token = next(node.leaves())
        return Entry(token.kind, (Bound((token.text,)),) if token.kind == "RELATIVE" else ())
    if role == "aside":
        return Entry("aside", inside=tuple(_list(node.children[0].children[1], text)))
    bounds: tuple[Bound, ...] = tuple(_bound(child, text) for child in node.children if child.name == "bound")
    if role == "counted":
        lead, name = node.leaves()
        return Entry(_COUNTED.get(lead.kind, "begin"), (Bound((name.text,), relative=True),))
    if role == "every" and not bounds:
        return Entry("RECURRING")  # "every two years" names no date
    own = [child.token for child in node.children if child.token]
    offset = next((token.text for token in own if token.kind == "DURATION"), "")
    return Entry(role, bounds, offset)


def _bound(node: Node, text: str) -> Bound:
    core, *brackets = node.children
    bound = Bound()
    for child in core.children:
        if child.name == "date":
            bound = replace(bound, first=_date(child, text))
        else:
            bound = replace(bound, anchors=(next(child.leaves()).text,), event=True)
    for bracket in brackets:
        bound = _with_bracket(bound, _list(bracket.children[1], text))
    return bound


def _with_bracket(bound: Bound, inside: list[Entry]) -> Bound:
    """Give an event the date of its bracket and a date its event; the rest is kept as an aside."""
    rest: list[Entry] = []
    own = bound.first is not None
    for entry in inside:
        first, last = (entry.bounds[0], entry.bounds[-1]) if entry.bounds else (Bound(), Bound())
        dated = first.first is not None or last.first is not None
        second = last.last or (last.first if last is not first else first.last)
        if entry.role in _DATED and dated and not bound.first:
            bound = replace(bound, first=first.first, last=second)
        elif entry.role in _DATED[:2] and dated and not own:  # "(2025/2026)": from the first to the last
            bound = replace(bound, last=second or first.first)
        elif entry.role in _DATED[:2] and dated and _refines(bound.first, first.first):
            year = bound.first.year if bound.first else None
            bound = replace(bound, first=_in_year(first.first, year), last=_in_year(second, year))
        elif first.anchors and not (dated or bound.anchors or entry.offset or entry.role.isupper()):
            bound = replace(bound, anchors=tuple(name for each in entry.bounds for name in each.anchors))
        elif entry.role != "span":
            rest.append(entry)
    return replace(bound, aside=(*bound.aside, *rest))


def _refines(whole: Date | None, part: Date | None) -> bool:
    """Tell whether a bracket names a part of the year before it: "2026 (Q1-Q2)"."""
    plain = whole is not None and whole.unit == "year" and not whole.part
    return plain and part is not None and part.year is None and part.unit not in ("number", "season")


def _in_year(date: Date | None, year: int | None) -> Date | None:
    return replace(date, year=year) if date and date.year is None else date


def _date(node: Node, text: str) -> Date:
    """Return the date of a `date` node."""
    leaves = list(node.leaves())
    kinds = [leaf.kind for leaf in leaves]
    printed = text[leaves[0].start : leaves[-1].end]
    part: Part = next((name for kind, name in _PARTS.items() if kind in kinds), "")
    if kinds[:2] in (["ORDINAL", "HALF"], ["ORDINAL", "WEEK"]) and ("MONTH" in kinds or "WEEK" in kinds):
        part, leaves = "mid", leaves[2:]
    given = next((leaf.date for leaf in leaves if leaf.date), None)
    return replace(given or _plain(leaves), part=part, printed=printed)


_COUNTED = {"BY": "deadline", "UNTIL": "deadline", "TO": "deadline", "BEFORE": "before", "AFTER": "after"}
_DATED = ("point", "interval", "deadline", "begin", "before")
_LAST = 99
_PARTS: dict[str, Part] = {
    "EARLY": "early",
    "BEGIN_OF": "begin-of",
    "MID": "mid",
    "LATE": "late",
    "END_OF": "end-of",
    "ABOUT": "about",
}


def _plain(leaves: list[Token]) -> Date:
    """Return the date that day, month, quarter, half and year make."""
    numbers = {leaf.kind: leaf.number for leaf in leaves}
    year = numbers.get("YEAR")
    number = numbers.get("NUMBER", numbers.get("ORDINAL"))
    if number == _LAST and "MONTH" in numbers:
        number = None  # "last May" names no day
    unit: Unit = "number"
    place, day = None, None
    if "MONTH" in numbers:
        unit, place, day = ("month" if number is None else "day"), numbers["MONTH"], number
    elif {"QUARTER", "QUARTER_CODE"} & numbers.keys():
        unit, place = "quarter", _place(numbers.get("QUARTER_CODE", number), 4)
    elif {"HALF", "HALF_CODE"} & numbers.keys():
        unit, place = "half", _place(numbers.get("HALF_CODE", number), 2)
    elif "SEASON" in numbers:
        unit = "season"
    elif number is not None:
        day = number
    elif year is not None:
        unit = "year"
    order = [leaf.kind for leaf in leaves]
    month_first = unit == "day" and order.index("MONTH") == 0
    return Date(unit, year, place, day, month_first=month_first)


def _place(number: int | None, last: int) -> int:
    """Return the place in the year; the ordinal 99 is "last"."""
    return last if number in (_LAST, None) else int(number or 0)
