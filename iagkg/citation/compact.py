"""Read the notations that are one word: symbols, codes, addresses.

Document symbols, codes of the Tracking Tool and of the calendar, addresses of cbd.int and of this project are
taken apart at their separators, segment by segment.
"""

from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from iagkg.citation.bodies import forms, official, row_of
from iagkg.citation.model import Citation
from iagkg.citation.numerals import from_roman, to_letter, to_roman
from iagkg.files import read_table, shipped
from iagkg.names import ID, KMGBF

__all__ = ["read_compact"]

SYMBOL_BODIES = {
    ("COP", "DEC"): "COP",
    ("EXCOP", "DEC"): "COP-EM",
    ("CP", "MOP", "DEC"): "CP-MOP",
    ("BS", "COP-MOP", "DEC"): "CP-MOP",
    ("NP", "MOP", "DEC"): "NP-MOP",
    ("NP", "COP-MOP", "DEC"): "NP-MOP",
    ("SBSTTA", "REC"): "SBSTTA",
    ("SBI", "REC"): "SBI",
    ("WG8J", "REC"): "WG8J",
    ("SB8J", "REC"): "SB8J",
}
"""The middle of a document symbol, from CBD to the session."""

MEETINGS = {
    "cop": "COP",
    "mop": "CP-MOP",
    "cp-mop": "CP-MOP",
    "cp": "CP-MOP",
    "np-mop": "NP-MOP",
    "np": "NP-MOP",
    "ex-cop": "COP-EM",
    "excop": "COP-EM",
    "sbstta": "SBSTTA",
    "sbi": "SBI",
    "wg8j": "WG8J",
    "sb8j": "SB8J",
}
"""The body in a file name or a meeting code, `cp-mop-09`."""


@lru_cache(maxsize=4096)
def read_compact(word: str) -> Citation | None:
    """Return what a symbol, a code or an address cites, without the printed words; None for anything else.

    Of a working document, a list of decisions or a meeting page nothing is cited.
    """
    if word.startswith((ID, KMGBF)):
        return read_iri(word)
    if "://" in word or word.startswith("www.") or "cbd.int/" in word:
        return read_address(word)
    if word.startswith("GBF-TARGET-"):
        return target(word[11:])
    if word.startswith("CAL-") or word.startswith("CBD-DECISION-"):
        return read_calendar_code(word)
    return read_symbol(word) or read_tracking_code(word)


