"""What a leaf of a field with a role states; a leaf that states nothing is kept as it stands."""

from collections.abc import Callable

from iagkg.chm.context import Context, Made
from iagkg.chm.fields import Plain
from iagkg.chm.leaves import Leaf
from iagkg.chm.model import Statement
from iagkg.chm.texts import words
from iagkg.chm.values import (
    address_of_page,
    country,
    days,
    decision_of_treaty,
    decisions_cited,
    place_in_decision,
    reference,
    treaty_code,
    web_address,
)
from iagkg.register.tracking_html import plain_text

__all__ = ["WHOLE_DECISION", "state"]

_WORDS = {
    "title": "dcterms:title",
    "alternative": "dcterms:alternative",
    "description": "dcterms:description",
    "abstract": "dcterms:abstract",
    "rights": "dcterms:rights",
    "publisher": "dcterms:publisher",
    "symbol": "dcterms:identifier",
}
_DAYS = {
    "start": "dcat:startDate",
    "end": "dcat:endDate",
    "issued": "dcterms:issued",
    "created": "dcterms:created",
    "modified": "dcterms:modified",
    "submitted": "dcterms:dateSubmitted",
}
_REFERENCES = {
    "creator": "dcterms:creator",
    "contributor": "dcterms:contributor",
    "funder": "schema:funder",
    "part-of": "dcterms:isPartOf",
    "contact": "dcat:contactPoint",
    "reference": "dcterms:relation",
}
_THEME = "notification"
"""A word that stands among the themes of every notification, and is none."""
_SHOWN = 100
WHOLE_DECISION = "Whole decision"
"""What stands in a table for a place where a whole decision is cited."""


def state(role: str, plain: Plain, leaf: Leaf, context: Context) -> Made:
    """Return what a leaf states by the role of its field. Never fails."""
    if not role or "customValue" in leaf.steps or (plain.lang and role not in _WORDS):
        return Made()
    if role in _WORDS:
        return words(_WORDS[role], plain, leaf, context)
    if not isinstance(leaf.value, str):
        number = isinstance(leaf.value, int) and not isinstance(leaf.value, bool)
        return _day(_DAYS[role], role, leaf, context) if number and role in _DAYS else Made()
    if role in _DAYS:
        return _day(_DAYS[role], role, leaf, context)
    if role in _REFERENCES:
        return _reference(_REFERENCES[role], leaf)
    return _READERS[role](role, leaf, context)


def _is_key(leaf: Leaf) -> bool:
    """Tell the place of an identifier: the field itself, a member of its list, or `identifier` of either."""
    names = [step for step in leaf.steps if isinstance(step, str)]
    return names in ([], ["identifier"])


def _subject(_role: str, leaf: Leaf, context: Context) -> Made:
    if not _is_key(leaf):
        return Made()
    keys = [part.strip() for part in leaf.value.split(",") if part.strip()]
    found: dict[Statement, None] = {}
    spelled = len(keys) > 1
    for key in keys[:_SHOWN]:
        statement = context.terms.statement(key)
        if statement is None:
            say = context.warn if key != _THEME else context.info
            say("not-an-identifier", leaf, "no subject or target that is known: kept.", "a key")
            spelled = True
            continue
        match = context.terms.match(key)
        if match is None:
            context.warn("unknown-identifier", leaf, "an identifier that is not known: taken.")
        elif match.how != "exact":
            context.warn("other-spelling", leaf, f"written otherwise than {match.term.identifier}: taken.")
            spelled = True
        found[statement] = None
    return Made(tuple(found), written=bool(found) and spelled)


def _place(_role: str, leaf: Leaf, _context: Context) -> Made:
    address = country(leaf.value.strip()) if _is_key(leaf) else None
    return Made((Statement("dcterms:spatial", address, "iri"),)) if address else Made()


def _decision(_role: str, leaf: Leaf, context: Context) -> Made:
    if not _is_key(leaf):
        return Made()
    found = decisions_cited(leaf.value)
    if not found:
        context.warn(
            "no-decision", leaf, "no decision that can be read: kept.", "such as 16/9 or CBD/COP/16/09"
        )
    return Made(found, written=True)


