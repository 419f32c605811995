"""The rows of the sheet Decisions: each paragraph that the register knows, and what the group makes of it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from iagkg.export.workbook_model import BookRow, Cell
from iagkg.export.workbook_tasks import answer
from iagkg.names import ID
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = ["decision_rows", "place_parts"]

_HEAD = re.compile(r"(?:annex(?:-[a-z0-9]+)?|sec-[a-z0-9]+|[a-z])")
_NOT_SEEN = {"text-not-seen", "not-reviewed", ""}


def place_parts(address: str, decision: str) -> tuple[str, str, str]:
    """Return section or annex, paragraph and subparagraph of a place, from its and its decision's address."""
    segments = address.removeprefix(f"{decision}/").split("/") if address != decision else []
    heads: list[str] = []
    while segments and _HEAD.fullmatch(segments[0]) and not segments[0].isdecimal():
        heads.append(segments.pop(0))
    paragraph = segments.pop(0).removeprefix("par-") if segments else ""
    letters = "".join(f"({one})" for one in segments)
    return " ".join(_head(one) for one in heads), paragraph, letters


def _head(segment: str) -> str:
    name, dash, number = segment.partition("-")
    if name == "annex":
        return f"annex {_roman(number)}" if dash else "annex"
    return _roman(number) if dash else segment.upper()


def _roman(words: str) -> str:
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    if not words.isdecimal():
        return words.upper()
    number, found = int(words), ""
    for value, sign in signs:
        while number >= value:
            found, number = found + sign, number - value
    return found


def decision_rows(
    store: Store, values: Mapping[str, str], followed: Mapping[str, Mapping[str, Cell]], lang: str
) -> tuple[BookRow, ...]:
    """Return a row a place of the register. `followed` has what people said to do with it, by its key.

    Those that name the group, or recall a decision that the workplan cites, are shown; where no text that is
    loaded does, all are.
    """
    plain = {name: value for name, value in values.items() if name != "as_of"}
    spoken = {**plain, "lang": lang}
    facts = {row["provision"].value: row for row in answer(store, "place-facts", {"lang": lang})}
    texts: dict[tuple[str, str], str] = {}
    for row in answer(store, "texts-to-search", plain):
        if row["found_in"] == "text":
            texts[row["thing"].value, lexical(row["text_language"]) or "en"] = lexical(row["words"])
    cited = [row["decision"].value for row in answer(store, "decisions-cited", plain)]
    recalls: dict[str, list[str]] = defaultdict(list)
    of_group: set[str] = set()
    for row in answer(store, "new-recalls", spoken):
        recalls[row["thing"].value].append(lexical(row["recalls"]) or row["recalled"].value)
        if any(f"{row['recalled'].value}/".startswith(f"{one}/") for one in cited):
            of_group.add(row["thing"].value)
    rows = []
    for row in answer(store, "coverage-by-paragraph", spoken):
        place = row["provision"].value
        fact = facts.get(place, {})
        named = row["role"] in {"asked", "consulted"}
        told = named or place in of_group
        known = "yes" if told else "no" if row["role"] not in _NOT_SEEN else "not-known"
        section, paragraph, letters = place_parts(place, row["in_decision"].value)
        key = place.removeprefix(f"{ID}decision/")
        cells: dict[str, Cell] = {
            "decision": lexical(row["decision_number"]),
            "section": section,
            "para": paragraph,
            "subpara": letters,
            "text_en": texts.get((place, "en"), "") or _not_loaded(row, fact, lang),
            "text_fr": texts.get((place, "fr"), ""),
            "text_es": texts.get((place, "es"), ""),
            "verb": lexical(fact.get("verb")),
            "directed_to": lexical(row["directed_to"]),
            "names_group": say(f"group-role.{row['role']}", lang) if row["role"] else "",
            "recalls": "; ".join(recalls[place]),
            "cited_by": lexical(row["tasks"]),
            "for_group": say(f"book.for-group-{known}", lang),
            **followed.get(key, {}),
        }
        rows.append((BookRow(key, cells), told))
    some = any(told for _, told in rows)
    return tuple(BookRow(row.key, row.cells, shown=told or not some) for row, told in rows)


def _not_loaded(row: Mapping[str, Any], fact: Mapping[str, Any], lang: str) -> str:
    if row["implied"]:
        return say("text-status.implied-by-letter", lang)
    words = say(f"text-status.{lexical(row['text_status']) or 'text-not-loaded'}", lang)
    page = lexical(fact.get("page"))
    return f"{words}: {page}" if page else words
