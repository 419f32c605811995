"""Turn tokens into the terminals of the grammar: each word gets the one meaning that its neighbours allow.

preparing.py has settled what depends on the left; here a word of interest needs what follows it, else it is
noise.
"""

from iagkg.citation.preparing import Terminal, prepared

__all__ = ["Terminal", "terminals"]

KINDS = {"decision": "DECISION", "recommendation": "RECOMMENDATION", "resolution": "RESOLUTION"}
POINTERS = ("pointer-same", "pointer-self", "pointer-the")
VALUES = {"INT", "ITEM", "LETTER", "ROMAN", "ROMLOW"}
LABEL_TOKENS = 25
STARTS = {"DECISION", "RECOMMENDATION", "RESOLUTION", "NUMBER", "CODE"}
"""What begins a citation: a number or item before it numbers a list, "(b) Dec. 16/3"."""

NEEDS = (
    ("paragraph", "PARA", {"INT", "ITEM", "ROMLOW"}),
    ("item", "PARA", {"ITEM", "ROMLOW"}),
    ("section", "SECTION", {"LETTER", "ROMAN", "INT"}),
    ("part", "PART", {"LETTER", "ROMAN"}),
    ("annex", "ANNEX", None),
    ("appendix", "LOCATOR", None),
    ("article", "ARTICLE", {"INT"}),
    ("target", "TARGET", {"INT"}),
    ("framework", "FRAMEWORK", {"TARGET"}),
)


def terminals(text: str) -> list[Terminal]:
    """Return the terminals of a text, in order; what has no bearing is NOISE."""
    row = labels(pointers(prepared(text)))
    return from_the_right([t for t in row if t.raw.kind not in {"DOT", "COLON"} or t.kind == "LABEL"])


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


def from_the_right(row: list[Terminal]) -> list[Terminal]:
    """Settle what needs its followers; a word without them is noise."""
    found: list[Terminal] = []
    for i in range(len(row) - 1, -1, -1):
        term = row[i]
        after = found[-1].kind if found else ""
        second = found[-2].kind if len(found) > 1 else ""
        if (term.kind in {"COMMA", "AND"} and after in {"AND", "COMMA"}) or (
            term.kind == "COMMA" and after.startswith("MORE_")
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


def settle(term: Terminal, after: str, second: str, last: Terminal | None) -> str:
    """Return the kind of a word or mark from what follows; "" drops it (the hyphen of "COP-16/3")."""
    asked = wanted(term.raw.meanings, after, second)
    if asked:
        return asked
    if term.kind == "COMMA" and after == "BARE":
        return ""
    if term.kind == "DASH" and last is not None and last.kind == "BODY" and after == "NUMBER":
        return ""
    joined = (
        joiner(term, after, last) if second not in STARTS or after == "LETTER" else joiner(term, "", last)
    )
    if joined:
        return joined
    for meaning, kind in (("self", "ABOVE"), ("of", "OF"), ("to", "TO"), ("in", "IN"), ("glue", "DET")):
        if meaning in term.raw.meanings:
            numbering = after == "NUMBER" and term.raw.text.lower() in {"no", "nos", "number", "n"}
            return "" if kind == "DET" and numbering else kind
    return "NOISE" if term.kind in {"WORD", "ZH"} else term.kind


def wanted(meanings: frozenset[str], after: str, second: str) -> str:
    """Return the kind of a word that announces what follows it, "" where that does not follow."""
    numbered = after in {"NUMBER", "CODE"} or (after == "PREBODY" and second == "NUMBER")
    for meaning, kind in KINDS.items():
        if meaning in meanings and numbered:
            return kind
    for meaning, kind, needed in NEEDS:
        if meaning in meanings and (needed is None or after in needed):
            return kind
    if "locator-noise" in meanings:
        return ""
    if "item" in meanings and after == "INT":
        return "PARA"
    return "LOCATOR" if "locator" in meanings and after in {"INT", "ROMAN", "LETTER"} else ""


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
    """Turn targets of other frameworks into noise: "Aichi Target 11", "Meta 11 de Aichi"."""
    for i, term in enumerate(row):
        if term.kind != "TARGET":
            continue
        around = [*row[max(0, i - 2) : i], *row[i + 2 : i + 5]]
        other = any("other-framework" in near.raw.meanings for near in around)
        if other or "." in row[i + 1].raw.text or len(row[i + 1].raw.text) > 2:
            term.kind = "LOCATOR" if not other and len(row[i + 1].raw.text) < 5 else "NOISE"
            if i and row[i - 1].kind == "FRAMEWORK":
                row[i - 1].kind = "NOISE"
    return row