def number(text: str) -> int | None:
    """Return a session printed in roman or arabic, padded or not."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else from_roman(text)


def decision(body: str, session: str, count: str, **places: str | None) -> Citation | None:
    """Return a citation from body, session and number as they stand in a notation."""
    value = number(session)
    if not value or not (count.isascii() and count.isdigit() and len(count) < 5 and int(count)):
        return None
    row = row_of(body, value)
    if row is None:
        return None
    kind = "recommendation" if row.kind == "recommendation" else "decision"
    given = {name: text for name, text in places.items() if text}
    return Citation(type=kind, decision=official(body, value, str(int(count))), body=body, **given)  # type: ignore[arg-type]


def target(text: str) -> Citation | None:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 23:
        return Citation(type="target", target=str(int(text)))
    return None


def read_symbol(word: str) -> Citation | None:
    """Read `CBD/COP/DEC/16/31`, `UNEP/CBD/SBSTTA/REC/XVI/12`."""
    parts = word.removeprefix("UNEP/").upper().split("/")
    parts = parts if parts[0] == "CBD" else ["CBD", *parts]
    body = SYMBOL_BODIES.get(tuple(parts[1:-2]))
    if body is None:
        return None
    return decision(body, parts[-2].removeprefix("EM-"), parts[-1])


def read_tracking_code(word: str) -> Citation | None:
    """Read `CBD/COP/16/09`, `CBD/COP/16/09.B09.01`, `CBD/COP/16/09/B09.01`, `CBD-COP-16-09-B09.01`.

    Session and number have two digits; `CBD/COP/14/9` is a working document.
    """
    separator = "-" if word.startswith("CBD-") else "/"
    parts = word.split(separator)
    if len(parts) not in {4, 5} or parts[:2] != ["CBD", "COP"] or "." in parts[2]:
        return None
    count, _, place = parts[3].partition(".") if len(parts) == 4 else (parts[3], "", parts[4])
    if len(parts[2]) != 2 or len(count) != 2:
        return None
    return decision("COP", parts[2], count, **read_place(place)) if not place or read_place(place) else None


def read_place(place: str) -> dict[str, str]:
    """Read the paragraph of a code or address: `B09.01.02`, `b9.1`, `14`, `b9`, `6(b)`, `b9.a`."""
    head, *rest = place.replace("(", ".").replace(")", "").split(".")
    found: dict[str, str] = {}
    if head[:1].isascii() and head[:1].isalpha():
        found["part"], head = head[0].upper(), head[1:]
    if not (head.isascii() and head.isdigit() and int(head) and len(head) < 5) or len(rest) > 2:
        return {}
    found["para"] = str(int(head))
    for name, text in zip(("sub", "subsub"), rest, strict=False):
        value = item(text, name)
        if value is None:
            return {}
        found[name] = value
    return found


def item(text: str, name: str) -> str | None:
    """Return an item by its number or letter; sub-items are roman."""
    if text.isascii() and text.isdigit():
        roman = to_roman(int(text)).lower() if int(text) else None
        return to_letter(int(text)) if name == "sub" else roman
    return text.lower() if text.isascii() and text.isalpha() and len(text) == 1 else None


def read_calendar_code(word: str) -> Citation | None:
    """Read `CAL-COP-DECISION-16-3`, `CAL-DECISION-16-3`, `CAL-DECISION-CP-11-8`, `CBD-DECISION-COP-15-4`."""
    parts = [part for part in word.split("-")[1:] if part not in {"DECISION", "MOP"}]
    if len(parts) == 2:
        parts.insert(0, "COP")
    body = MEETINGS.get(parts[0].lower()) if parts else None
    return decision(body, parts[1], parts[2]) if body and len(parts) == 3 else None


def read_address(word: str) -> Citation | None:
    """Read an address of a page or file of cbd.int."""
    try:
        address = urlsplit(word if "://" in word else f"https://{word}")
    except ValueError:
        return None
    host = (address.hostname or "").removeprefix("www.")
    if host != "cbd.int" and not host.endswith(".cbd.int"):
        return None
    return read_path(address)


def read_path(address: SplitResult) -> Citation | None:
    """Read the path and the question of an address of cbd.int."""
    path = [unquote(part).lower() for part in address.path.split("/") if part]
    query = {name: values[0] for name, values in parse_qs(address.query[:500]).items()}
    if path[:2] in (["doc", "decisions"], ["doc", "recommendations"]):
        return read_file_name(path[-1])
    if path[:2] == ["gbf", "targets"] and len(path) == 3:
        return target(path[2])
    if path[:3] == ["kb", "record", "decision"] and len(path) == 4:
        return legacy(path[3])
    if path[:1] in (["decision"], ["decisions"], ["recommendation"], ["recommendations"]):
        return read_page(path[1:], query, address.fragment)
    return None


def read_page(path: list[str], query: dict[str, str], fragment: str) -> Citation | None:
    """Read what follows `/decisions/`: body, session, number, place; or the older questions."""
    if query.keys() & {"id", "dec", "m"}:
        return read_query(query)
    if len(path) < 3 or path[0] not in MEETINGS:
        return None
    place = read_place(path[3]) if len(path) > 3 else {}
    if not place and fragment.upper().startswith("CBD-COP-"):
        return read_tracking_code(fragment.upper())
    return decision(MEETINGS[path[0]], path[1], path[2], **place)


def read_query(query: dict[str, str]) -> Citation | None:
    """Read the older questions: `?id=13391`, `?dec=V/14`, `?m=COP-12&n=32`, `?m=cp-mop-11-03`."""
    if "id" in query:
        return legacy(query["id"])
    if "dec" in query:
        session, _, count = query["dec"].partition("/")
        return decision("COP", session.upper(), count)
    meeting = query["m"].lower().split("-")
    if "n" in query and len(meeting) >= 2:
        return decision(MEETINGS.get("-".join(meeting[:-1]), ""), meeting[-1], query["n"])
    return (
        decision(MEETINGS.get("-".join(meeting[:-2]), ""), meeting[-2], meeting[-1])
        if len(meeting) > 2
        else None
    )


def read_file_name(name: str) -> Citation | None:
    """Read `cp-mop-09-dec-13-en.pdf`, `sbstta-23-rec-06-en.pdf`."""
    parts = name.split("-")
    kind = next((i for i, part in enumerate(parts) if part in {"dec", "rec"}), 0)
    if kind < 2 or kind + 1 >= len(parts):
        return None
    body = MEETINGS.get("-".join(parts[: kind - 1]))
    return decision(body, parts[kind - 1], parts[kind + 1].partition(".")[0]) if body else None


@lru_cache(maxsize=1)
def legacy_ids() -> dict[str, str]:
    """Return the decisions of old page numbers, the few that were seen."""
    rows = read_table(shipped("data", "register", "legacy_ids.tsv"), ("id", "decision", "source"))
    return {row["id"]: row["decision"] for row in rows}


def legacy(page: str) -> Citation | None:
    """Return the decision of an old page number; an unresolved citation for a number not in the table."""
    found = legacy_ids().get(page)
    if found is None:
        return Citation(type="unresolved") if page.isascii() and page.isdigit() else None
    return Citation(type="decision", decision=found, body="COP", inferred=("decision",))


def read_iri(word: str) -> Citation | None:
    """Read an address of this project, `.../id/decision/cbd/cop/16/9/b/9/a`, or of an official target."""
    if word.startswith(KMGBF):
        return target(word.removeprefix(KMGBF + "target_"))
    parts = word.removeprefix(ID).split("/")
    if len(parts) < 5 or parts[0] not in {"decision", "recommendation"}:
        return None
    _, scheme, segment, session, count, *rest = parts
    body = next((form.body for form in forms() if form.scheme == scheme and form.segment == segment), None)
    places = read_segments(rest)
    if body is None or places is None or not (session.isascii() and session.isdigit() and len(session) < 5):
        return None
    if scheme == "cbd":
        if body == "ISOC":
            return Citation(type="recommendation", decision=count, body=body, **places)  # type: ignore[arg-type]
        return decision(body, session, count, **places)
    head, dot, tail = count.partition(".")
    count = head.upper() + dot + tail
    printed = official(body, int(session), count, segment)
    return Citation(type="other-treaty", decision=printed, body=body, **places)  # type: ignore[arg-type]


def read_segments(rest: list[str]) -> dict[str, str] | None:
    """Read the segments of a place: part, `sec-2`, `annex-3`, paragraph, `par-xxiii`, item, sub-item."""
    found: dict[str, str] = {}
    for text in rest:
        name, value = segment_value(text, found)
        if name is None or (name in found and name != "section"):
            return None
        found[name] = f"{found['section']} {value}" if name == "section" and "section" in found else value
    return found


def segment_value(text: str, found: dict[str, str]) -> tuple[str | None, str]:
    """Return the field and the value of one segment, given what stands before it."""
    head, _, tail = text.partition("-")
    numeral = (
        to_roman(int(tail))
        if tail.isascii() and tail.isdigit() and len(tail) < 3 and int(tail)
        else tail.upper()
    )
    named = {"annex": ("annex", numeral or "unnumbered"), "sec": ("section", numeral), "par": ("para", tail)}
    if head in named and (tail or head == "annex"):
        return named[head]
    if text.replace(".", "").isdigit() and "para" not in found:
        return "para", text
    if len(text) == 1 and text.isalpha() and not found:
        return "part", text.upper()
    if "sub" in found:
        return "subsub", text
    return ("sub", text) if "para" in found or "annex" in found else (None, "")
