"""Find a task, a place in a decision, a target, or words in their texts: one door for every search box.

Every fact comes from a named query; here the question is told apart, and the answers are ranked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, get_args

from iagkg.citation import Citation, exact_iri, parse_citations, unread
from iagkg.queries import named, run
from iagkg.report.find_model import Card, Found, Hit
from iagkg.report.find_places import Ask, Row, apart_cards, place_card
from iagkg.report.find_search import Entry, absent, entries, near, search, stemmed, vocabulary
from iagkg.report.find_spelling import apart, otherwise, spelled
from iagkg.report.find_tasks import (
    phrases_of,
    short_form,
    target_cards,
    target_named,
    task_cards,
    task_named,
)
from iagkg.report.find_words import Term, plain, searchable, terms
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = ["SCOPES", "Scope", "find"]

Scope = Literal["tasks", "paragraphs", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Where words are looked for: in tasks and workstreams, in decisions and their places, everywhere."""

_TASKS = {"task", "workstream"}
_TARGETS = {"target", "goal"}
_LONGEST_CITATION = 500


def find(store: Store, words: str, lang: str = "en", scope: Scope = "all", limit: int = 20) -> Found:
    """Return what is found for words: a task by its reference, a target, the places of citations, or texts.

    `words` is anything; `lang` is the language of headings and labels; up to `limit` hits are given, and a
    note says how many there are. Finds nothing without an error: a note says so, with words written alike.
    """
    shown = plain(words)[:200]

    def ask(name: str, **values: str) -> list[Row]:
        query = named(name)
        given = {"lang": lang} | values
        table = run(store, query, {key: value for key, value in given.items() if query.parameter(key)})
        return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]

    if ref := task_named(words):
        return Found(shown, cards=tuple(task_cards(ref, ask, lang)))
    if address := target_named(words):
        cards = target_cards(address, ask, lang)
        cards += [card for ref in short_form(words, ask) for card in task_cards(ref, ask, lang)]
        hits, notes = _naming(address, ask, lang, scope, limit)
        return Found(shown, tuple(cards), tuple(hits), tuple(notes))
    cards, notes = _cited(words, ask, lang)
    if cards:
        return Found(shown, cards=tuple(cards))
    sought = terms(words)
    if not searchable(words):
        return Found(shown, notes=(say("find.no-words", lang),))
    among = [entry for entry in entries(ask("texts-to-search"), lang) if _within(entry.kind, scope)]
    hits, count = search(sought, among, lang, limit)
    if not hits and (stems := stemmed(sought, among)):
        hits, count = search(stems, among, lang, limit)
        if hits:
            notes.append(say("find.near-hits", lang, words=shown))
    if not hits:
        return Found(shown, notes=(*notes, *_nothing(sought, among, shown, lang)))
    if count > len(hits):
        notes.append(say("find.more", lang, count=count - len(hits), all=count))
    return Found(shown, hits=tuple(_other_side(hits, ask)), notes=tuple(notes))


def _within(kind: str, scope: Scope) -> bool:
    if scope == "tasks":
        return kind in _TASKS
    return scope == "all" or kind not in _TASKS | _TARGETS


def _cited(words: str, ask: Ask, lang: str) -> tuple[list[Card], list[str]]:
    """Return the places that words cite, if they say nothing else, and what is to be said of them."""
    if len(words) > _LONGEST_CITATION:
        return [], []
    if (named_apart := apart(words)) and (inside := _read(named_apart.inside)) and len(inside) == 1:
        return apart_cards(inside[0], named_apart.kind, named_apart.number, ask, lang), []
    citations = _read(words) or _read(spelled(words))
    if citations is None:
        return [], []
    if any(citation.type == "unresolved" for citation in citations):
        return [], [say("find.place-needs-decision", lang)]
    cards = _cards(citations, ask, lang)
    if not any(card.known for card in cards):
        for other in map(_read, otherwise(words)):
            meant = _cards(other or (), ask, lang)
            if meant and all(card.known for card in meant):
                return [*meant, *cards], []
    return cards, []


def _read(words: str) -> list[Citation] | None:
    """Return the citations that words are, None where there is none or they say anything else."""
    reading = parse_citations(words)
    bodies = {citation.body for citation in reading.citations}
    if not reading.citations or set(unread(words, reading.citations)) - bodies:
        return None
    return list(dict.fromkeys(reading.citations))


def _cards(citations: Sequence[Citation], ask: Ask, lang: str) -> list[Card]:
    cards: list[Card] = []
    for citation in citations:
        if citation.type == "target":
            cards += target_cards(exact_iri(citation) or "", ask, lang)
        else:
            cards.append(place_card(citation, ask, lang))
    return cards


def _naming(address: str, ask: Ask, lang: str, scope: Scope, limit: int) -> tuple[list[Hit], list[str]]:
    """Return the decisions and places whose text names a target or goal, and a note where there are more."""
    if scope == "tasks":
        return [], []
    among = [entry for entry in entries(ask("texts-to-search"), lang) if _within(entry.kind, "paragraphs")]
    found: dict[str, Hit] = {}
    for phrase in phrases_of(address):
        for hit in search(terms(phrase), among, lang, len(among), whole=True)[0]:
            found.setdefault(hit.address, hit)
    hits = list(found.values())
    more = [say("find.more", lang, count=len(hits) - limit, all=len(hits))] if len(hits) > limit else []
    return list(_other_side(hits[:limit], ask)), more


def _nothing(sought: Sequence[Term], among: Sequence[Entry], shown: str, lang: str) -> Iterator[str]:
    """Say that nothing was found, which words stand nowhere, and which are written alike."""
    yield say("find.nothing", lang, words=shown)
    known: dict[str, str] = {}
    for term in absent(sought, among):
        known = known or vocabulary(among)
        if others := near(term, known):
            yield say("find.near", lang, word=plain(term.written), others=", ".join(others))


def _other_side(hits: Sequence[Hit], ask: Ask) -> Iterator[Hit]:
    """Yield the hits with the tasks that cite them or, of a decision, anything in it; tasks with mandates."""
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for row in ask("tasks-by-paragraph"):
        others[row["task"]][row["paragraph"]] = None
        for address in {row["provision"], row["in_decision"]}:
            others[address][row["ref"]] = None
    for row in ask("targets-named"):
        others[row["target"]][row["ref"]] = None
    for hit in hits:
        yield replace(hit, others=tuple(others[hit.address]))
