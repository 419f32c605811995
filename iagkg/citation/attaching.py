"""Attach places to the decision in force, to the context, or to nothing."""

from iagkg.citation.pieces import Piece
from iagkg.citation.places import Path, Units
from iagkg.citation.sections import annex_units, locator_units, paragraph_units, section_units
from iagkg.citation.state import CONTACT, Owner, State, put, touched

__all__ = ["attach", "components", "outside", "part_alone"]

LEVELS = {"section": 2, "annex": 1, "locator": 3, "paragraphs": 4}


def attach(state: State, group: list[int], base: Path | None = None) -> None:
    """Attach places, outermost first, to the decision in force, to the context, or to nothing."""
    group = sorted(group, key=lambda i: level(state.pieces[i]) if state.pieces[i].rule in LEVELS else 0)
    if state.owner is None:
        outside(state, group)
        return
    first = state.pieces[group[0]]
    if refused_here(state, group[0], first):
        return
    start_base = base if base is not None else base_for(state, first)
    end = max(state.pieces[i].end for i in group)
    for n, i in enumerate(group):
        piece = state.pieces[i]
        units = units_of(state, piece, start_base if n == 0 else (state.owner.open or Path()))
        put(state, units, piece.start, end, descend=n > 0 or state.mark not in {"SEMI", "AND"})
    touched(state)


def outside(state: State, group: list[int]) -> None:
    """Attach places to the context, or remember them as hanging on nothing."""
    first, last = state.pieces[group[0]], state.pieces[group[-1]]
    strong = any(
        p.rule == "paragraphs" or (p.rule == "annex" and len(p.terms) > 1)
        for p in (state.pieces[i] for i in group)
    )
    if not strong and (state.context is None or first.rule != "annex"):
        return
    start, end = min(first.start, last.start), max(first.end, last.end)
    if state.context is None:
        joined = state.loose is not None and state.noise == 0
        state.loose = (state.loose[0] if joined and state.loose else start, end)
        touched(state)
        return
    outer = state.owner
    context = state.context
    state.owner = Owner(
        context.type, context.decision, context.body, context.inferred, start, end, context.base, units=1
    )
    attach(state, group, context.base)
    state.owner = outer if outer is not None else state.owner


def refused_here(state: State, i: int, piece: Piece) -> bool:
    """Tell whether a section is one of the document at hand: "(section I)", or far from the decision."""
    if piece.rule == "locator" and state.noise and i not in state.links:
        return not piece.terms[0].raw.text.lower().startswith("app")
    if piece.rule != "section" or i in state.links:
        return False
    after = [p.rule for p in state.pieces[i + 1 : i + 3]]
    roman = piece.first("ROMAN") is not None
    alone = state.mark == "OPEN" and after[:1] == ["CLOSE"] and roman
    far = state.noise > 0 and "paragraphs" not in (after[:1] if after[:1] != ["COMMA"] else after[1:])
    return alone or far


def base_for(state: State, piece: Piece) -> Path:
    """Return what contains a place: all that is still open, less what the mark before it closes."""
    owner = state.owner
    path = (owner.open or owner.base) if owner is not None else Path()
    outer = Path(part=path.part)
    if state.noise or (
        state.mark == "AND" and path.para is None and path.annex and piece.rule == "paragraphs"
    ):
        return outer
    return path


def units_of(state: State, piece: Piece, base: Path) -> Units:
    if piece.rule == "paragraphs":
        return paragraph_units(piece, base, state.mark)
    if piece.rule == "annex":
        return annex_units(piece, base, state.text)
    if piece.rule == "locator":
        return locator_units(piece, base, state.mark, state.text)
    return section_units(piece, base, state.mark)


def components(state: State, indexes: list[int]) -> list[list[int]]:
    """Group places that contain one another, outermost first; places side by side stay apart."""
    groups: list[list[int]] = []
    joined = False
    for i in indexes:
        if joined and groups:
            groups[-1].append(i)
        else:
            groups.append([i])
        link = state.links.get(i)
        joined = (
            link is not None
            and link.how in {"of", "within"}
            and link.other in indexes_of(indexes, link.other)
        )
    return [sorted(group, key=lambda i: level(state.pieces[i])) for group in groups]


def indexes_of(indexes: list[int], other: int) -> tuple[int, ...]:
    return (other,) if indexes and other <= indexes[-1] else ()


def level(piece: Piece) -> int:
    if piece.rule == "paragraphs" and piece.first("INT", "BARE", "ROMLOW") is None:
        return 5
    return LEVELS[piece.rule]


def part_alone(state: State, i: int) -> bool:
    """Tell whether a letter alone is a part: "; C, paragraphs 1 and 2", ", A. paragraph 9"."""
    if state.owner is None or state.noise or state.muted:
        return False
    after = [piece.rule for piece in state.pieces[i + 1 : i + 3]]
    before = state.pieces[i - 1].rule if i else ""
    follows = bool(after) and (after[0] == "paragraphs" or after[:2] == ["COMMA", "paragraphs"])
    return follows and (before in CONTACT or before.startswith("MORE_"))
