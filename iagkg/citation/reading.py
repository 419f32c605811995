"""Read the citations of a text: every place is attached to the decision before or after it.

The pieces are walked once from left to right. A decision is in force until the next one; what is named
behind it hangs on it, unless linking.py has found that it looks forward, or that it is a place of something
that is no decision.

`printed` of a unit is the text from its decision (or from the place before it) to the end of the piece that
names the unit, so that all units of one list share a span; where more than 300 characters lie between, the
two ends are kept with " ... " between them.
"""

from dataclasses import dataclass, field, replace

from iagkg.citation.bodies import Form
from iagkg.citation.containers import annex_units, locator_units, paragraph_units, section_units
from iagkg.citation.linking import OWNERS, PLACES, Link, links
from iagkg.citation.model import Citation, CitationReading, CitationType
from iagkg.citation.naming import mention_after, mention_before, name, plausible
from iagkg.citation.pieces import Piece, pieces
from iagkg.citation.places import Path, Units
from iagkg.citation.words import fold
from iagkg.problem import Problem

__all__ = ["read"]

LEVELS = {"section": 2, "annex": 1, "locator": 3, "paragraphs": 4}
CONTACT = {"COMMA", "SEMI", "AND", "DASH", "OPEN", "CLOSE", "DET", "IN", "LABEL"}
STRENGTH = {"SEMI": 2, "AND": 1}
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
    base: Path = Path()
    open: Path | None = None
    units: int = 0
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
        state.muted = state.muted and kind in {"OF", "BODY", "TO"}
        flush_loose(state)
    if kind in CONTACT or kind.startswith("MORE_"):
        state.mark = kind if STRENGTH.get(kind, 0) >= STRENGTH.get(state.mark, 0) else state.mark
        state.muted = state.muted and kind != "SEMI"


def touched(state: State) -> None:
    state.noise, state.mark, state.muted = 0, "", False


def close(state: State) -> None:
    """Let the decision in force go; without a place it is cited whole."""
    owner = state.owner
    state.owner = None
    if owner is not None and owner.units == 0:
        emit(state, owner, owner.base, owner.start, owner.end)
        owner.open = None


def named(state: State, i: int) -> None:
    """Take the number of a decision: one more of a list, a new one, or none at all."""
    piece = state.pieces[i]
    term = piece.first("NUMBER")
    if term is None or term.raw.number is None:
        return
    found, word = term.raw.number, kind_word(state, i)
    mention = body_named(state, i, word)
    if not accepted(state, i, word, mention):
        if len(state.pieces) == 1:
            note = 'A number alone is no citation: write "decision" before it.'
            state.problems.append(Problem("info", "bare-number", note, found=term.raw.text, field="mandate"))
        drop_pending(state)
        state.noise += 1
        return
    read_as = name(found, word, mention, term.raw.text)
    if read_as is None:
        drop_pending(state)
        state.owner, state.noise = (None, 0) if word else (state.owner, state.noise + 1)
        return
    state.problems += [*read_as.problems, *word_slips(piece)]
    here = Owner(read_as.type, read_as.decision, read_as.body, read_as.inferred, piece.start, piece.end)
    here.word, here.mention = word, mention
    same = state.owner is not None and (state.owner.decision, state.owner.body) == (here.decision, here.body)
    bare = state.owner is not None and state.owner.units == 0 and state.noise == 0
    if same and bare and state.mark in {"", "OPEN"} and not state.pending:
        return
    enter(state, i, here)


def enter(state: State, i: int, here: Owner) -> None:
    """Put a decision in force, with the name printed before its parenthesis and the places before it."""
    forward = state.pending
    state.pending = []
    close(state)
    flush_loose(state)
    state.owner = here
    if forward:
        here.start = min(here.start, state.pieces[forward[0]].start) if here.start >= 0 else here.start
        here.left = here.start
    else:
        alias(state, i, here)
    touched(state)
    direct(state, state.pieces[i], here)
    base = here.open or here.base
    for group in components(state, forward):
        attach(state, group, base)
        state.mark = "AND"
    touched(state)


def kind_word(state: State, i: int) -> str:
    """Return decision, recommendation or resolution: the word with the number, or that of its list."""
    piece = state.pieces[i]
    own = piece.first("DECISION", "RECOMMENDATION", "RESOLUTION")
    if own is not None:
        return own.kind.lower()
    behind = state.pieces[i + 1] if i + 1 < len(state.pieces) else None
    if behind is not None and "decision" in behind.terms[0].raw.meanings and not behind.terms[0].raw.text.isascii():
        return "decision"
    if in_list(state, i) and state.owner is not None:
        return state.owner.word
    return ""


def in_list(state: State, i: int) -> bool:
    """Tell whether the number continues a list of numbers: only marks lie between it and the last one."""
    return (
        state.owner is not None and i > 0 and state.noise == 0 and state.mark in {"COMMA", "AND", "SEMI", ""}
    )


