"""From pieces to tokens: words get their meaning, numbers their kind.

The kinds are the terminals of `grammar.lark`, and a few that `arrange` takes away again (FILLER, OF, WORD,
NUMBER_WORD, UNIT, PHASE, WEEKDAY, COLON, DOT, TO_OR_AT, THROUGHOUT, BODY, NEXT, REMARK).
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from iagkg.period import numeric
from iagkg.period.dates import Date
from iagkg.period.scan import Piece, scan
from iagkg.period.vocabulary import vocabulary

__all__ = ["Token", "compose", "tokens"]

_SIGNS = {
    "(": "LPAR", "[": "LPAR", ")": "RPAR", "]": "RPAR", ",": "COMMA", ";": "COMMA", "|": "COMMA",
    "/": "SLASH", "&": "AND", "+": "AND", ":": "COLON", ".": "DOT", "~": "ABOUT",
}  # fmt: skip
_NUMBERS = ("NUMBER", "NUMBER_WORD")


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal: `start` and `end` are its place in the text, `number` and `text` its value."""

    kind: str
    start: int
    end: int
    number: int = 0
    text: str = ""
    date: Date | None = None


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text` (squeezed), words and numbers put together where they belong together."""
    pieces = scan(text)
    dated = any(piece.kind in ("year", "yearpair", "shortyear") for piece in pieces)
    order = numeric.evidence(pieces)
    words = vocabulary()
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        match = words.find(pieces, at) if piece.kind in ("word", "sign") else None
        if match and not _verb(pieces, at, match[1]):
            word, size = match
            end = pieces[at + size - 1].end
            number = int(word.value) if word.value.isdigit() else 0
            for meaning in word.meanings:
                kind = meaning.upper().replace("-", "_")
                kind = "NUMBER_WORD" if kind == "NUMBER" else kind
                shown = text[piece.start : end] if kind == "RELATIVE" else word.value
                found.append(Token(kind, piece.start, end, number, shown))
            at += size
            continue
        found += _simple(piece, dated, order)
        at += 1
    return found


def _verb(pieces: list[Piece], at: int, size: int) -> bool:
    """Tell whether "may" is the verb: in small letters, and an unknown word follows ("may continue")."""
    if pieces[at].text != "may" or size > 1 or at + 1 >= len(pieces):
        return False
    counted = at > 0 and pieces[at - 1].kind in ("number", "ordinal", "dash")
    return not counted and pieces[at + 1].kind == "word" and vocabulary().find(pieces, at + 1) is None


def _simple(piece: Piece, dated: bool, order: str) -> list[Token]:
    """Return the tokens of one piece that is no word of the table."""
    place = (piece.start, piece.end)
    digits = "".join(letter for letter in piece.text if letter.isdecimal())
    if piece.kind in ("number", "ordinal"):
        kind = piece.kind.upper()
        return [Token(kind, *place, int(digits) if len(digits) < 4 else 9999)]
    if piece.kind in ("year", "shortyear"):
        return [Token("YEAR", *place, int(digits) + (0 if len(digits) == 4 else 2000))]
    if piece.kind == "code":
        return [_code(piece, dated)]
    if piece.kind in ("yearpair", "yearpairmore"):
        return _year_pair(piece)
    if piece.kind in ("iso", "numeric", "daymonth", "monthyear"):
        return [Token("DATE", *place, date=numeric.date(piece, order))]
    kind = {"dash": "DASH", "time": "FILLER"}.get(piece.kind) or _SIGNS.get(piece.text, "WORD")
    return [Token(kind, *place)]


def _year_pair(piece: Piece) -> list[Token]:
    """Return the tokens of "2024-25" (two years) and "2025-08" (a month)."""
    pair = numeric.year_pair(piece)
    if isinstance(pair, Date):
        return [Token("DATE", piece.start, piece.end, date=pair)]
    middle = piece.start + 4
    joint = "SLASH" if "/" in piece.text else "DASH"
    return [
        Token("YEAR", piece.start, middle, pair[0]),
        Token(joint, middle, middle + 1),
        Token("YEAR", middle + 1, piece.end, pair[1]),
    ]


def _code(piece: Piece, dated: bool) -> Token:
    """Return the token of "Q2", "3Q", "H1"; T (trimestre) and S (semestre) only beside a year."""
    letter = next(c for c in piece.text if c.isalpha()).upper()
    number = int(next(c for c in piece.text if c.isdecimal()))
    if letter in "TS" and not dated:
        return Token("WORD", piece.start, piece.end)
    kind = "QUARTER_CODE" if letter in "QT" else "HALF_CODE"
    return Token(kind, piece.start, piece.end, number)


def compose(items: list[Token], text: str) -> list[Token]:
    """Put together "twenty-sixth", "six months", "Year 1", "Aug-25"; what is left over becomes a WORD."""
    out: list[Token] = []
    at = 0
    while at < len(items):
        token, size = _composed(items, at, text)
        out.append(token)
        at += size
    return [replace(item, kind="WORD") if item.kind in ("NUMBER_WORD", "PHASE") else item for item in out]


def _composed(items: list[Token], at: int, text: str) -> tuple[Token, int]:
    """Return the token that begins at `at` and how many items it takes."""
    item = items[at]
    kinds = [each.kind for each in items[at : at + 6]] + [""] * 6
    if item.kind in ("NUMBER_WORD", "ORDINAL"):
        skip = 1 if kinds[1] == "DASH" else 0
        if kinds[1 + skip] == "ORDINAL" and _spelt(items[at], text) and _spelt(items[at + 1 + skip], text):
            last = items[at + 1 + skip]
            return replace(last, start=item.start, number=item.number + last.number), 2 + skip
    if kinds[:5] == ["NUMBER", "DASH", "MONTH", "DASH", "NUMBER"]:
        whole = _short_day(items, at, text)
        if whole:
            return whole, 5
    if item.kind in _NUMBERS:
        duration = _duration(items, at, kinds, text)
        if duration:
            return duration
    if item.kind in ("UNIT", "PHASE", "WEEK") and kinds[1] in _NUMBERS and kinds[2] != "MONTH":
        size = 4 if kinds[2] in ("DASH", "TO", "AND") and kinds[3] in _NUMBERS and kinds[4] != "MONTH" else 2
        end = items[at + size - 1].end
        return Token("RELATIVE", item.start, end, text=text[item.start : end]), size
    if item.kind == "MONTH" and kinds[1:3] == ["DASH", "NUMBER"]:
        return _short_month(items, at, text) or (item, 1)
    return item, 1


def _spelt(item: Token, text: str) -> bool:
    return text[item.start : item.start + 1].isalpha()


def _unit(items: list[Token], at: int) -> bool:
    return at < len(items) and items[at].kind in ("UNIT", "WEEK", "DASH")


def _duration(items: list[Token], at: int, kinds: list[str], text: str) -> tuple[Token, int] | None:
    """Return "six months", "6-8 weeks", "six (6) months", "three-year" as one token."""
    size = 1
    shown = str(items[at].number)
    named = at > 0 and items[at - 1].kind in ("BODY", "WORD") and text[items[at - 1].start].isupper()
    if kinds[1] in ("DASH", "TO") and kinds[2] in _NUMBERS and _unit(items, at + 3) and not named:
        shown, size = f"{shown}-{items[at + 2].number}", 3
    elif named:
        return None
    elif kinds[1:4] == ["LPAR", "NUMBER", "RPAR"]:
        size = 4
    elif kinds[1] == "DASH" and kinds[2] in _NUMBERS and kinds[3] in ("UNIT", "WEEK"):
        shown, size = str(items[at].number + items[at + 2].number), 3
    if kinds[size] == "DASH" and kinds[size + 1] in ("UNIT", "WEEK"):
        size += 1
    if kinds[size] not in ("UNIT", "WEEK", "QUARTER"):
        return None
    unit = items[at + size]
    shown = f"{shown} {text[unit.start : unit.end]}"
    return Token("DURATION", items[at].start, unit.end, items[at].number, shown), size + 1


def _short_day(items: list[Token], at: int, text: str) -> Token | None:
    """Return "15-Jan-26" as one date; its year of two digits is marked for a person to check."""
    day, _, month, _, year = five = items[at : at + 5]
    touching = all(one.end == two.start for one, two in pairwise(five))
    if not touching or year.end - year.start != 2 or not 10 <= year.number <= 49:
        return None
    printed = text[day.start : year.end]
    date = Date("day", 2000 + year.number, month.number, day.number, short=True, printed=printed)
    return Token("DATE", day.start, year.end, date=date)


def _short_month(items: list[Token], at: int, text: str) -> tuple[Token, int] | None:
    """Return "Aug-25" as one date: a month and a year of two digits, written without a space.

    That is how spreadsheets show a month of a year; "25 August" they show as "25-Aug". It is marked as
    doubtful for a person to check. Where the number is below 10, or a year follows, it stays as it is.
    """
    month, dash, number = items[at : at + 3]
    digits = number.end - number.start
    after = items[at + 3 : at + 5]
    follows = [item.kind for item in after if item.kind != "COMMA"][:1]
    unspaced = month.end == dash.start and dash.end == number.start
    if digits != 2 or not unspaced or follows in (["YEAR"], ["MONTH"]):
        return None
    if follows == ["DASH"] and after[0].start == number.end:
        return None
    printed = text[month.start : number.end]
    if not 10 <= number.number <= 49:
        date = Date("month", None, month.number, doubt="short-year-open", printed=printed)
    else:
        date = Date("month", 2000 + number.number, month.number, short=True, printed=printed)
    return Token("DATE", month.start, number.end, text="short", date=date), 3
