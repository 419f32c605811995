"""Which decision a printed number is: its body, its official form, and whether it is one at all."""

from dataclasses import dataclass

from iagkg.citation.bodies import Form, body_forms, last_session, official
from iagkg.citation.model import CitationType
from iagkg.citation.numerals import from_roman
from iagkg.citation.pieces import Piece
from iagkg.citation.scanner import NumberFound
from iagkg.citation.words import fold
from iagkg.problem import Problem

__all__ = ["Decision", "mention_after", "mention_before", "name", "plausible"]

SERVING = frozenset(
    {
        "serving",
        "as",
        "meeting",
        "meetings",
        "parties",
        "acting",
        "siegeant",
        "en",
        "tant",
        "que",
        "reunion",
        "partes",
        "actua",
        "como",
        "protocol",
        "protocole",
        "protocolo",
        "convention",
        "conference",
        "s",
        "governing",
        "body",
        "organe",
        "directeur",
        "organo",
        "rector",
    }
)
"""Words between the names of a body: "Conference of the Parties serving as the meeting of the Parties to"."""

RECOMMENDING_BACK = 14
ROMAN_SBSTTA = 13


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or recommendation in its official form, and what was odd about the print."""

    type: CitationType
    decision: str
    body: str | None
    inferred: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def warning(code: str, message: str, found: str) -> Problem:
    return Problem("warning", code, message, found=found, field="mandate")


def session_of(found: NumberFound) -> int:
    """Return the session of a number as printed, 0 where it cannot be one."""
    return (from_roman(found.roman) or 0) if found.roman else int(found.session or 0)


def plausible(found: NumberFound) -> bool:
    """Tell whether a bare arabic number can be one of the COP, from the session on that prints it so."""
    return bool(found.roman) or (
        14 <= session_of(found) <= last_session("COP") + 1 and 0 < int(found.number) <= 99
    )


def name(found: NumberFound, word: str, mention: Form | None, printed: str) -> Decision | None:
    """Return the decision a number stands for; None where the number is none of a known body.

    `word` is decision, recommendation, resolution or empty; `mention` the body named with it.
    """
    session = session_of(found)
    if not session:
        return None
    odd = slips(found, printed)
    form = found.form or mention
    if form is None or (found.form is None and not fits(found, word, form)):
        form = None
    if form is not None and form.scheme != "cbd":
        return other_treaty(found, form, session, printed, odd)
    if found.dotted or (word == "resolution" and form is None):
        return None
    body, inferred = (form.body, ()) if form is not None else presumed(found, word, session)
    number = str(int(found.number)) if found.number.isdigit() else found.number
    kind: CitationType = "recommendation" if word == "recommendation" else "decision"
    if body is not None and body_forms(body)[0].kind == "recommendation":
        kind = "recommendation"
    if int(number) == 0:
        odd += (warning("impossible-number", "No decision has the number 0. Please check.", printed),)
    if body is None:
        odd += (warning("body-not-printed", "The body that recommends is not named: say which.", printed),)
        return Decision(kind, f"{found.roman or session}/{number}", None, (), odd)
    return Decision(kind, official(body, session, number), body, inferred, odd + late(body, session, printed))


def slips(found: NumberFound, printed: str) -> tuple[Problem, ...]:
    """Return a problem for each odd thing of the printed number."""
    words = {
        "digit-for-letter": "A digit stands for a letter in the roman number. It is read as the letter.",
        "glued": "The number and the next word are written together. Please check.",
        "small-letters": "The roman number is not in capitals. Please check.",
    }
    return tuple(warning(slip, words[slip], printed) for slip in found.slips)


def late(body: str, session: int, printed: str) -> tuple[Problem, ...]:
    """Return a problem for a session that is not known yet."""
    last = last_session(body)
    if session <= last:
        return ()
    return (
        warning(
            "unknown-session",
            f"The last session of {body} known here is {last}: please check the number, or name the body.",
            printed,
        ),
    )


def fits(found: NumberFound, word: str, form: Form) -> bool:
    """Tell whether a body that is named may have decided what is printed."""
    kind = {row.kind for row in body_forms(form.body)}
    if word == "decision" and kind == {"recommendation"}:
        return False
    if word == "recommendation" and "recommendation" not in kind:
        return False
    if form.scheme == "cbd":
        return not found.dotted and len(found.number) < 4
    return True


def other_treaty(
    found: NumberFound, form: Form, session: int, printed: str, odd: tuple[Problem, ...]
) -> Decision | None:
    """Return a decision of another treaty: in the form of that body, or as printed where it does not fit."""
    row = found.form or form
    number = " ".join(printed.split()).removesuffix(found.part)
    if found.form is not None or (row.own_shape and "/" in number and not row.form.startswith("{N}/")):
        number = official(form.body, session, found.number, row.segment)
    return Decision("other-treaty", number, form.body, (), odd)


def presumed(found: NumberFound, word: str, session: int) -> tuple[str | None, tuple[str, ...]]:
    """Return the body where none is named: the COP, or SBSTTA for what only SBSTTA can have recommended."""
    if word == "recommendation":
        alone = found.roman or session > max(last_session("WG8J"), last_session("SBI"))
        return ("SBSTTA", ("body",)) if alone else (None, ())
    if not word and found.roman and session > ROMAN_SBSTTA:
        return "SBSTTA", ("body",)
    return "COP", ()


def mention_before(pieces: list[Piece], i: int, word: str) -> Form | None:
    """Return the body named right before the number, or, for a recommendation, shortly before it."""
    own = pieces[i].first("PREBODY")
    if own is not None:
        return own.raw.body
    its = False
    for k in range(i - 1, max(-1, i - RECOMMENDING_BACK), -1):
        piece = pieces[k]
        if piece.rule == "BODY":
            body = piece.terms[0].raw.body
            close = k == i - 1 or its
            asked = (
                word == "recommendation"
                and body is not None
                and body_forms(body.body)[0].kind == "recommendation"
            )
            return body if close or asked else None
        if piece.rule in {"COMMA", "IN", "DET"}:
            its = its or fold(piece.terms[0].raw.text) in {"its", "sa", "su", "son"}
        elif word != "recommendation" or piece.rule in {"SEMI", "named", "code"}:
            return None
        else:
            its = False
    return None


def mention_after(pieces: list[Piece], i: int, word: str) -> Form | None:
    """Return the body named behind the number: "of the Conference of the Parties to the ... Convention"."""
    found: Form | None = None
    linked = False
    for piece in pieces[after_title(pieces, i + 1) : i + 36]:
        text = fold(piece.terms[0].raw.text)
        if piece.rule == "BODY":
            body = piece.terms[0].raw.body
            if not linked or body is None:
                break
            found = body if found is None or body.body != "COP" else found
        elif piece.rule in {"OF", "OPEN", "IN"} or (piece.rule == "COMMA" and word == "recommendation"):
            linked = True
        elif piece.rule in {"DET", "TO", "AND"} or (linked and text in SERVING):
            continue
        elif not date_word(piece, text):
            break
    return found


def after_title(pieces: list[Piece], k: int) -> int:
    """Return where a title in brackets behind the number ends; `k` itself where there is none."""
    if k + 1 >= len(pieces) or pieces[k].rule != "OPEN" or pieces[k + 1].rule == "BODY":
        return k
    close = next((n for n in range(k, min(k + 14, len(pieces))) if pieces[n].rule == "CLOSE"), None)
    return k if close is None else close + 1


def date_word(piece: Piece, text: str) -> bool:
    """Tell whether a piece is part of a date."""
    return piece.rule == "NOISE" and (text.isdigit() or "month" in piece.terms[0].raw.meanings)