def body_named(state: State, i: int, word: str) -> Form | None:
    """Return the body named with the number, before it or behind it or behind the list it is in."""
    own = state.pieces[i].first("DECISION", "RECOMMENDATION", "RESOLUTION") is not None
    if not own and state.owner is not None and state.owner.mention is not None and in_list(state, i):
        return state.owner.mention
    before = mention_before(state.pieces, i, word)
    if before is not None and not (before.body == "COP" and before.scheme == "cbd"):
        return before
    last = i
    for k in range(i + 1, min(i + 40, len(state.pieces))):
        rule = state.pieces[k].rule
        if rule == "named" and state.pieces[k].first("DECISION", "RECOMMENDATION", "RESOLUTION") is None:
            last = k
        elif rule not in {"COMMA", "AND"}:
            break
    return mention_after(state.pieces, last, word) or before


def accepted(state: State, i: int, word: str, mention: Form | None) -> bool:
    """Tell whether a number is one of a decision: by its word, its shape, its list, its body or its place."""
    piece = state.pieces[i]
    term = piece.first("NUMBER")
    if term is None or term.raw.number is None:
        return False
    found = term.raw.number
    if word or found.form is not None or piece.first("PREBODY") is not None:
        return True
    if found.roman:
        return True
    if state.pending or (mention is not None and i > 0 and state.pieces[i - 1].rule == "BODY"):
        return True
    if not plausible(found):
        return False
    alone = i == 0 or term.raw.line_start
    rest = state.pieces[i + 1 : i + 3]
    ends = not rest or rest[0].rule in {"COMMA", "SEMI", "AND", "CLOSE"} or rest[0].rule in PLACES
    followed = bool(rest) and (
        rest[0].rule in PLACES
        or (len(rest) > 1 and rest[0].rule in {"COMMA", "DASH", "OPEN"} and rest[1].rule in PLACES)
    )
    more = len(piece.terms) > 1 or bool(found.part)
    return followed or (alone and (ends or more))


def word_slips(piece: Piece) -> list[Problem]:
    """Return a problem for a word of decision that is misspelt or written together with another."""
    term = piece.first("DECISION", "RECOMMENDATION", "RESOLUTION")
    messages = {
        "misspelt": 'The word is read as "decision". Please check the spelling.',
        "glued-word": "Two words are written together. Please check.",
    }
    slips = term.raw.slips if term is not None else ()
    return [
        Problem("warning", slip, messages[slip], found=term.raw.text, field="mandate")
        for slip in slips
        if term is not None
    ]


def direct(state: State, piece: Piece, here: Owner) -> None:
    """Take what stands right behind the number: "16/9 A and B", "V/3 II", "VI/8 6b"."""
    term = piece.first("NUMBER")
    found = term.raw.number if term is not None else None
    places = [
        t for t in piece.terms if t.kind in {"LETTER", "ROMAN", "MORE_LETTER", "TO_LETTER", "MORE_ROMAN"}
    ]
    bare = [t for t in piece.terms if t.kind in {"BARE", "ITEM"}]
    if found is not None and found.part:
        put(state, here, Units([Path(part=found.part)]), piece.end)
    if places:
        part = Piece("direct", places, piece.start, piece.end)
        put(state, here, section_units(part, Path(), ""), piece.end)
    if found is not None and found.para:
        put(state, here, Units([replace(here.open or here.base, para=found.para)]), piece.end)
    if bare:
        part = Piece("direct", bare, piece.start, piece.end)
        put(state, here, paragraph_units(part, here.open or here.base, ""), piece.end)


def alias(state: State, i: int, here: Owner) -> None:
    """Keep the name printed before a parenthesis that holds the decision: "LTSF (dec. 15/8 - annex I)"."""
    if i == 0 or state.pieces[i - 1].rule != "OPEN":
        return
    k = i - 2
    while k >= 0 and i - k < 16 and in_name(state.pieces, k):
        k -= 1
    if k < i - 2:
        start, end = state.pieces[k + 1].start, state.pieces[i - 2].end
        here.label, here.left = state.text[start:end], start


def in_name(pieces: list[Piece], k: int) -> bool:
    """Tell whether a word is part of a name in capitals: "Terms of Reference", "Long-term Framework"."""
    term = pieces[k].terms[0]
    if pieces[k].rule in {"OF", "TO", "AND", "DET", "DASH"}:
        return k > 0 and capital_word(pieces[k - 1])
    if pieces[k].rule != "NOISE" or term.raw.kind != "WORD" or "aside" in term.raw.meanings:
        return False
    hyphened = k > 1 and pieces[k - 1].rule == "DASH" and capital_word(pieces[k - 2])
    connected = term.raw.text in {"for", "on", "pour", "para", "sobre"} and k > 0 and capital_word(pieces[k - 1])
    return capital_word(pieces[k]) or hyphened or connected


def capital_word(piece: Piece) -> bool:
    return piece.rule == "NOISE" and piece.terms[0].raw.text[:1].isupper()


