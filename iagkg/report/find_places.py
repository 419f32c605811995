"""What is known of a decision or of a place in it, asked for by its citation."""

from collections.abc import Callable, Iterator

from iagkg.citation import Citation, canonical, containers, decision_iri, decision_text, exact_iri
from iagkg.graph.known import whole
from iagkg.report.coverage_part import cited_as
from iagkg.report.find_model import Card, Fact
from iagkg.report.find_search import reference
from iagkg.wording import say

__all__ = ["Ask", "Row", "apart_cards", "fact", "place_card"]

Row = dict[str, str]
Ask = Callable[..., list[Row]]
"""Runs a named query with values of its parameters, and gives its rows as words."""
_ASKING = {"paragraph", "item", "subitem"}


def fact(name: str, words: str, lang: str, tongue: str = "", address: str = "") -> Fact:
    """Return a fact with its heading in the language of the screen; `tongue` is the language of the words."""
    return Fact(name, say(f"find.fact.{name}", lang), words, tongue, address)


def place_card(citation: Citation, ask: Ask, lang: str) -> Card:
    """Return what the register knows of the decision or place that a citation names.

    What it does not know is said, with the nearest known thing that contains it.
    """
    decision = decision_iri(citation) or ""
    places = {row["provision"]: row for row in ask("place-facts", decision=decision)}
    address = exact_iri(citation) or ""
    if address not in places:
        return _unknown(citation, places, lang)
    row = places[address]
    cited = ask("tasks-by-paragraph", decision=decision)
    facts = (
        *_standing(row, places[decision], lang),
        *_texts(row, ask("texts-to-search", place=address), lang),
        *_asking(row, lang),
        *_cited_by(citation, address, cited, lang),
        *_around(citation, address, places, lang),
        *([fact("page", row["page"], lang, address=row["page"])] if row["page"] else ()),
    )
    return Card(row["kind"], row["paragraph"], address, facts)


def apart_cards(citation: Citation, kind: str, number: str, ask: Ask, lang: str) -> list[Card]:
    """Return the preambular paragraphs or footnotes of a decision or place: one by its number, or all ("").

    What the register does not know is said, as of any place.
    """
    decision, inside = decision_iri(citation) or "", exact_iri(citation) or ""
    places = {row["provision"]: row for row in ask("place-facts", decision=decision)}
    texts: dict[str, list[Row]] = {}
    for row in ask("texts-to-search"):
        own = row["kind"] == kind and row["thing"].startswith(f"{inside}/{kind}-")
        if own and number in {"", row["number"].strip(".()")}:
            texts.setdefault(row["thing"], []).append(row)
    if inside not in places:
        return [_unknown(citation, places, lang)]
    holder = places[inside]
    page = [fact("page", holder["page"], lang, address=holder["page"])] if holder["page"] else []
    shown = _decision(holder, lang) if holder["kind"] == "decision" else holder["paragraph"]
    around = [fact("inside", shown, lang, address=inside), *page]
    name = say(f"subdivision.{kind}", lang)
    if not texts:
        words = f"{name} {number}".rstrip()
        status = say(f"completeness.{places[decision]['completeness']}", lang)
        of = places[decision]["paragraph"]
        note = fact("register", say("find.not-known", lang, decision=of, status=status, place=words), lang)
        return [Card(kind, f"{holder['paragraph']}, {words}", "", (note, *around), known=False)]
    standing = fact("register", f"{name}, {say('text-status.text-loaded', lang)}", lang)
    return [
        Card(kind, reference(rows[0], lang), thing, (standing, *_own_texts(rows, lang), *around))
        for thing, rows in texts.items()
    ]


def _own_texts(texts: list[Row], lang: str) -> Iterator[Fact]:
    for text in sorted(texts, key=lambda text: _tongue(text, lang)):
        yield fact("text", text["words"], lang, text["text_language"])


def _standing(row: Row, decision: Row, lang: str) -> Iterator[Fact]:
    if row is decision:
        if row["decision_title"]:
            yield fact("title", row["decision_title"], lang)
        yield fact("register", say(f"completeness.{row['completeness']}", lang), lang)
    else:
        kind, status = say(f"subdivision.{row['kind']}", lang), say(f"text-status.{row['text_status']}", lang)
        yield fact("register", f"{kind}, {status}", lang)


