"""Turn tokens into the terminals of the grammar: each word gets the one meaning that its neighbours allow.

First from the left (what a letter or a small roman number is depends on what stands before it), then from
the right (a word of interest needs what follows it, else it is noise).
"""

from dataclasses import dataclass

from iagkg.citation.compact import read_compact
from iagkg.citation.model import Citation
from iagkg.citation.numerals import is_roman
from iagkg.citation.scanner import NumberFound, Raw, scan
from iagkg.citation.words import fold

__all__ = ["Terminal", "terminals"]

KINDS = {"decision": "DECISION", "recommendation": "RECOMMENDATION", "resolution": "RESOLUTION"}
POINTERS = ("pointer-same", "pointer-self", "pointer-the")
VALUES = {"INT", "ITEM", "LETTER", "ROMAN", "ROMLOW"}
LABEL_TOKENS = 25


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


def terminals(text: str) -> list[Terminal]:
    """Return the terminals of a text, in order; what has no bearing is NOISE."""
    raws = scan(text)
    dates(raws)
    sessionless(raws)
    raws = inserted(raws)
    row = labels(pointers([first_kind(raws, i) for i in range(len(raws))]))
    return from_the_right([t for t in row if t.raw.kind not in {"DOT", "COLON"} or t.kind == "LABEL"], text)


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
    if is_roman(text) and last is not None and (last.meanings & {"paragraph", "item"}):
        return "ROMLOW"
    if is_roman(text) and i >= 2 and last is not None and joins(last) and small_roman(raws[i - 2]):
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
    """Tell whether a number right behind a decision or its part is a paragraph: "XII/28 3. (b)", "VI/8 6b"."""
    last, ahead = raws[i - 1], raws[i + 1] if i + 1 < len(raws) else None
    letter = last.kind == "WORD" and len(last.text) == 1 and last.text.isupper() and i > 1
    if not (last.kind == "NUMBER" or (letter and raws[i - 2].kind == "NUMBER")):
        return "INT"
    closed = ahead is None or ahead.kind in {"ITEM", "COMMA", "SEMI", "CLOSE", "COLON"}
    if ahead is not None and ahead.kind == "DOT":
        closed = i + 2 >= len(raws) or raws[i + 2].kind in {"ITEM", "COMMA", "SEMI", "CLOSE"}
    glued = ahead is not None and ahead.kind == "WORD" and ahead.start == raws[i].end and len(ahead.text) == 1
    return "BARE" if closed or glued else "INT"


def pointers(row: list[Terminal]) -> list[Terminal]:
    """Put "the same decision", "that decision", "ibid." together as one POINTER."""
    found: list[Terminal] = []
    for i, term in enumerate(row):
        meanings = term.raw.meanings
        if "ibid" in meanings:
            found.append(Terminal("POINTER", term.raw, term.start, term.end, pointer="same"))
            continue
        named = meanings & {"decision", "recommendation"} and term.kind in {"WORD", "ZH"} and not term.plural
        if not named or number_follows(row, i):
            found.append(term)
            continue
        strength, start = "", term.start
        while found and found[-1].raw.meanings & set(POINTERS) and found[-1].kind == "WORD":
            last = found.pop()
            start, strength = last.start, stronger(strength, last.raw.meanings)
        behind = row[i + 1] if i + 1 < len(row) else None
        if behind is not None and "pointer-same" in behind.raw.meanings and behind.raw.text.islower():
            strength = "same"
        if strength:
            found.append(Terminal("POINTER", term.raw, start, term.end, pointer=strength))
        else:
            found.append(term)
    return found


def stronger(strength: str, meanings: frozenset[str]) -> str:
    """Return the stronger of two pointing words: same, this, the."""
    for name in POINTERS:
        if strength == name[8:] or name in meanings:
            return name[8:]
    return strength


def number_follows(row: list[Terminal], i: int) -> bool:
    """Tell whether a number of a decision follows, perhaps behind a point, "No." or the name of a body."""
    for term in row[i + 1 : i + 5]:
        if term.kind in {"NUMBER", "CODE"}:
            return True
        if term.kind not in {"DOT", "COLON", "BODY", "DASH"} and "glue" not in term.raw.meanings:
            return False
    return False


def labels(row: list[Terminal]) -> list[Terminal]:
    """Put the name printed behind an annex together: "annex III (IAG's TOR)", "Annex, Action Plan, ..."."""
    found: list[Terminal] = []
    i = 0
    while i < len(row):
        end = None
        if row[i].kind == "OPEN" and found and (annex_before(found) is not None):
            end = closing(row, i)
        elif row[i].kind == "COMMA" and found and "annex" in found[-1].raw.meanings:
            end = named_between(row, i)
        if end is None:
            found.append(row[i])
            i += 1
        else:
            comma = row[i].kind == "COMMA"
            found.append(
                Terminal("LABEL", row[i + 1].raw, row[i + 1].start, row[end - 1].end, pointer=row[i].kind)
            )
            i = end if comma else end + 1
    return found


def annex_before(found: list[Terminal]) -> Terminal | None:
    for term in found[:-3:-1]:
        if "annex" in term.raw.meanings:
            return term
        if term.kind not in {"LETTER", "ROMAN", "INT"}:
            return None
    return None


