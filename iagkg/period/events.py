"""Find the events of a text: "SB 56 and 57", "tenth and twelfth sessions of the Plenary", "each dialogue".

An event is kept as printed. Where a list leaves words out they are put in: "SB 61 and 62" names SB 62. A
body of the table, or any abbreviation in capitals with a number after it, is an event; so is a noun of the
table (session, meeting, adoption) with what stands before it and its "of the ...".
"""

import re
from dataclasses import replace

from iagkg.period.tokens import Token

__all__ = ["events", "shown"]

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_LEFT = ("WORD", "ORDINAL", "NEXT", "EACH", "RELATIVE", "BODY", "EVENT_NOUN")
_TAIL = ("WORD", "FILLER", "OF", "BODY", "EVENT_NOUN", "NEXT", "RELATIVE")
_JOINTS = ("AND", "COMMA", "DASH", "TO", "TO_OR_AT", "SLASH", "OR")
_DATED = ("MONTH", "UNIT", "WEEK", "YEAR", "DASH", "DURATION", "QUARTER", "HALF")


def shown(text: str, start: int, end: int) -> str:
    """Return the words as printed, white space collapsed."""
    return " ".join(text[start:end].split())


def events(items: list[Token], text: str) -> list[Token]:
    """Replace the tokens that name an event by EVENT tokens; all else stays."""
    items = [replace(item, kind="EVENT_NOUN") if item.kind == "EVENT" else item for item in items]
    dated = any(item.kind in ("YEAR", "MONTH", "DATE") for item in items)
    return _repeated(_nouns(_bodies(items, text), text), text, dated)


def _lead(out: list[Token]) -> int:
    """Return the place of the last token that is no small word, looking back over three at the most."""
    lead = len(out) - 1
    while lead >= max(0, len(out) - 3) and out[lead].kind in ("FILLER", "OF"):
        lead -= 1
    return lead


def _repeated(items: list[Token], text: str, dated: bool) -> list[Token]:
    """Keep the "each" of "each COP" and the "end of" of "end of the meeting" with their event."""
    out: list[Token] = []
    for item in items:
        joined = item
        while (lead := _lead(out)) >= 0:
            kind = out[lead].kind
            named = item.kind == "EVENT" or (item.kind == "RELATIVE" and kind != "EACH" and not dated)
            if not named or kind not in ("END_OF", "BEGIN_OF", "EACH", "NEXT"):
                break
            words = shown(text, out[lead].start, joined.start).removeprefix("the ")
            joined = replace(joined, start=out[lead].start, text=f"{words} {joined.text}")
            del out[lead:]
        out.append(joined)
    return out


def _abbreviation(item: Token, text: str) -> bool:
    word = text[item.start : item.end]
    return item.kind == "WORD" and len(word) <= 12 and sum(map(str.isupper, word)) >= 2


def _touching(items: list[Token], at: int) -> bool:
    return items[at].end == items[at + 1].start


def _bodies(items: list[Token], text: str) -> list[Token]:
    """Turn "SBSTA/SBI 50", "COP-17", "COP17", "CBD COP XIII", and numbers listed after them, into events."""
    out: list[Token] = []
    at = 0
    while at < len(items):
        found = _body(items, at, text)
        if found is None:
            out.append(items[at])
            at += 1
            continue
        event, at = found
        out.append(event)
        if event.number:
            at = _listed(items, at, text, out)
    return out


def _body(items: list[Token], at: int, text: str) -> tuple[Token, int] | None:
    """Return the event that begins with a body at `at`, and where it ends."""
    known = items[at].kind == "BODY"
    if not known and not _abbreviation(items[at], text):
        return None
    end = at + 1
    while end < len(items):
        joined = items[end].kind in ("SLASH", "DASH") and end + 1 < len(items)
        joined = joined and _touching(items, end - 1) and _touching(items, end)
        step = 1 if joined else 0
        if items[end + step].kind != "BODY" and not _abbreviation(items[end + step], text):
            break
        if _roman(items[end + step], text):
            break
        known = known or items[end + step].kind == "BODY"
        end += step + 1
    number = end
    if number + 1 < len(items) and items[number].kind in ("DASH", "DOT") and _touching(items, number - 1):
        number += 1 if _touching(items, number) else 0
    if number < len(items) and _session(items, number, text, known):
        return _event(items[at], items[number], text, 1), number + 1
    return (_event(items[at], items[end - 1], text, 0), end) if known else None


def _roman(item: Token, text: str) -> bool:
    return item.kind == "WORD" and bool(_ROMAN.match(text[item.start : item.end]))


def _session(items: list[Token], at: int, text: str, known: bool) -> bool:
    """Tell whether the item is the number of a session, and not the day of a date."""
    item = items[at]
    if _roman(item, text):
        return True
    if item.kind != "NUMBER" or not 0 < item.number < 1000:
        return False
    after = [each.kind for each in items[at + 1 : at + 4]] + ["", "", ""]
    day = after[0] == "MONTH" or (after[0] == "DASH" and after[1:3] == ["NUMBER", "MONTH"])
    return known or not day


def _event(first: Token, last: Token, text: str, number: int) -> Token:
    return Token("EVENT", first.start, last.end, number, shown(text, first.start, last.end))


