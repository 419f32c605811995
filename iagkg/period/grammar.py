"""Run the grammar: from tokens to entries, each a role and its bounds.

A token that fits nowhere is left out and named, and the reading goes on: a text never stops the parser.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from iagkg.period.dates import Date, Part, Unit
from iagkg.period.tokens import Token

if TYPE_CHECKING:
    from lark import Lark, Tree
    from lark import Token as Leaf

__all__ = ["Bound", "Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Bound:
    """One end or point: an event, a date, or both. `last` is set where a bracket holds an interval."""

    anchors: tuple[str, ...] = ()
    first: Date | None = None
    last: Date | None = None
    event: bool = False
    """True where the event is named before its date."""
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
    inside: tuple["Entry", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens that the leaves of the tree point to, and their text."""

    items: list[Token]
    text: str


def entries(items: list[Token], text: str) -> tuple[list[Entry], list[Token]]:
    """Return the entries of the tokens, and the tokens that fitted nowhere (all, if nothing fitted).

    Where the text breaks off ("between March") its last tokens are left out, three at the most.
    """
    for cut in range(min(4, len(items))):
        kept = items[: len(items) - cut]
        tree, unfit = _run(kept)
        if tree is not None:
            found = _list(tree.children[0], Source(kept, text))
            return found, [*unfit, *items[len(kept) :]]
    return [], items


def _run(items: list[Token]) -> tuple["Tree[Leaf] | None", list[Token]]:
    """Return the tree of the tokens, None where they break off, and those that fitted nowhere."""
    # Late: the start of the command line would feel it.
    from lark import Token as LarkToken  # noqa: PLC0415
    from lark.exceptions import UnexpectedToken  # noqa: PLC0415

    parser = _parser().parse_interactive()
    unfit: list[Token] = []
    for number, item in enumerate(items):
        try:
            parser.feed_token(LarkToken(item.kind, str(number)))
        except UnexpectedToken:
            unfit.append(item)
    try:
        return parser.feed_token(LarkToken("$END", "")), unfit
    except UnexpectedToken:
        return None, unfit


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark  # noqa: PLC0415
    from lark.lexer import Lexer  # noqa: PLC0415

    class NoLexer(Lexer):
        """The tokens are made elsewhere and fed one by one."""

        def __init__(self, _conf: object) -> None:
            """Take the configuration that lark passes and keep none of it."""

        def lex(self, *_given: object):  # type: ignore[no-untyped-def]
            """Give nothing."""
            return iter(())

    text = files("iagkg.period").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=NoLexer)


def _list(tree: "Tree[Leaf]", source: Source) -> list[Entry]:
    found: list[Entry] = []
    joint = ""
    for child in tree.children:
        if _name(child) == "sep":
            joint = _leaf(child.children[0], source).kind
            continue
        found.append(replace(_entry(child, source), joint=joint if found else ""))
        joint = ""
    return found


def _name(node: "Tree[Leaf] | Leaf") -> str:
    return str(getattr(node, "data", ""))


def _leaf(node: "Leaf", source: Source) -> Token:
    return source.items[int(node)]


def _entry(tree: "Tree[Leaf]", source: Source) -> Entry:
    """Return the entry of a node: its role is the name of the grammar rule."""
    role = _name(tree)
    if role == "entry":
        return _entry(tree.children[0], source)
    if role == "flag":
        token = _leaf(tree.children[0], source)
        bounds = (Bound((token.text or "",)),) if token.kind == "RELATIVE" else ()
        return Entry(token.kind, bounds)
    if role == "aside":
        return Entry("aside", inside=tuple(_list(tree.children[0].children[1], source)))
    bounds = tuple(_bound(child, source) for child in tree.children if _name(child) == "bound")
    leaves = [_leaf(child, source) for child in tree.children if not _name(child)]
    offset = next((leaf.text for leaf in leaves if leaf.kind == "DURATION"), "")
    return Entry(role, bounds, offset)


def _bound(tree: "Tree[Leaf]", source: Source) -> Bound:
    core, *brackets = tree.children
    bound = Bound()
    for child in core.children:
        if _name(child) == "date":
            bound = replace(bound, first=_date(child, source))
        else:
            bound = replace(bound, anchors=(_leaf(child, source).text,), event=True)
    for bracket in brackets:
        bound = _with_bracket(bound, _list(bracket.children[1], source))
    return bound


def _with_bracket(bound: Bound, inside: list[Entry]) -> Bound:
    """Give an event the date of its bracket and a date its event; the rest is kept as an aside."""
    rest: list[Entry] = []
    for entry in inside:
        first, last = (entry.bounds[0], entry.bounds[-1]) if entry.bounds else (Bound(), Bound())
        dated = first.first is not None or last.first is not None
        if entry.role in ("point", "interval", "deadline", "begin", "before") and dated and not bound.first:
            second = last.last or (last.first if last is not first else first.last)
            bound = replace(bound, first=first.first, last=second)
        elif first.anchors and not dated and not bound.anchors and not entry.offset:
            bound = replace(bound, anchors=tuple(name for each in entry.bounds for name in each.anchors))
        elif entry.role != "span":
            rest.append(entry)
    return replace(bound, aside=(*bound.aside, *rest))


def _date(tree: "Tree[Leaf]", source: Source) -> Date:
    """Return the date of a `date` node."""
    part: Part = ""
    leaves: list[Token] = []
    for child in tree.children:
        if _name(child) == "plain":
            leaves += _flat(child, source)
        else:
            leaves.append(_leaf(child, source))
    kinds = [leaf.kind for leaf in leaves]
    for kind, name in _PARTS.items():
        if kind in kinds:
            part = name
    if kinds[:2] in (["ORDINAL", "HALF"], ["ORDINAL", "WEEK"]) and ("MONTH" in kinds or "WEEK" in kinds):
        part, leaves = "mid", leaves[2:]
    printed = source.text[leaves[0].start : leaves[-1].end]
    given = next((leaf.date for leaf in leaves if leaf.date), None)
    return replace(given or _plain(leaves), part=part, printed=printed)


_PARTS: dict[str, Part] = {
    "ABOUT": "about",
    "EARLY": "early",
    "BEGIN_OF": "begin-of",
    "MID": "mid",
    "LATE": "late",
    "END_OF": "end-of",
}


def _flat(tree: "Tree[Leaf]", source: Source) -> list[Token]:
    """Return the leaves of a small subtree in their order."""
    found: list[Token] = []
    for child in tree.children:
        found += _flat(child, source) if _name(child) else [_leaf(child, source)]
    return found


def _plain(leaves: list[Token]) -> Date:
    """Return the date that day, month, quarter, half and year make."""
    numbers = {leaf.kind: leaf.number for leaf in leaves}
    year = numbers.get("YEAR")
    number = numbers.get("NUMBER", numbers.get("ORDINAL"))
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
    return last if number in (99, None) else int(number or 0)