def closing(row: list[Terminal], i: int) -> int | None:
    """Return where the parenthesis closes if it holds nothing but a name."""
    for j in range(i + 1, min(i + LABEL_TOKENS, len(row))):
        term = row[j]
        if term.kind == "CLOSE":
            return j if j > i + 1 and "aside" not in row[i + 1].raw.meanings else None
        if term.kind in {"NUMBER", "CODE", "OPEN", "POINTER"} or term.raw.meanings & {
            "paragraph",
            "section",
            "annex",
        }:
            return None
    return None


def named_between(row: list[Terminal], i: int) -> int | None:
    """Return where the comma behind a name of capital words stands."""
    for j in range(i + 1, min(i + 7, len(row))):
        term = row[j]
        if term.kind == "COMMA":
            return j if j > i + 1 else None
        if (
            term.kind != "WORD"
            or not term.raw.text[:1].isupper()
            or term.raw.meanings - {"locator", "locator-noise"}
        ):
            return None
    return None


def from_the_right(row: list[Terminal], text: str) -> list[Terminal]:
    """Settle what needs its followers; a word without them is noise."""
    found: list[Terminal] = []
    for i in range(len(row) - 1, -1, -1):
        term = row[i]
        after = found[-1].kind if found else ""
        second = found[-2].kind if len(found) > 1 else ""
        if (
            term.kind in {"COMMA", "AND"}
            and after in {"AND", "COMMA"}
            or (term.kind == "COMMA" and after.startswith("MORE_"))
        ):
            found[-1].start = term.start
            continue
        if term.kind == "LABEL" and not (i and labelled(row, i)):
            term.kind = "NOISE"
        if term.kind in {"WORD", "ZH", "DASH", "COMMA", "SEMI"}:
            term.kind = settle(term, after, second, row[i - 1] if i else None)
            if term.kind == "":
                continue
        elif term.kind == "BODY":
            term.kind = "PREBODY" if after == "NUMBER" else "BODY"
        elif term.kind in {"MARK", "DOT", "COLON", "HALF"}:
            term.kind = "NOISE"
        found.append(term)
    found.reverse()
    return after_targets(found)


def labelled(row: list[Terminal], i: int) -> bool:
    return any("annex" in term.raw.meanings for term in row[max(0, i - 2) : i])


NEEDS = (
    ("paragraph", "PARA", {"INT", "ITEM", "ROMLOW", "BARE"}),
    ("item", "PARA", {"ITEM", "ROMLOW"}),
    ("section", "SECTION", {"LETTER", "ROMAN", "INT"}),
    ("part", "PART", {"LETTER", "ROMAN"}),
    ("annex", "ANNEX", None),
    ("appendix", "LOCATOR", None),
    ("article", "ARTICLE", {"INT"}),
    ("target", "TARGET", {"INT"}),
    ("framework", "FRAMEWORK", {"TARGET"}),
)


def settle(term: Terminal, after: str, second: str, last: Terminal | None) -> str:
    """Return the kind of a word or mark from what follows; "" drops it (the hyphen of "COP-16/3")."""
    meanings = term.raw.meanings
    for meaning, kind in KINDS.items():
        if meaning in meanings and (
            after in {"NUMBER", "CODE"} or (after == "PREBODY" and second == "NUMBER")
        ):
            return kind
    for meaning, kind, needed in NEEDS:
        if meaning in meanings and (needed is None or after in needed):
            return kind
    if "item" in meanings and after == "INT" and "locator-noise" not in meanings:
        return "PARA"
    if "locator" in meanings and after in {"INT", "ROMAN", "LETTER"} and "locator-noise" not in meanings:
        return "LOCATOR"
    if term.kind == "DASH" and last is not None and last.kind == "BODY" and after == "NUMBER":
        return ""
    joined = joiner(term, after, last)
    if joined:
        return joined
    if "self" in meanings:
        return "ABOVE"
    for meaning, kind in (("of", "OF"), ("to", "TO"), ("in", "IN"), ("glue", "DET")):
        if meaning in meanings:
            if kind == "DET" and after == "NUMBER" and term.raw.text.lower() in {"no", "nos", "number", "n"}:
                return ""
            return kind
    return "NOISE" if term.kind in {"WORD", "ZH"} else term.kind


def joiner(term: Terminal, after: str, last: Terminal | None) -> str:
    """Return MORE_X before an X, TO_X between two, COMMA, AND, DASH or "" for other words."""
    before_it = last.kind if last is not None else ""
    before_it = "INT" if before_it == "BARE" else before_it
    if (term.kind == "DASH" or "range" in term.raw.meanings) and after in VALUES and before_it == after:
        return f"TO_{after}"
    if term.kind == "SEMI":
        return f"MORE_{after}" if after in {"INT", "ITEM"} and before_it in {"INT", "ITEM"} else "SEMI"
    is_and = "and" in term.raw.meanings
    if (term.kind == "COMMA" or is_and) and after in VALUES:
        return f"MORE_{after}"
    return "AND" if is_and else ""


def after_targets(row: list[Terminal]) -> list[Terminal]:
    """Turn targets of other frameworks into noise: "Aichi Target 11", "Meta 11 de Aichi", "SDG target 15.1"."""
    for i, term in enumerate(row):
        if term.kind != "TARGET":
            continue
        around = [*row[max(0, i - 2) : i], *row[i + 2 : i + 5]]
        other = any("other-framework" in near.raw.meanings for near in around)
        if other or "." in row[i + 1].raw.text or len(row[i + 1].raw.text) > 2:
            term.kind = "NOISE"
            if i and row[i - 1].kind == "FRAMEWORK":
                row[i - 1].kind = "NOISE"
    return row
