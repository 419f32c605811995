"""Make a row of tokens that the grammar takes: small words leave, and unknown words are named.

Words that the table does not have are left out and told of. Only where the text has no date and no event do
they stand for an event, after a word such as "before": "before the launch of the portal".
"""

from dataclasses import replace

from iagkg.period.events import shown
from iagkg.period.tokens import Token

__all__ = ["arrange"]

_DATES = ("DATE", "MONTH", "YEAR", "QUARTER_CODE", "HALF_CODE", "SEASON", "NUMBER", "ORDINAL")
_STARTS = (*_DATES, "EVENT", "EARLY", "BEGIN_OF", "MID", "LATE", "END_OF", "ABOUT", "QUARTER")
_ENDS = (*_DATES, "EVENT", "RPAR", "HALF", "QUARTER")
_JOINTS = ("COMMA", "AND", "OR", "SLASH", "DASH", "TO")
_LEADS = ("BY", "BEFORE", "UNTIL", "AFTER", "FROM", "NOT_BEFORE", "BETWEEN", "WITHIN", "EACH", "TO")
_GONE = ("FILLER", "OF", "WEEKDAY", "DOT", "NEXT", "UNIT", "PHASE")
_PARTS = ("EARLY", "BEGIN_OF", "MID", "LATE", "END_OF")


def arrange(items: list[Token], text: str) -> tuple[list[Token], list[str], list[str]]:
    """Return the tokens to parse, the words that were not read, and the remarks ("subject to funding")."""
    items, remarks = _remarks(items, text)
    fixed = any(item.kind in ("EVENT", "DATE", "MONTH", "YEAR", "QUARTER_CODE") for item in items)
    items, unread = _phrases(items, text, fixed)
    items = _brackets(_ends(_numbers(_meanings(items, text, fixed), text, unread)))
    return _joints(_limits(items)), unread, remarks


def _remarks(items: list[Token], text: str) -> tuple[list[Token], list[str]]:
    """Take out clauses such as "as decided by the forum", up to the next comma or bracket."""
    out: list[Token] = []
    remarks: list[str] = []
    at = 0
    while at < len(items):
        if items[at].kind != "REMARK":
            out.append(items[at])
            at += 1
            continue
        end = at
        while end < len(items) and items[end].kind not in ("COMMA", "LPAR", "RPAR", "DOT"):
            end += 1
        remarks.append(shown(text, items[at].start, items[end - 1].end))
        at = end
    return out, remarks


def _phrases(items: list[Token], text: str, fixed: bool) -> tuple[list[Token], list[str]]:
    """Join unknown words; drop them, or make them an event where they say what something is counted from."""
    out: list[Token] = []
    unread: list[str] = []
    at = 0
    while at < len(items):
        if items[at].kind != "WORD":
            out.append(items[at])
            at += 1
            continue
        end = _phrase_end(items, at)
        first = items[at]
        if _counting(out):
            first = out.pop()  # "second order draft", "2 reports"
        words = shown(text, first.start, items[end - 1].end)
        lead = _lead(out)
        counted = lead in ("BEFORE", "AFTER", "WITHIN") and _before_lead(out) == "DURATION"
        counted = counted or (lead == "DURATION" and not fixed)
        if counted or (not fixed and lead in ("BEFORE", "UNTIL", "AFTER")):
            out.append(Token("EVENT", items[at].start, items[end - 1].end, text=words))
        else:
            while out and out[-1].kind in (*_LEADS, "TO_OR_AT", "FILLER", "OF", "END_OF", "BEGIN_OF"):
                out.pop()
        unread.append(words)
        at = end
    return out, unread


def _counting(out: list[Token]) -> bool:
    """Tell whether the last token counts the unknown word after it, and is no day of a month."""
    if not out or out[-1].kind not in ("NUMBER", "ORDINAL"):
        return False
    return len(out) < 2 or out[-2].kind not in ("MONTH", "DASH", "AND", "TO", "COMMA")


