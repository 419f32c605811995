"""What a token is by itself or by what stands before it: dates, letters, roman numbers, codes."""

from dataclasses import dataclass

from iagkg.citation.compact import read_compact
from iagkg.citation.dates import without_dates
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
    raws = without_dates(scan(text))
    sessionless(raws)
    raws = regrouped(raws)
    return [first_kind(raws, i) for i in range(len(raws))]


def regrouped(raws: list[Raw]) -> list[Raw]:
    """Put tokens together or apart that print has parted or joined.

    "3 bis" is one number, "16/9 (B)" a letter, "para. 31/32" two paragraphs, "9 (a, b)" two items.
    """
    found: list[Raw] = []
    i = 0
    while i < len(raws):
        raw, last = raws[i], before(raws, i)
        taken = 1
        if "bis" in raw.meanings and found and found[-1].kind == "INT":
            found[-1].text, found[-1].end = f"{found[-1].text} {raw.text.lower()}", raw.end
        elif (
            raw.kind == "NUMBER" and last is not None and "paragraph" in last.meanings and two_paragraphs(raw)
        ):
            found += two_paragraphs(raw)
        elif raw.kind == "ITEM" and found and found[-1].kind == "NUMBER" and raw.text.strip("() ").isupper():
            found.append(Raw("WORD", raw.text.strip("() "), raw.start, raw.end))
        elif raw.kind == "OPEN" and found and (inner := bracketed(raws, i, found[-1])):
            found += inner
            taken = len(inner) + 2
        elif part_of_code(raws, i):
            found += [Raw("WORD", "", raw.start, raw.start, frozenset({"part"})), raw]
        else:
            found.append(raw)
        i += taken
    return found


def part_of_code(raws: list[Raw], i: int) -> bool:
    """Tell whether a capital right behind a symbol or code is a part: "CBD/COP/DEC/16/9 B, para. 9"."""
    letter = (
        raws[i].kind == "WORD"
        and len(raws[i].text) == 1
        and raws[i].text.isascii()
        and raws[i].text.isupper()
    )
    if not letter or i == 0 or raws[i - 1].kind != "CODE":
        return False
    ahead = raws[i + 1] if i + 1 < len(raws) else None
    ends = ahead is None or ahead.kind in {"COMMA", "SEMI", "CLOSE", "DOT"}
    return ends or bool(ahead and ahead.meanings & {"paragraph", "and", "of"})


def two_paragraphs(raw: Raw) -> list[Raw]:
    """Return the two numbers of "31/32"; nothing for a number with a roman session or a body."""
    first, slash, second = raw.text.partition("/")
    if not slash or not (first.isdigit() and second.isdigit()):
        return []
    middle = raw.start + len(first)
    return [
        Raw("INT", first, raw.start, middle),
        Raw("COMMA", ",", middle, middle + 1),
        Raw("INT", second, middle + 1, raw.end),
    ]


def bracketed(raws: list[Raw], i: int, last: Raw) -> list[Raw]:
    """Return what stands in brackets at `i` if it is a part, "(B)", or a list of items, "(a, b and d)"."""
    close = next((k for k in range(i + 1, min(i + 24, len(raws))) if raws[k].kind == "CLOSE"), i)
    inner = raws[i + 1 : close]
    letters = [raw for raw in inner if raw.kind == "WORD" and len(raw.text) == 1 and raw.text.isascii()]
    if last.kind == "NUMBER" and len(inner) == 1 and letters and inner[0].text.isupper():
        return inner
    lower = [raw for n, raw in enumerate(inner) if n % 2 == 0 and raw in letters and raw.text.islower()]
    if last.kind != "INT" or len(inner) < 3 or len(lower) * 2 != len(inner) + 1:
        return []
    if not all(joins(raw) for raw in inner[1::2]):
        return []
    for raw in lower:
        raw.kind, raw.meanings = "ITEM", frozenset()
    return inner


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
    if kind == "WORD" and len(raw.text) == 1 and raw.text.isupper() and not number_ahead(raws, i):
        raw.meanings = frozenset()
    if kind == "WORD" and not raw.meanings - {"glue", "and", "range", "of", "to", "in"}:
        kind = value_word(raws, i) or kind
    if kind == "INT" and i:
        kind = bare_or_int(raws, i)
    plural = fold(raw.text.rstrip(".")).endswith("s")
    return Terminal(kind, raw, raw.start, raw.end, plural=plural)


