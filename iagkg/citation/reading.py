"""Read the citations of a text: every place is attached to the decision before or after it.

The pieces are walked once from left to right. A decision is in force until the next one; what is named
behind it hangs on it, unless linking.py has found that it looks forward, or that it is a place of something
that is no decision.
"""

from dataclasses import replace

from iagkg.citation.attaching import attach, outside, part_alone
from iagkg.citation.deciding import coded, enter, named
from iagkg.citation.linking import PLACES, Link, links
from iagkg.citation.model import Citation, CitationReading
from iagkg.citation.pieces import Piece, pieces
from iagkg.citation.places import Path, numbered_units
from iagkg.citation.state import CONTACT, SPAN, Owner, State, add_unresolved, close, flush_loose, touched
from iagkg.problem import Problem

__all__ = ["read"]

STRENGTH = {"SEMI": 2, "AND": 1}


def read(text: str, context: str | None = None) -> CitationReading:
    """Return the citations of a text. `context` names the decision that "the same decision" means."""
    row = pieces(text)
    state = State(text, row, links(row), context_owner(context) if context else None)
    for i in range(len(row)):
        step(state, i)
    close(state)
    flush_loose(state)
    found = [citation for _, _, citation in sorted(state.found, key=lambda entry: entry[:2])]
    return CitationReading(text, tuple(merged(found)), tuple(dict.fromkeys(state.problems)))


def context_owner(context: str) -> Owner | None:
    """Return the first decision of the context as an owner; what it says is inferred, not printed."""
    first = next((c for c in read(context).citations if c.decision and c.type != "unresolved"), None)
    if first is None or first.decision is None:
        return None
    inferred = ("decision", "part") if first.part else ("decision",)
    return Owner(first.type, first.decision, first.body, inferred, -1, -1, Path(part=first.part))


def step(state: State, i: int) -> None:
    """Take one piece."""
    piece = state.pieces[i]
    if piece.rule == "named":
        named(state, i)
    elif piece.rule == "code":
        coded(state, i)
    elif piece.rule == "POINTER":
        pointer(state, i)
    elif piece.rule in PLACES:
        place(state, i)
    elif piece.rule in {"LETTER", "ROMAN"} and part_alone(state, i):
        attach(state, [i])
    elif piece.rule == "target" and of_annex(state, piece):
        piece.rule = "locator"
        attach(state, [i])
    elif piece.rule == "target":
        target(state, piece)
    elif piece.rule == "article":
        state.muted = True
    else:
        pause(state, i)


def pause(state: State, i: int) -> None:
    """Take a mark or a word that names nothing."""
    piece = state.pieces[i]
    kind = piece.rule
    if kind == "OPEN":
        state.stack.append((state.owner, state.noise))
    elif kind == "CLOSE":
        state.muted = False
        if state.stack:
            outer, noise = state.stack.pop()
            state.noise = noise
            if outer is not None and outer is not state.owner:
                close(state)
                state.owner = outer
    elif kind not in CONTACT and not kind.startswith("MORE_"):
        state.noise += 1
        document = kind == "NOISE" and piece.terms[0].raw.text.count("/") > 1
        state.muted = document or (state.muted and kind in {"OF", "BODY", "TO"})
        flush_loose(state)
    if kind in CONTACT or kind.startswith("MORE_"):
        state.mark = kind if STRENGTH.get(kind, 0) >= STRENGTH.get(state.mark, 0) else state.mark
        state.muted = state.muted and kind != "SEMI"


def pointer(state: State, i: int) -> None:
    """Take "the same decision" and the like: the last decision, or the one of the context."""
    piece = state.pieces[i]
    kind = piece.terms[0].pointer
    last = state.owner if kind != "self" or state.context is None else None
    base = last or state.context
    if base is None:
        unresolved(state, piece)
        return
    if kind == "the" and not state.pending:
        state.noise += 1
        return
    inferred = base.inferred if base is state.context else ("decision",)
    part = base.base.part if base is state.context else None
    here = Owner(base.type, base.decision, base.body, inferred, piece.start, piece.end, Path(part=part))
    enter(state, i, here)


