"""Cut a text into tokens: words, numbers, numbers of decisions, items, marks. Linear in the text.

The numbers of decisions are found by patterns made from the templates of `data/bodies.tsv`; whatever is
not needed to read a citation is noise. Positions are those of the text given.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from iagkg.citation.bodies import Form, forms, template_pattern
from iagkg.citation.numerals import is_roman
from iagkg.citation.tokens import ALIKE, TOKEN
from iagkg.citation.words import fold, lexicon, near_decision

__all__ = ["NumberFound", "Raw", "scan"]


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number of a decision as it stands in the text.

    `form` is the row of the table where the shape alone tells the body. `part` and `para` are glued to
    the number ("XII/2B", "XII/2/B2"); `slips` are the odd things: a digit for a letter, a word glued on.
    """

    roman: str
    session: str
    number: str
    form: Form | None = None
    part: str = ""
    para: str = ""
    item: str = ""
    slips: tuple[str, ...] = ()
    dotted: bool = False


@dataclass(slots=True)
class Raw:
    """One token: its kind, its words and place, what the words may mean, what was read."""

    kind: str
    text: str
    start: int
    end: int
    meanings: frozenset[str] = frozenset()
    number: NumberFound | None = None
    body: Form | None = None
    line_start: bool = False
    slips: tuple[str, ...] = field(default=())


GENERIC = ("{S}/{N}", "{R}/{N}")
DOTTED = ("{R}.{N}", "{S}.{N}")


@lru_cache(maxsize=2)
def number_pattern(after_word: bool) -> tuple[re.Pattern[str], tuple[Form | None, ...]]:
    """Return the pattern of all numbers, and the row of each alternative; with dots only after a word."""
    templates: list[tuple[str, Form | None]] = []
    for form in forms():
        if form.own_shape and form.form not in DOTTED and form.form not in [name for name, _ in templates]:
            templates.append((form.form, form))
    templates += [(template, None) for template in GENERIC]
    if after_word:
        ramsar = next((form for form in forms() if form.form == "{R}.{N}"), None)
        templates += [("{R}.{N}", ramsar), ("{S}.{N}", None)]
    parts = [f"(?P<t{i}>{template_pattern(name, i)})" for i, (name, _) in enumerate(templates)]
    flags = re.IGNORECASE if after_word else 0
    return re.compile("|".join(parts), flags), tuple(form for _, form in templates)


TAIL = re.compile(r"/?(?P<part>[A-Z])(?P<para>[0-9]{1,3})?(?![A-Za-z0-9])")
PARAGRAPH_TAIL = re.compile(
    r"[/.](?:(?P<part>[A-Z])[/.]?)?(?P<para>[0-9]{1,3})(?:[/.](?P<item>[a-z])\b)?(?![A-Za-z0-9/])(?!\.[0-9])"
)


def read_number(text: str, start: int, after_word: bool) -> tuple[NumberFound, int] | None:
    """Read the number of a decision that begins at `start`; None for a date, a code or anything else."""
    pattern, rows = number_pattern(after_word)
    match = pattern.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    index = next(i for i in range(len(rows)) if match[f"t{i}"] is not None)
    fields = match.groupdict()
    roman, slips = fields.get(f"roman{index}") or "", []
    if roman and not is_roman(roman.upper() if roman.isalpha() and "l" not in roman else roman):
        repaired = roman.replace("1", "I").replace("l", "I").upper()
        if not is_roman(repaired):
            return None
        roman, slips = repaired, ["digit-for-letter"]
    end = match.end()
    found_part, found_para, found_item = "", "", ""
    tail = TAIL.match(text, end) or (PARAGRAPH_TAIL.match(text, end) if after_word else None)
    if tail is not None:
        found_part, found_para, end = tail["part"] or "", tail["para"] or "", tail.end()
        found_item = tail.groupdict().get("item") or ""
    rest = text[end : end + 2]
    glued = rest[:1].isascii() and rest[:1].isalpha()
    if glued and not after_word:
        return None
    if rest[:1] in {"/", "%", "_"} or (rest[:1].isdigit()) or (rest[:1] == "." and rest[1:].isdigit()):
        return None
    if glued:
        slips.append("glued")
    elif roman != roman.upper():
        slips.append("small-letters")
    session, number = fields.get(f"session{index}") or "", fields[f"number{index}"]
    dotted = rows[index] is None and "." in match[0]
    found = NumberFound(
        roman.upper(), session, number, rows[index], found_part, found_para, found_item, tuple(slips), dotted
    )
    return found, end


