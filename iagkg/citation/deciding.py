"""Put a decision in force: a printed number, a symbol, a code, an address."""

from dataclasses import replace

from iagkg.citation.attaching import attach, components
from iagkg.citation.bodies import Form, official, split_number
from iagkg.citation.linking import PLACES
from iagkg.citation.naming import mention_after, mention_before, name, plausible
from iagkg.citation.pieces import Piece
from iagkg.citation.places import Path, Units, spell
from iagkg.citation.sections import paragraph_units, section_units
from iagkg.citation.state import Owner, State, close, flush_loose, put, touched
from iagkg.problem import Problem

__all__ = ["coded", "enter", "named"]


def named(state: State, i: int) -> None:
    """Take the number of a decision: one more of a list, a new one, or none at all."""
    piece = state.pieces[i]
    term = piece.first("NUMBER")
    if term is None or term.raw.number is None:
        return
    found, word = term.raw.number, kind_word(state, i)
    mention = body_named(state, i, word)
    if decision_range(state, i):
        return
    if not accepted(state, i, word, mention):
        if len(state.pieces) == 1:
            note = 'A number alone is no citation: write "decision" before it.'
            state.problems.append(Problem("info", "bare-number", note, found=term.raw.text, field="mandate"))
        state.pending = []
        state.noise += 1
        return
    read_as = name(found, word, mention, term.raw.text)
    if read_as is None:
        state.pending = []
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


def decision_range(state: State, i: int) -> bool:
    """Take "16/1 to 16/5": the number ends a range of decisions of one session."""
    owner, term = state.owner, state.pieces[i].first("NUMBER")
    between = state.pieces[i - 1].rule if i > 1 else ""
    if owner is None or owner.units or between not in {"TO", "DASH"} or state.pieces[i - 2].rule != "named":
        return False
    start = split_number(owner.body or "", owner.decision)
    end = (
        name(term.raw.number, owner.word, owner.mention, term.raw.text) if term and term.raw.number else None
    )
    stop = split_number(end.body or "", end.decision) if end is not None else None
    if start is None or end is None or stop is None or (end.body, stop[0]) != (owner.body, start[0]):
        return False
    numbers, odd = spell(int(start[1]), int(stop[1]), state.text[owner.start : state.pieces[i].end])
    state.problems += [odd] if odd else []
    owner.end = state.pieces[i].end
    for number in numbers[:-1]:
        state.owner = replace(owner, decision=official(end.body or "", start[0], str(number)))
        close(state)
    state.owner = replace(owner, decision=end.decision)
    touched(state)
    return True


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
        first = min(group)
        again = state.pieces[first].rule == "section" and first and state.pieces[first - 1].rule == "SEMI"
        annexed = here.open is not None and here.open.annex is not None
        attach(state, group, here.open if again and annexed else base)
        state.mark = "AND"
    touched(state)


def kind_word(state: State, i: int) -> str:
    """Return decision, recommendation or resolution: the word with the number, or that of its list."""
    piece = state.pieces[i]
    own = piece.first("DECISION", "RECOMMENDATION", "RESOLUTION")
    if own is not None:
        return own.kind.lower()
    behind = state.pieces[i + 1] if i + 1 < len(state.pieces) else None
    if (
        behind is not None
        and "decision" in behind.terms[0].raw.meanings
        and not behind.terms[0].raw.text.isascii()
    ):
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
    alone = i == 0 or term.raw.line_start or in_list(state, i)
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
    first = next((n for n, t in enumerate(piece.terms) if t.kind == "BARE"), len(piece.terms))
    bare = piece.terms[first:]
    if found is not None and found.part:
        put(state, Units([Path(part=found.part)]), here.end, piece.end)
    if places:
        part = Piece("direct", places, piece.start, piece.end)
        put(state, section_units(part, Path(), ""), here.end, piece.end)
    if found is not None and found.para:
        place = replace(here.open or here.base, para=found.para, sub=found.item or None)
        put(state, Units([place]), here.end, piece.end)
    if bare:
        part = Piece("direct", bare, piece.start, piece.end)
        put(state, paragraph_units(part, here.open or here.base, ""), here.end, piece.end)


def alias(state: State, i: int, here: Owner) -> None:
    """Keep the name printed before a parenthesis that holds the decision: "LTSF (dec. 15/8 - annex I)"."""
    if i == 0 or state.pieces[i - 1].rule != "OPEN":
        return
    k = i - 2
    while k >= 0 and i - k < 16 and in_name(state.pieces, k, state.text):
        k -= 1
    if k < i - 2:
        start, end = state.pieces[k + 1].start, state.pieces[i - 2].end
        here.label, here.left = state.text[start:end], start


def in_name(pieces: list[Piece], k: int, text: str) -> bool:
    """Tell whether a word is part of a name in capitals: "Terms of Reference", "Long-term Framework"."""
    term = pieces[k].terms[0]
    if pieces[k].rule in {"OF", "TO", "AND", "DET", "DASH"}:
        return k > 0 and capital_word(pieces[k - 1])
    if pieces[k].rule != "NOISE" or term.raw.kind != "WORD" or "aside" in term.raw.meanings:
        return False
    hyphened = k > 1 and pieces[k - 1].rule == "DASH" and capital_word(pieces[k - 2])
    small = term.raw.text in {"for", "on", "pour", "para", "sobre"}
    glued = k > 0 and text[pieces[k - 1].end : pieces[k].start] in {"'", "\u2019"}
    connected = k > 0 and capital_word(pieces[k - 1]) and (small or glued)
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
        put(state, Units([path]), here.end, piece.end)


def ambiguous(word: str) -> bool:
    """Tell whether a code of a whole decision has the shape of a working document: "CBD/COP/14/12"."""
    parts = word.split("/")
    return len(parts) == 4 and parts[1] == "COP" and "." not in word and not parts[3].startswith("0")