def _paragraph(_role: str, leaf: Leaf, context: Context) -> Made:
    """Read paragraphs of a calendar row with its decisions: joined by "; " in the same order."""
    decision = context.members.get("copDecision")
    if leaf.steps or not isinstance(decision, str) or not decision.strip():
        return Made()
    numbers, places = ([part.strip() for part in text.split(";")] for text in (decision, leaf.value))
    if len(numbers) == 1:
        numbers = numbers * len(places)
    if len(numbers) != len(places):
        context.warn("not-paired", leaf, "as many paragraphs as decisions are needed to pair them: kept.")
        return Made()
    found: dict[Statement, None] = {}
    for number, place in zip(numbers, places, strict=True):
        if place == WHOLE_DECISION:
            continue
        cited = decisions_cited(f"{number} {place}") if number and place else ()
        if place and not any(each.predicate == "iag:refersToProvision" for each in cited):
            context.warn("no-paragraph", leaf, "no paragraph that can be read: kept.", "such as Para 9(d)")
        found |= dict.fromkeys(cited)
    return Made(tuple(found), written=True)


def _number(_role: str, leaf: Leaf, context: Context) -> Made:
    treaty = context.members.get("treaty")
    if leaf.steps or not isinstance(treaty, str):
        return Made()
    return Made(decision_of_treaty(leaf.value, treaty), written=True)


def _treaty(_role: str, leaf: Leaf, _context: Context) -> Made:
    code = treaty_code(plain_text(leaf.value).text)
    if leaf.steps or not code:
        return Made()
    return Made((Statement("iag:ofTreaty", code),), written=code != leaf.value)


def _page(role: str, leaf: Leaf, _context: Context) -> Made:
    address = address_of_page(role, leaf.value) if _is_key(leaf) else None
    return Made((Statement("rdfs:seeAlso", address, "iri"),)) if address else Made()


def _concept(role: str, leaf: Leaf, context: Context) -> Made:
    address = context.terms.concept(leaf.value) if _is_key(leaf) else None
    predicate = "dcterms:type" if role == "kind" else "adms:status"
    return Made((Statement(predicate, address, "iri"),)) if address else Made()


def _link(_role: str, leaf: Leaf, context: Context) -> Made:
    if leaf.last not in ("", "url"):
        return Made()
    address = web_address(leaf.value)
    if address is None:
        context.warn("no-address", leaf, "no address of the web: kept, not linked.", "https://…")
        return Made()
    return Made((Statement("foaf:page", address, "iri"),), written=address != leaf.value)


def _body(_role: str, leaf: Leaf, _context: Context) -> Made:
    named = plain_text(leaf.value).text if _is_key(leaf) else ""
    return Made((Statement("iag:bodyNamed", named),)) if named else Made()


def _reference(predicate: str, leaf: Leaf) -> Made:
    found = reference(leaf.value) if _is_key(leaf) else None
    return Made((Statement(predicate, found[0], "iri"),), written=found[1]) if found else Made()


def _day(predicate: str, role: str, leaf: Leaf, context: Context) -> Made:
    return _day_of(predicate, role, leaf, context) if leaf.last in ("", "en") else Made()


def _day_of(predicate: str, role: str, leaf: Leaf, context: Context) -> Made:
    first, last, exact = days(str(leaf.value).strip())
    day = last if role == "end" else first
    if day is None:
        context.info("no-day", leaf, "fixes no day: kept as written.")
        return Made()
    return Made((Statement(predicate, day.isoformat(), "date"),), written=not exact)


def _provision(_role: str, leaf: Leaf, _context: Context) -> Made:
    return Made(place_in_decision(leaf.value)) if _is_key(leaf) else Made()


def _about(_role: str, leaf: Leaf, context: Context) -> Made:
    """Read what an action of schema.org is about: a term by its code, a place in a decision."""
    if leaf.last == "termCode":
        statement = context.terms.statement(leaf.value)
        return Made((statement,)) if statement else Made()
    return Made(place_in_decision(leaf.value)) if leaf.last == "id" else Made()


def _temporal(_role: str, leaf: Leaf, context: Context) -> Made:
    """Read the days of a period of DCAT."""
    role = {"startDate": "start", "endDate": "end"}.get(leaf.last)
    return _day_of(_DAYS[role], role, leaf, context) if role and len(leaf.steps) == 1 else Made()


_READERS: dict[str, Callable[[str, Leaf, Context], Made]] = {
    "subject": _subject,
    "place": _place,
    "decision": _decision,
    "paragraph": _paragraph,
    "number": _number,
    "provision": _provision,
    "temporal": _temporal,
    "about": _about,
    "treaty": _treaty,
    "notification": _page,
    "meeting": _page,
    "activity": _page,
    "kind": _concept,
    "status": _concept,
    "link": _link,
    "body": _body,
}
