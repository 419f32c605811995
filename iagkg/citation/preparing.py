"""What a token is by itself or by what stands before it: dates, letters, roman numbers, codes."""

from dataclasses import dataclass

from iagkg.citation.compact import read_compact
from iagkg.citation.model import Citation
from iagkg.citation.numerals import is_roman
from iagkg.citation.scanner import NumberFound, Raw, scan
from iagkg.citation.words import fold

__all__ = ["Terminal", "prepared"]


@dataclass(slots=True)
class Terminal:
    """One terminal: its kind, the token it came from, its place; `code` for compact notations."""

    kind: str
    raw: Raw
    start: int
    end: int
    pointer: str = ""
    code: Citation | None = None
    plural: bool = False


def prepared(text: str) -> list[Terminal]:
    """Return the tokens of a text, each with what its left side tells about it."""
    raws = scan(text)
    dates(raws)
    sessionless(raws)
    raws = inserted(raws)
    return [first_kind(raws, i) for i in range(len(raws))]


def dates(raws: list[Raw]) -> None:
    """Turn the numbers of a date into noise: "19 December 2022", "19 de diciembre de 2022"."""
    for i, raw in enumerate(raws):
        if "month" not in raw.meanings:
            continue
        before = [j for j in (i - 1, i - 2) if j >= 0 and raws[j].kind in {"INT", "WORD"}]
        after = [
            j for j in (i + 1, i + 2, i + 3) if j < len(raws) and raws[j].kind in {"INT", "COMMA", "WORD"}
        ]
        for side in (before, after):
            for j in side:
                if raws[j].kind == "INT":
                    raws[j].kind = raw.kind = "NOISE"
                elif raws[j].kind == "WORD" and fold(raws[j].text) not in {"de", "del", "of", "er"}:
                    break


def inserted(raws: list[Raw]) -> list[Raw]:
    """Put the number of an inserted paragraph together: "3 bis"."""
    found: list[Raw] = []
    for raw in raws:
        if "bis" in raw.meanings and found and found[-1].kind == "INT":
            found[-1].text, found[-1].end = f"{found[-1].text} {raw.text.lower()}", raw.end
        else:
            found.append(raw)
    return found


def sessionless(raws: list[Raw]) -> None:
    """Find the numbers without a session: "recommendation 1 C of" the one meeting that numbers so."""
    for i, raw in enumerate(raws):
        if raw.body is None or raw.body.form != "{N}":
            continue
        for k in range(max(1, i - 6), min(len(raws), i + 4)):
            if raws[k].kind == "INT" and "recommendation" in raws[k - 1].meanings:
                raws[k].kind, raws[k].number = "NUMBER", NumberFound("", "1", raws[k].text, raw.body)


def before(raws: list[Raw], i: int) -> Raw | None:
    """Return the token before, points left out."""
    i -= 1
    while i >= 0 and raws[i].kind == "DOT":
        i -= 1
    return raws[i] if i >= 0 else None


def first_kind(raws: list[Raw], i: int) -> Terminal:
    """Settle what stands by itself or depends on what is before it."""
    raw = raws[i]
    kind = raw.kind
    if kind in {"CODE", "URL"}:
        code = read_compact(raw.text)
        return Terminal("CODE" if code else "NOISE", raw, raw.start, raw.end, code=code)
    if kind == "INT" and len(raw.text) == 4 and raw.text[:2] in {"19", "20"}:
        kind = "NOISE"
    if kind == "WORD" and not raw.meanings - {"glue", "and", "range", "of", "to", "in"}:
        kind = value_word(raws, i) or kind
    if kind == "INT" and i and raws[i - 1].kind in {"NUMBER", "WORD"}:
        kind = bare_or_int(raws, i)
    plural = fold(raw.text.rstrip(".")).endswith("s")
    return Terminal(kind, raw, raw.start, raw.end, plural=plural)


def value_word(raws: list[Raw], i: int) -> str | None:
    """Return LETTER, ROMAN, ROMLOW or ITEM for a word that is one, else None."""
    raw, ahead, last = raws[i], raws[i + 1] if i + 1 < len(raws) else None, before(raws, i)
    text = raw.text
    if text.isascii() and text.isupper() and (len(text) == 1 or is_roman(text)):
        return "LETTER" if ends_letters(raws, i) else capital(raw, ahead, last)
    glued = last is not None and last.kind == "INT" and last.end == raw.start
    if glued and len(text) == 1 and text.isascii() and text.islower():
        return "ITEM"
    if not text.islower() or not text.isascii():
        return None
    if last is not None and is_roman(text):
        listed = i >= 2 and joins(last) and small_roman(raws[i - 2])
        if listed or last.meanings & {"paragraph", "item"}:
            return "ROMLOW"
    ends = ahead is None or ahead.kind in {"COMMA", "SEMI", "CLOSE", "DOT"} or "and" in ahead.meanings
    if len(text) == 1 and last is not None and last.kind == "INT" and ends and follows_paragraph(raws, i - 1):
        return "ITEM"
    return None


def ends_letters(raws: list[Raw], i: int) -> bool:
    """Tell whether I, V or X ends a range of letters: "A-I"."""
    if i < 2 or len(raws[i].text) > 1 or not (raws[i - 1].kind == "DASH" or "range" in raws[i - 1].meanings):
        return False
    start = raws[i - 2].text
    return len(start) == 1 and "A" <= start <= "Z" and not is_roman(start)


def small_roman(raw: Raw) -> bool:
    return raw.kind == "WORD" and raw.text.islower() and is_roman(raw.text)


def joins(raw: Raw) -> bool:
    return raw.kind in {"COMMA", "DASH"} or bool(raw.meanings & {"and", "range"})


def follows_paragraph(raws: list[Raw], i: int) -> bool:
    """Tell whether the number at i is one of a paragraph, or stands right behind a decision."""
    last = before(raws, i)
    return last is not None and bool(
        last.meanings & {"paragraph", "item"} or last.kind == "NUMBER" or joins(last)
    )


def capital(raw: Raw, ahead: Raw | None, last: Raw | None) -> str | None:
    """Tell a letter of a part from a roman number and from the word "A" or "I" of a sentence."""
    named = last is not None and (
        last.kind == "NUMBER" or bool(last.meanings & {"section", "part", "annex", "appendix", "locator"})
    )
    if raw.text in {"A", "I"} and not named and ahead is not None and ahead.kind == "WORD":
        known = ahead.meanings & {"paragraph", "and", "of", "section", "annex", "range"}
        if not known or "glue" in ahead.meanings:
            return None
    return "ROMAN" if raw.text in {"I", "V", "X"} or len(raw.text) > 1 else "LETTER"


def bare_or_int(raws: list[Raw], i: int) -> str:
    """Tell whether a number right behind a decision or part is a paragraph: "XII/28 3. (b)", "VI/8 6b"."""
    last, ahead = raws[i - 1], raws[i + 1] if i + 1 < len(raws) else None
    letter = last.kind == "WORD" and len(last.text) == 1 and last.text.isupper() and i > 1
    if not (last.kind == "NUMBER" or (letter and raws[i - 2].kind == "NUMBER")):
        return "INT"
    closed = ahead is None or ahead.kind in {"ITEM", "COMMA", "SEMI", "CLOSE", "COLON"}
    if ahead is not None and ahead.kind == "DOT":
        closed = i + 2 >= len(raws) or raws[i + 2].kind in {"ITEM", "COMMA", "SEMI", "CLOSE"}
    glued = ahead is not None and ahead.kind == "WORD" and ahead.start == raws[i].end and len(ahead.text) == 1
    return "BARE" if closed or glued else "INT"