def _texts(row: Row, texts: list[Row], lang: str) -> Iterator[Fact]:
    """Yield the texts, that in the language of the screen first, then our finding aids."""
    own = sorted((text for text in texts if text["found_in"] == "text"), key=lambda text: _tongue(text, lang))
    for text in own:
        yield fact("text", text["words"], lang, text["text_language"])
    if not own and row["kind"] != "decision" and row["page"]:
        yield fact("text", say("coverage.text-not-loaded", lang, page=row["page"]), lang)
    for text in texts:
        if text["found_in"] == "finding-aid":
            yield fact("finding-aid", text["words"], lang, text["text_language"])


def _tongue(text: Row, lang: str) -> tuple[bool, bool, str]:
    return text["text_language"] != lang, text["text_language"] != "en", text["text_language"]


def _asking(row: Row, lang: str) -> Iterator[Fact]:
    if row["verb"]:
        yield fact("verb", row["verb"], lang)
    if row["directed_to"]:
        yield fact("directed-to", row["directed_to"], lang)
    if row["role"]:
        yield fact("role", say(f"group-role.{row['role']}", lang), lang)
    elif row["kind"] in _ASKING:
        loaded = row["text_status"] == "text-loaded"
        words = say("group-role.not-reviewed" if loaded else "group-role.text-not-seen", lang)
        yield fact("role", words, lang)


def _cited_by(citation: Citation, address: str, cited: list[Row], lang: str) -> Iterator[Fact]:
    """Yield the tasks that cite the place, then those that cite what contains it or stands below it."""
    chain = {decision_iri(citation) or "", *(place.iri for place in containers(citation))} - {address}
    here = [row for row in cited if row["provision"] == address]
    above = [row for row in cited if row["provision"] in chain]
    below = [row for row in cited if row["provision"].startswith(f"{address}/")]
    for row in here:
        yield fact("cited-by", _task(row, lang), lang, address=row["task"])
    for name, rows in (("cited-through", above), ("cited-below", below)):
        for row in rows:
            yield fact(name, f"{row['paragraph']}: {_task(row, lang)}", lang, address=row["task"])
    if not (here or above or below):
        yield fact("cited-by", say("coverage.none", lang), lang)


def _task(row: Row, lang: str) -> str:
    printed = cited_as(row, lang)
    return f"{row['ref']} {row['short_title']}".rstrip() + f" - {printed}"


def _around(citation: Citation, address: str, places: dict[str, Row], lang: str) -> Iterator[Fact]:
    for place in containers(citation)[:-1]:
        if place.iri in places:
            yield fact("inside", places[place.iri]["paragraph"], lang, address=place.iri)
    decision = places[decision_iri(citation) or ""]
    if decision is not places[address]:
        yield fact("inside", _decision(decision, lang), lang, address=decision["provision"])
    for row in places.values():
        if row["inside"] == address:
            yield fact("below", row["paragraph"], lang, address=row["provision"])


def _decision(row: Row, lang: str) -> str:
    words = f"{row['paragraph']} {row['decision_title']}".rstrip()
    known = say(f"completeness.{row['completeness']}", lang)
    return f"{words} ({known})"


def _unknown(citation: Citation, places: dict[str, Row], lang: str) -> Card:
    """Say that a place is not in the register, what contains it there, and what is numbered alike."""
    address = decision_iri(citation) or ""
    words = canonical(citation)
    if address not in places:
        note = say("find.decision-not-known", lang, decision=decision_text(whole(citation)))
        return Card("decision", words, "", (fact("register", note, lang),), known=False)
    number = canonical(whole(citation))
    place = words.removeprefix(number).lstrip(", ") or words
    status = say(f"completeness.{places[address]['completeness']}", lang)
    decision = places[address]["paragraph"]
    facts = [
        fact("register", say("find.not-known", lang, decision=decision, status=status, place=place), lang)
    ]
    chain = [address, *(container.iri for container in containers(citation))]
    nearest = places[[one for one in chain if one in places][-1]]
    shown = _decision(nearest, lang) if nearest["kind"] == "decision" else nearest["paragraph"]
    facts.append(fact("nearest", shown, lang, address=nearest["provision"]))
    para = place[place.find("para. ") :] if "para. " in place else ""
    for row in places.values():
        if para and row["paragraph"].endswith(para):
            facts.append(fact("alike", row["paragraph"], lang, address=row["provision"]))
    if nearest["page"]:
        facts.append(fact("page", nearest["page"], lang, address=nearest["page"]))
    return Card("paragraph", words, "", tuple(facts), known=False)