def scan(text: str) -> list[Raw]:
    """Return the tokens of a text, phrases put together and their meanings beside them."""
    plain, tokens, position, depth = text.translate(ALIKE), list[Raw](), 0, 0
    after_word, line_start = False, True
    while (match_start := next_start(plain, position)) is not None:
        if "\n" in plain[position:match_start]:
            line_start = True
        read = None
        glued = (
            bool(tokens) and tokens[-1].end == match_start and (fold(tokens[-1].text),) in lexicon().bodies
        )
        if glued or starts_number(plain, match_start, after_word):
            read = read_number(plain, match_start, after_word)
        if read is not None:
            token = Raw("NUMBER", text[match_start : read[1]], match_start, read[1], number=read[0])
        else:
            token = plain_token(plain, text, match_start, depth)
        token.line_start, line_start = line_start, False
        depth = max(0, depth + {"OPEN": 1, "CLOSE": -1}.get(token.kind, 0))
        after_word = is_kind_word(token) or (after_word and token.kind in {"DOT", "COLON"})
        if token.kind != "QUOTE":
            tokens.append(token)
        position = token.end
    return phrases(tokens)


NONSPACE = re.compile(r"\S")


def next_start(plain: str, position: int) -> int | None:
    match = NONSPACE.search(plain, position)
    return match.start() if match else None


def starts_number(plain: str, start: int, after_word: bool) -> bool:
    """Tell whether a number may begin here: not inside a word, a date or an address."""
    if start == 0 or after_word:
        return True
    before = plain[start - 1]
    return not (before in "/._" or (before.isascii() and before.isalnum()))


def plain_token(plain: str, text: str, start: int, depth: int) -> Raw:
    """Return the token at `start` that is no number of a decision."""
    match = TOKEN.match(plain, start)
    if match is None or match.lastgroup is None:  # cannot be: MARK takes whatever is left
        return Raw("MARK", text[start : start + 1], start, start + 1)
    kind, end = match.lastgroup, match.end()
    if kind == "HALF":
        closes_later = ")" in plain[end : end + 80].partition("(")[0]
        kind = "WORD" if depth and not closes_later else "ITEM"
        end -= kind == "WORD"
    if kind == "URL":
        end = start + len(plain[start:end].rstrip(".,;:)]"))
    if (kind == "SYMBOL" and "/DEC/" in match[0]) or "/REC/" in match[0]:
        kind = "CODE"
    elif kind in {"SYMBOL", "DATE"}:
        kind = "NOISE"
    return Raw(kind, text[start:end], start, end)


def is_kind_word(token: Raw) -> bool:
    """Tell whether the word announces the number of a decision; "Recallingdecision" does."""
    if token.kind not in {"WORD", "ZH"}:
        return False
    plain = fold(token.text)
    meanings = lexicon().meanings.get((plain,), frozenset())
    if meanings & {"decision", "recommendation", "resolution"}:
        return True
    if len(plain) > 10 and plain.endswith(("decision", "decisions", "recommendation")):
        token.slips = ("glued-word",)
    elif near_decision(token.text):
        token.slips = ("misspelt",)
    return bool(token.slips)


def phrases(tokens: list[Raw]) -> list[Raw]:
    """Put the words of a phrase together and set its meanings; the longest phrase wins."""
    known, found, i = lexicon(), list[Raw](), 0
    folded = [
        fold(t.text.replace(" ", "")) if t.kind in {"WORD", "INT", "ITEM", "ZH"} else t.text for t in tokens
    ]
    while i < len(tokens):
        token, length = tokens[i], known.first.get(folded[i], 0)
        taken = 1
        for size in range(min(length, len(tokens) - i), 0, -1):
            key = tuple(folded[i : i + size])
            if key in known.bodies or key in known.meanings:
                last = tokens[i + size - 1]
                token.meanings = known.meanings.get(key, frozenset())
                token.body = known.bodies.get(key)
                if key in known.bodies:
                    token.kind = "BODY"
                elif size > 1:
                    token.kind = "WORD"
                token.end, taken = last.end, size
                break
        if token.kind == "WORD":
            token.meanings |= known.exact.get(token.text, frozenset())
            if token.slips:
                token.meanings = frozenset({"recommendation" if "recomm" in folded[i] else "decision"})
        found.append(token)
        i += taken
    return found