def unresolved(state: State, piece: Piece) -> None:
    """Keep the words of a pointer that points to nothing here."""
    kind = piece.terms[0].pointer
    if kind == "the" and not state.pending:
        return
    start = state.pieces[state.pending[0]].start if state.pending else piece.start
    state.pending = []
    flush_loose(state)
    state.loose = (start, piece.end)
    touched(state)


def place(state: State, i: int) -> None:
    """Take a place: keep it for the decision that follows, drop it, or attach it to the one in force."""
    link = state.links.get(i)
    if link is not None and link.how == "refused":
        if not backward(state, i) or direct_refusal(state, i):
            state.pending = [] if not backward(state, i) else state.pending
            state.muted = True
            return
        link = None
    if link is not None and link.how == "self":
        speaks_of_itself(state, i, link)
    elif keeps(state, i, link):
        state.pending.append(i)
    elif state.pending or not state.muted:
        group, state.pending = [*state.pending, i], []
        attach(state, group)


def speaks_of_itself(state: State, i: int, link: Link) -> None:
    """Take "paragraph 2 above": a place of the document that speaks, which only the context can name."""
    if state.context is None:
        add_unresolved(state, state.pieces[i].start, state.pieces[link.other].end)
    else:
        outside(state, [*state.pending, i])
    state.pending = []


def keeps(state: State, i: int, link: Link | None) -> bool:
    """Tell whether a place waits for what follows: its decision, or the paragraph of a section alone."""
    if link is not None and not (link.how == "beside" and backward(state, i)):
        return True
    alone = state.pieces[i].rule == "section" and state.owner is None and not state.muted
    return alone and paragraphs_follow(state, i)


def paragraphs_follow(state: State, i: int) -> bool:
    """Tell whether a section without a decision has a paragraph: "Section C Para 2"."""
    after = [piece.rule for piece in state.pieces[i + 1 : i + 3]]
    return after[:1] == ["paragraphs"] or after == ["COMMA", "paragraphs"]


def direct_refusal(state: State, i: int) -> bool:
    """Tell whether the place itself, not one listed with it, is of something that is no decision."""
    link = state.links.get(i)
    return link is not None and state.pieces[link.other].rule not in PLACES


def backward(state: State, i: int) -> bool:
    """Tell whether a place touches the decision before it: nothing but a comma lies between."""
    return (
        state.owner is not None
        and state.noise == 0
        and state.mark in {"", "COMMA", "DASH", "OPEN"}
        and not state.pending
    )


def of_annex(state: State, piece: Piece) -> bool:
    """Tell whether a target is one of the annex named before it: "decision X/2, annex, target 11"."""
    owner = state.owner
    place = owner.open if owner is not None and state.noise == 0 else None
    framework = owner is not None and owner.decision == "15/4"
    return (
        place is not None and place.annex is not None and not framework and piece.first("FRAMEWORK") is None
    )


def target(state: State, piece: Piece) -> None:
    """Take targets of the framework; those that do not exist are unresolved."""
    terms = [t for t in piece.terms if t.kind in {"INT", "MORE_INT", "TO_INT"}]
    units = numbered_units(terms, Path())
    state.problems += units.problems
    words = state.text[piece.start : piece.end]
    flush_loose(state)
    for path in units.paths:
        number = int(path.para or 0)
        unit = Citation(type="target", target=str(number), printed=words)
        if not 1 <= number <= 23:
            note = "The framework has the targets 1 to 23. Please check."
            state.problems.append(Problem("warning", "impossible-target", note, found=words, field="mandate"))
            unit = Citation(type="unresolved", printed=words)
        state.found.append((piece.start, len(state.found), unit))
    state.mark = ""


def merged(found: list[Citation]) -> list[Citation]:
    """Return one citation for each unit; those that differ only in `locator` are put together."""
    rows: dict[Citation, Citation] = {}
    for citation in found:
        labelled = citation.label if citation.annex in {None, "unnumbered"} else None
        key = replace(citation, locator=None, label=labelled, inferred=(), printed="")
        if citation.type == "unresolved":
            key = citation
        if key not in rows:
            rows[key] = citation
            continue
        old = rows[key]
        locator = old.locator or citation.locator
        if old.locator and citation.locator and citation.locator not in old.locator.split("; "):
            locator = f"{old.locator}; {citation.locator}" if len(old.locator) < SPAN else old.locator
        rows[key] = replace(old, locator=locator, label=old.label or citation.label)
    return list(rows.values())