def _phrase_end(items: list[Token], at: int) -> int:
    """Return where a run of unknown words ends; a small word between two of them belongs to it."""
    end = at + 1
    while end < len(items):
        step = end
        while step < len(items) and step < end + 3 and items[step].kind in ("FILLER", "OF", "DASH", "SLASH"):
            touching = items[step - 1].end == items[step].start
            if items[step].kind in ("DASH", "SLASH") and not touching:
                break
            step += 1
        if step >= len(items) or items[step].kind != "WORD":
            return end
        end = step + 1
    return end


def _lead(out: list[Token]) -> str:
    """Return the kind of the last token that is not a small word."""
    return next((item.kind for item in reversed(out[-4:]) if item.kind not in ("FILLER", "OF")), "")


def _before_lead(out: list[Token]) -> str:
    kinds = [item.kind for item in out[-6:] if item.kind not in ("FILLER", "OF")]
    return kinds[-2] if len(kinds) > 1 else ""


def _meanings(items: list[Token], text: str, fixed: bool) -> list[Token]:
    """Drop the small words and settle those that mean two things by what stands beside them."""
    gone = (*_GONE, "RELATIVE") if fixed else _GONE  # beside a date or an event "biennium" says nothing more
    kept = [item for item in items if item.kind not in gone]
    out: list[Token] = []
    for at, item in enumerate(kept):
        before = out[-1] if out else None
        after = kept[at + 1] if at + 1 < len(kept) else None
        dated_code = {each.kind for each in out[-2:]} in ({"QUARTER_CODE", "YEAR"}, {"HALF_CODE", "YEAR"})
        found = item if item.kind == "DASH" and dated_code else _settled(item, before, after, fixed)
        if found is None:
            continue
        if before and _new_line(text, before, found):
            out.append(Token("COMMA", before.end, before.end))
        out.append(found)
    return out


def _settled(item: Token, before: Token | None, after: Token | None, fixed: bool) -> Token | None:
    """Return the token as it is meant at its place, None where it says nothing there."""
    ahead = after.kind if after else ""
    behind = before.kind if before else ""
    kind = item.kind
    if kind == "TO_OR_AT":
        kind = "TO" if behind in (*_ENDS, "ONGOING") else ""
    elif kind == "THROUGHOUT":
        kind = "" if fixed else "ONGOING"
    elif kind in ("END_OF", "BEGIN_OF") and ahead == "COLON":
        kind = "UNTIL" if kind == "END_OF" else "FROM"
    elif _idle(item, before, after):
        kind = ""
    return replace(item, kind=kind) if kind else None


def _idle(item: Token, before: Token | None, after: Token | None) -> bool:
    """Tell whether a sign says nothing: a colon, a comma or dash inside one date ("April 24, 2019")."""
    if item.kind == "HALF":
        return not (before and before.kind == "ORDINAL") and not (after and after.kind == "NUMBER")
    if item.kind == "COLON" or not before or not after:
        return item.kind == "COLON"
    if item.kind == "COMMA":
        return before.kind in ("MONTH", "NUMBER", "ORDINAL", *_PARTS) and after.kind == "YEAR"
    return item.kind in ("DASH", "SLASH") and _hyphen(item, before, after)


def _hyphen(dash: Token, before: Token, after: Token) -> bool:
    """Tell whether it only joins the parts of one date: "mid-2026", "12-May-2025", "2026-Q1", "Q3/2025"."""
    if before.kind in (*_PARTS, "ABOUT", "AFTER", "BEFORE"):
        return True
    if before.end != dash.start or dash.end != after.start:
        return False
    pair = (before.kind, after.kind)
    codes = ("QUARTER_CODE", "HALF_CODE")
    return (
        pair in (("MONTH", "YEAR"), ("NUMBER", "MONTH"))
        or (before.kind == "YEAR" and after.kind in codes)
        or (before.kind in codes and after.kind == "YEAR")
    )


def _new_line(text: str, before: Token, after: Token) -> bool:
    """Tell whether a line break divides two dates: the first is whole and the second begins anew."""
    if "\n" not in text[before.end : after.start]:
        return False
    return before.kind in ("YEAR", "DATE") and after.kind in _STARTS