def coded(state: State, i: int) -> None:
    """Take a symbol, code or address; of a code that may be a document only where it stands alone."""
    piece = state.pieces[i]
    term = piece.first("CODE")
    code = term.code if term is not None else None
    if term is None or code is None:
        return
    if code.type == "unresolved":
        note = "The page number is not in the table of old page numbers, so its decision is not known."
        state.problems.append(Problem("warning", "legacy-number", note, found=term.raw.text, field="mandate"))
        close(state)
        state.found.append((piece.start, len(state.found), replace(code, printed=term.raw.text)))
        return
    if code.type == "target" or code.decision is None:
        state.found.append((piece.start, len(state.found), replace(code, printed=term.raw.text)))
        return
    if ambiguous(term.raw.text) and len(state.pieces) > 1 and piece.first("DECISION") is None:
        state.noise += 1
        return
    here = Owner(code.type, code.decision, code.body, code.inferred, piece.start, piece.end)
    same = state.owner is not None and (state.owner.decision, state.owner.body) == (here.decision, here.body)
    path = Path(code.part, code.annex, None, code.section, None, code.para, code.sub, code.subsub)
    if same and path == Path() and state.mark in {"OPEN", "COMMA", ""} and not state.pending:
        return
    enter(state, i, here)
    if path != Path():
        put(state, here, Units([path]), piece.end)


def ambiguous(word: str) -> bool:
    """Tell whether a code of a whole decision has the shape of a working document: "CBD/COP/14/12"."""
    parts = word.split("/")
    return len(parts) == 4 and parts[1] == "COP" and "." not in word and not parts[3].startswith("0")


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


def add_unresolved(state: State, start: int, end: int) -> None:
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


def drop_pending(state: State) -> None:
    state.pending = []


def place(state: State, i: int) -> None:
    """Take a place: keep it for the decision that follows, drop it, or attach it to the one in force."""
    piece, link = state.pieces[i], state.links.get(i)
    if link is not None and link.how == "refused":
        if not backward(state, i):
            state.muted = True
            state.pending = []
            return
        if direct_refusal(state, i):
            state.muted = True
            return
        link = None
    if link is not None and link.how == "self":
        if state.context is None:
            add_unresolved(state, piece.start, state.pieces[link.other].end)
            return
        outside(state, [*state.pending, i])
        return
    if link is not None and not (link.how == "beside" and backward(state, i)):
        state.pending.append(i)
        return
    if state.muted and not state.pending:
        return
    group, state.pending = [*state.pending, i], []
    attach(state, group)


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
        put(state, state.owner, units, end, piece.start, descend=n > 0 or state.mark not in {"SEMI", "AND"})
    touched(state)


def refused_here(state: State, i: int, piece: Piece) -> bool:
    """Tell whether a section is one of the document at hand: "(section I)", or named far from the decision."""
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


def put(
    state: State, owner: Owner, units: Units, end: int, start: int | None = None, descend: bool = True
) -> None:
    """Add places to the decision; the last one gives way if the next lies within it."""
    state.problems += units.problems
    if (
        descend
        and owner.open is not None
        and owner.units
        and units.paths
        and within(units.paths[0], owner.open)
    ):
        state.found.pop()
        owner.units -= 1
    if len(state.found) + len(units.paths) > MOST:
        if not state.full:
            note = f"More than {MOST} places are cited: lists and ranges after that keep their ends only."
            state.problems.append(Problem("warning", "too-many", note, field="mandate"))
        state.full = True
        units.paths = units.paths[:1] + units.paths[-1:] if len(units.paths) > 1 else units.paths
    for path in units.paths:
        emit(state, owner, path, owner.end if start is None else start, end)
        owner.units += 1
        owner.open = path


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


def emit(state: State, owner: Owner, path: Path, start: int, end: int) -> None:
    """Write down one unit."""
    inferred = owner.inferred
    if "part" in inferred and path.part != owner.base.part:
        inferred = tuple(name for name in inferred if name != "part")
    label = path.label or (owner.label if path.annex else None)
    left = owner.left if owner.label else owner.start
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
        printed=span(state.text, left, owner, start, end),
    )
    state.found.append(
        (
            min(start, owner.start) if owner.start >= 0 and start < owner.start else start,
            len(state.found),
            unit,
        )
    )


def span(text: str, left: int, owner: Owner, start: int, end: int) -> str:
    """Return the words of a unit, from its decision to its place."""
    low, high = min(left, start), max(owner.end, end)
    if owner.label and owner.left < owner.start and text[high : high + 1] in {")", "]"}:
        high += 1
    elif text[high : high + 1] == ")" and text.count("(", low, high) > text.count(")", low, high):
        high += 1
    if high - low <= SPAN:
        return text[low:high]
    return f"{text[owner.start : owner.end][:SPAN]} ... {text[start:end][:SPAN]}"


def target(state: State, piece: Piece) -> None:
    """Take targets of the framework; those that do not exist are unresolved."""
    from iagkg.citation.places import numbered_units  # noqa: PLC0415

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


_ = (OWNERS, fold)
