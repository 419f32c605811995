"""Where the walk over the pieces stands, and how a unit is written down.

`printed` of a unit is the text from its decision (or from the place before it) to the end of the piece that
names the unit, so that all units of one list share a span; where more than 300 characters lie between, the
two ends are kept with " ... " between them.
"""

from dataclasses import dataclass, field

from iagkg.citation.bodies import Form
from iagkg.citation.linking import Link
from iagkg.citation.model import Citation, CitationType
from iagkg.citation.pieces import Piece
from iagkg.citation.places import Path, Units
from iagkg.problem import Problem

__all__ = [
    "CONTACT",
    "SPAN",
    "Owner",
    "State",
    "add_unresolved",
    "close",
    "flush_loose",
    "put",
    "touched",
]

CONTACT = {"COMMA", "SEMI", "AND", "DASH", "OPEN", "CLOSE", "DET", "IN", "LABEL"}
"""What may lie between a decision and its place without parting them."""

SPAN = 300
MOST = 5000


@dataclass(slots=True)
class Owner:
    """A decision in force: what it is, where it is printed, the place named last and those found so far."""

    type: CitationType
    decision: str
    body: str | None
    inferred: tuple[str, ...]
    start: int
    end: int
    base: Path = field(default_factory=Path)
    open: Path | None = None
    units: int = 0
    last: int = -1
    left: int = 0
    label: str | None = None
    word: str = ""
    mention: Form | None = None


@dataclass(slots=True)
class State:
    """Where the walk stands."""

    text: str
    pieces: list[Piece]
    links: dict[int, Link]
    context: Owner | None
    owner: Owner | None = None
    found: list[tuple[int, int, Citation]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pending: list[int] = field(default_factory=list)
    stack: list[tuple[Owner | None, int]] = field(default_factory=list)
    noise: int = 0
    mark: str = ""
    muted: bool = False
    loose: tuple[int, int] | None = None
    full: bool = False


def touched(state: State) -> None:
    """Note that a decision or place was just named: nothing lies between it and what follows."""
    state.noise, state.mark, state.muted = 0, "", False


def close(state: State) -> None:
    """Let the decision in force go; without a place it is cited whole."""
    owner = state.owner
    state.owner = None
    if owner is not None and owner.units == 0:
        emit(state, owner, owner.base, owner.start, owner.end)
        owner.open = None


def emit(state: State, owner: Owner, path: Path, start: int, end: int) -> None:
    """Write down one unit."""
    inferred = owner.inferred
    if "part" in inferred and path.part != owner.base.part:
        inferred = tuple(name for name in inferred if name != "part")
    label = path.label or (owner.label if path.annex else None)
    if path.para == "0":
        note = "No paragraph has the number 0. Please check."
        state.problems.append(
            Problem(
                "warning", "impossible-paragraph", note, found=state.text[start:end][:SPAN], field="mandate"
            )
        )
    unit = Citation(
        type=owner.type,
        decision=owner.decision,
        body=owner.body,
        part=path.part,
        annex=path.annex,
        section=path.section,
        para=path.para,
        sub=path.sub,
        subsub=path.subsub,
        locator=path.locator,
        label=label,
        inferred=inferred,
        printed=span(state.text, owner, start, end),
    )
    state.found.append(
        (
            min(start, owner.start) if owner.start >= 0 and start < owner.start else start,
            len(state.found),
            unit,
        )
    )


def span(text: str, owner: Owner, start: int, end: int) -> str:
    """Return the words of a unit, from its decision (or the name before it) to its place."""
    low, high = min(owner.left if owner.label else owner.start, start), max(owner.end, end)
    if high - low > SPAN:
        return f"{text[owner.start : owner.end][:SPAN]} ... {text[start:end][:SPAN]}"
    if text[high : high + 1] in {")", "]"} and text.count("(", low, high) > text.count(")", low, high):
        high += 1
    return text[low:high]


def put(state: State, units: Units, start: int, end: int, descend: bool = True) -> None:
    """Add places to the decision in force; the last one gives way if the next lies within it."""
    owner = state.owner
    if owner is None or not units.paths:
        return
    state.problems += units.problems
    if descend and owner.open is not None and owner.units and within(units.paths[0], owner.open):
        state.found.pop(owner.last)
        owner.units -= 1
    if len(state.found) + len(units.paths) > MOST and len(units.paths) > 1:
        if not state.full:
            note = f"More than {MOST} places are cited: lists and ranges after that keep their ends only."
            state.problems.append(Problem("warning", "too-many", note, field="mandate"))
        state.full = True
        units.paths = [units.paths[0], units.paths[-1]]
    for path in units.paths:
        emit(state, owner, path, start, end)
        owner.units += 1
        owner.open, owner.last = path, len(state.found) - 1


def within(inner: Path, outer: Path) -> bool:
    """Tell whether a place lies in another, or is the same with more words."""
    if inner == outer:
        return False
    for one in ("part", "annex", "label", "para", "sub", "subsub"):
        value = getattr(outer, one)
        if value is not None and getattr(inner, one) != value:
            return False
    section = outer.section is None or (inner.section or "").startswith(outer.section)
    return section and (outer.locator is None or (inner.locator or "").startswith(outer.locator))


def add_unresolved(state: State, start: int, end: int) -> None:
    """Write down words whose decision is not known here."""
    words = state.text[start:end] if end - start <= SPAN else state.text[start : start + SPAN] + " ..."
    state.found.append((start, len(state.found), Citation(type="unresolved", printed=words)))
    note = "The decision is not named here. Give it as context."
    state.problems.append(Problem("info", "unresolved", note, found=words, field="mandate"))


def flush_loose(state: State) -> None:
    """Report places that hang on no decision."""
    if state.loose is not None:
        start, end = state.loose
        state.loose = None
        add_unresolved(state, start, end)