def _listed(items: list[Token], at: int, text: str, out: list[Token]) -> int:
    """Read the bare numbers after an event as events of the same body: "SB 53, 55 and 57"."""
    prefix = re.sub(r"(?:\d+|[IVXLC]+)\Z", "", out[-1].text)
    while at + 1 < len(items) and items[at].kind in _JOINTS:
        step = at + 1
        if items[step].kind in ("FILLER", "DASH", "AND") and step + 1 < len(items):
            step += 1
        number = items[step]
        after = [item.kind for item in items[step + 1 : step + 4]]
        day = after[:1] == ["MONTH"] or (after[:2] == ["DASH", "NUMBER"] and after[2:] == ["MONTH"])
        if number.kind != "NUMBER" or not 0 < number.number < 1000 or day:
            break
        joint = replace(items[at], kind="DASH" if items[at].kind == "TO_OR_AT" else items[at].kind)
        out += [joint, replace(number, kind="EVENT", text=f"{prefix}{number.number}")]
        at = step + 1
    return at


def _nouns(items: list[Token], text: str) -> list[Token]:
    """Turn "fifty-sixth sessions of the subsidiary bodies" and lists of such into events."""
    out: list[Token] = []
    at = 0
    while at < len(items):
        if items[at].kind != "EVENT_NOUN":
            out.append(items[at])
            at += 1
            continue
        noun = items[at]
        if at + 1 < len(items) and items[at + 1].kind == "ORDINAL" and not _ordinal_before(out):
            at = _after_noun(items, at, text, out)
            continue
        end = _tail(items, at + 1, text)
        begin = len(out)
        while begin > max(0, len(out) - 4) and (out[begin - 1].kind in _LEFT or _bare_body(out[begin - 1])):
            begin -= 1
            if out[begin].kind in ("ORDINAL", "EACH"):
                break
        left = out[begin:]
        del out[begin:]
        ordinals = _earlier_ordinals(out)
        after = shown(text, noun.end, items[end - 1].end)
        for place in ordinals:
            name = " ".join(filter(None, (_raw(out[place], text), noun.text, after)))
            out[place] = replace(out[place], kind="EVENT", number=0, text=name)
        first = left[0] if left else noun
        words = (shown(text, first.start, noun.start), noun.text if ordinals else _raw(noun, text), after)
        out.append(Token("EVENT", first.start, items[end - 1].end, 0, " ".join(filter(None, words))))
        at = end
    return out


def _ordinal_before(out: list[Token]) -> bool:
    return bool(out) and out[-1].kind == "ORDINAL"


def _after_noun(items: list[Token], at: int, text: str, out: list[Token]) -> int:
    """Read ordinals that follow their noun: "reuniones decimosexta y decimoseptima"."""
    noun = items[at]
    at += 1
    listed = at + 2 < len(items) and items[at + 1].kind in _JOINTS and items[at + 2].kind == "ORDINAL"
    name = noun.text if listed else _raw(noun, text)
    while at < len(items) and items[at].kind == "ORDINAL":
        out.append(replace(items[at], kind="EVENT", number=0, text=f"{name} {_raw(items[at], text)}"))
        at += 1
        if at + 1 < len(items) and items[at].kind in _JOINTS and items[at + 1].kind == "ORDINAL":
            out.append(items[at])
            at += 1
    return at


def _raw(item: Token, text: str) -> str:
    return shown(text, item.start, item.end)


def _bare_body(item: Token) -> bool:
    return item.kind == "EVENT" and item.number == 0


def _earlier_ordinals(out: list[Token]) -> list[int]:
    """Return the places of the ordinals of "tenth, eleventh and twelfth sessions" before the last one."""
    found: list[int] = []
    at = len(out) - 1
    while at >= 0 and out[at].kind == "FILLER":
        at -= 1
    while at >= 1 and out[at].kind in _JOINTS and out[at - 1].kind == "ORDINAL":
        found.append(at - 1)
        at -= 2
    return found


def _tail(items: list[Token], at: int, text: str) -> int:
    """Return where the "of the Conference of the Parties" or the number after a noun ends."""
    if at < len(items) and items[at].kind == "NUMBER" and 0 < items[at].number < 1000:
        after = items[at + 1].kind if at + 1 < len(items) else ""
        return at if after in _DATED else at + 1
    if at >= len(items) or (items[at].kind != "OF" and not _bare_body(items[at])):
        return at
    end = last = at
    while end < len(items):
        item = items[end]
        named = item.kind in _TAIL or item.kind == "EVENT"
        if not named and not _title_joint(items, end, text):
            break
        end += 1
        if item.kind not in ("FILLER", "OF"):
            last = end
        if item.kind == "EVENT" and item.number:
            break
    return last


def _title_joint(items: list[Token], at: int, text: str) -> bool:
    """Tell whether a comma or "and" stands inside a name: "Scientific, Technical and Technological"."""
    if items[at].kind not in ("COMMA", "AND", "TO") or at + 1 >= len(items):
        return False
    after = items[at + 1]
    if items[at].kind == "TO":
        after = items[at + 2] if after.kind == "FILLER" and at + 2 < len(items) else after
    return after.kind == "WORD" and text[after.start].isupper() and not _abbreviation(after, text)