def item_letter(raws: list[Raw], i: int, last: Raw | None) -> bool:
    """Tell whether a letter without brackets is an item: "9b", "5.a", "5.a-c", "9b and c"."""
    point = raws[i - 1].end - raws[i - 1].start == 1 and raws[i - 1].kind == "DOT"
    if last is not None and last.kind == "INT" and last.end + point == raws[i].start:
        return True
    ahead = raws[i + 1] if i + 1 < len(raws) else None
    ends = ahead is None or ahead.kind not in {"WORD", "ITEM", "INT", "BODY", "NUMBER"} or joins(ahead)
    before_it = raws[i - 2] if i > 1 else None
    listed = before_it is not None and before_it.kind == "ITEM" and "(" not in before_it.text
    return listed and ends and last is not None and joins(last)


def number_ahead(raws: list[Raw], i: int) -> bool:
    """Tell whether a number follows, perhaps behind a point: "P. 6" is a paragraph, "16/9 P" a part."""
    ahead = [raw.kind for raw in raws[i + 1 : i + 3]]
    return ahead[:1] in (["INT"], ["NUMBER"]) or ahead == ["DOT", "INT"]


def value_word(raws: list[Raw], i: int) -> str | None:
    """Return LETTER, ROMAN, ROMLOW or ITEM for a word that is one, else None."""
    raw, ahead, last = raws[i], raws[i + 1] if i + 1 < len(raws) else None, before(raws, i)
    text = raw.text
    if text.isascii() and text.isupper() and (len(text) == 1 or is_roman(text)):
        return "LETTER" if ends_letters(raws, i) else capital(raw, ahead, last)
    if len(text) == 1 and text.isascii() and text.islower() and item_letter(raws, i, last):
        raw.kind = "ITEM"
        return "ITEM"
    if not text.islower() or not text.isascii():
        return None
    if last is not None and is_roman(text):
        listed = i >= 2 and joins(last) and small_roman(raws[i - 2])
        if listed or last.meanings & {"paragraph", "item"}:
            return "ROMLOW"
    ends = ahead is None or ahead.kind in {"COMMA", "SEMI", "CLOSE", "DOT"} or "and" in ahead.meanings
    if len(text) == 1 and last is not None and last.kind == "INT" and ends and follows_paragraph(raws, i - 1):
        raw.kind = "ITEM"
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
        last.meanings & {"paragraph", "item"} or last.kind == "NUMBER" or joins(last) or part_before(raws, i)
    )


def part_before(raws: list[Raw], i: int) -> bool:
    """Tell whether the letter of a part stands right before i, behind a decision: "16/9 B 9"."""
    letter = i > 1 and len(raws[i - 1].text) == 1 and raws[i - 1].text.isupper()
    return letter and raws[i - 2].kind == "NUMBER"


def lone_item(raws: list[Raw], i: int) -> bool:
    """Tell whether a small letter that ends its stretch stands behind the number at i: "16/9 B 9 c"."""
    if i + 1 >= len(raws):
        return False
    raw, after = raws[i + 1], raws[i + 2] if i + 2 < len(raws) else None
    letter = raw.kind == "WORD" and len(raw.text) == 1 and raw.text.isascii() and raw.text.islower()
    letter = letter and "and" not in raw.meanings
    return letter and (after is None or after.kind in {"COMMA", "SEMI", "CLOSE"} or "and" in after.meanings)


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
    ahead = raws[i + 1] if i + 1 < len(raws) else None
    k = i - 1 if raws[i - 1].kind not in {"COMMA", "DOT"} else i - 2
    if k < i - 1 and (ahead is None or ahead.kind != "ITEM"):
        return "INT"
    letter = k > 0 and raws[k].kind == "WORD" and len(raws[k].text) == 1 and raws[k].text.isupper()
    if k < 0 or not (raws[k].kind == "NUMBER" or (letter and raws[k - 1].kind == "NUMBER")):
        return "INT"
    closed = ahead is None or ahead.kind in {"ITEM", "COMMA", "SEMI", "CLOSE", "COLON"}
    if ahead is not None and ahead.kind == "DOT":
        closed = i + 2 >= len(raws) or raws[i + 2].kind in {"ITEM", "COMMA", "SEMI", "CLOSE"}
    glued = ahead is not None and ahead.kind == "WORD" and ahead.start == raws[i].end and len(ahead.text) == 1
    return "BARE" if closed or glued or lone_item(raws, i) else "INT"