def _numbers(items: list[Token], text: str, unread: list[str]) -> list[Token]:
    """Drop numbers that cannot be part of a date ("2 reports"), and name them."""
    out: list[Token] = []
    for at, item in enumerate(items):
        if item.kind in ("NUMBER", "ORDINAL") and not _in_date(items, at):
            unread.append(shown(text, item.start, item.end))
        else:
            out.append(item)
    return out


def _in_date(items: list[Token], at: int) -> bool:
    """Tell whether the number stands beside a month, or reaches one over dashes, commas and numbers."""
    if items[at].number > 99 and items[at].kind == "NUMBER":
        return False
    units = ("MONTH", "QUARTER", "HALF", "WEEK")
    for step in (1, -1):
        near = at + step
        while 0 <= near < len(items) and abs(near - at) < 8:
            if items[near].kind in units:
                return True
            if items[near].kind not in (*_JOINTS, "NUMBER", "ORDINAL", "BETWEEN", "YEAR"):
                break
            near += step
    return False


def _ends(items: list[Token]) -> list[Token]:
    """Take the last year of "by the end of the 2025-2026 biennium", the first of "beginning of 2025-2026"."""
    out: list[Token] = []
    for item in items:
        out.append(item)
        kinds = [each.kind for each in out[-4:]]
        if kinds == ["END_OF", "YEAR", "DASH", "YEAR"]:
            del out[-3:-1]
        elif kinds == ["BEGIN_OF", "YEAR", "DASH", "YEAR"]:
            del out[-2:]
    return out


def _limits(items: list[Token]) -> list[Token]:
    """Let a "deadline" or "no later than" with nothing after it mark the date before it."""
    out: list[Token] = []
    for at, item in enumerate(items):
        ahead = items[at + 1].kind if at + 1 < len(items) else ""
        taken = (*_STARTS, "DURATION", "WEEK", "BEFORE", "LPAR", "RELATIVE")
        if item.kind == "BY" and ahead not in taken:
            if ahead not in ("BY", "UNTIL", "ONGOING"):
                out.append(replace(item, kind="DEADLINE"))
        elif item.kind == "WITHIN" and ahead != "DURATION":
            continue
        elif item.kind in ("TO", "UNTIL", "FROM") and ahead == "ONGOING":
            out.append(item)
        elif item.kind in _LEADS and item.kind not in ("BY", "WITHIN") and ahead not in taken:
            continue
        else:
            out.append(item)
    return out


def _brackets(items: list[Token]) -> list[Token]:
    """Keep brackets that close and hold something, one level deep."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for at, item in enumerate(items):
        if item.kind == "LPAR":
            opened.append(at)
        elif item.kind == "RPAR" and opened:
            first = opened.pop()
            if not opened:
                partner[first] = at
    closing = set(partner.values())
    empty: set[int] = set()
    for first, last in partner.items():
        if all(item.kind in (*_JOINTS, "LPAR", "RPAR") for item in items[first + 1 : last]):
            empty |= {first, last}
    return [
        item
        for at, item in enumerate(items)
        if (item.kind not in ("LPAR", "RPAR") or at in partner or at in closing) and at not in empty
    ]


def _joints(items: list[Token]) -> list[Token]:
    """Leave out commas and dashes that join nothing: at the ends, in a row, inside a bracket's edge."""
    out: list[Token] = []
    for at, token in enumerate(items):
        item = token
        ahead = items[at + 1].kind if at + 1 < len(items) else "RPAR"
        before = out[-1].kind if out else "LPAR"
        if item.kind == "DASH" and ahead == "RPAR" and before in _ENDS:
            item = replace(item, kind="OPEN_DASH")
        if item.kind in ("COMMA", "AND", "OR", "SLASH", "DASH"):
            if before == "LPAR" or ahead == "RPAR" or (item.kind == "COMMA" and ahead in _JOINTS):
                continue
            if before in ("COMMA", "AND", "OR", "SLASH", "DASH") or (item.kind == "DASH" and before == "TO"):
                continue
        if item.kind == "COMMA" and ahead in ("LPAR", "ONWARD", "BY_AFTER"):
            continue
        out.append(item)
    return out
