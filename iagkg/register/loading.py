"""A reviewed sheet into what is loaded of its decision: languages beside each other, nothing lost unsaid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from iagkg.problem import Problem
from iagkg.register.conflicts import Conflict, conflicts, merged, place_words
from iagkg.register.model import Loaded, Paragraph, Text
from iagkg.register.propose import PROPOSED
from iagkg.register.renumbered import Renumbered, renumbered
from iagkg.register.reviewed import places_changed, texts_after

__all__ = ["Merged", "Prefilled", "merge", "prefilled"]

EMPTIED = (
    *("verb", "verb_words", "directed_to", "directed_to_words", "role", "role_words"),
    *("recalls", "note"),
)
UNPLACED = "without a place of its own"
RESTS_ON = {"verb": "verb_words", "directed_to": "directed_to_words", "role": "role_words"}
CODE_OF = {words: code for code, words in RESTS_ON.items()}


@dataclass(frozen=True, slots=True)
class Merged:
    """What is loaded with a sheet put into it, where they disagree, and what changed its number.

    Where there is a conflict `loaded` holds the values of the sheet only if it was to replace them.
    `completeness_unsaid`: what is loaded was called complete, places vanished or appeared, and the sheet does
    not say whether it is complete now.
    """

    loaded: Loaded
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Renumbered, ...] = ()
    completeness_unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Prefilled:
    """Paragraphs for a sheet, with what is loaded already, and which fields of each are proposals."""

    paragraphs: tuple[Paragraph, ...]
    proposed: tuple[frozenset[str], ...]
    problems: tuple[Problem, ...] = ()


def merge(old: Loaded | None, new: Loaded, replacing: bool = False) -> Merged:
    """Put a reviewed sheet (`new`: its paragraphs and its one text) into what is loaded.

    Another language goes to the same places. A text or value that differs from what is loaded is a conflict,
    a value that the reviewer emptied and a place that is no longer there too: what is loaded stays, unless
    `replacing`. A sheet without a text (a review of what is loaded) marks every text as reviewed.
    """
    if old is None:
        return Merged(merged(Loaded(new.decision), new))
    lang = new.texts[0].lang if new.texts and new.texts[0].lang else ""
    texts = () if not lang else new.texts
    incoming = Loaded(new.decision, tuple(_aligned(old, new.paragraphs, lang)), texts)
    found = (*conflicts(old, incoming), *_emptied(old, incoming, lang), *_gone(old, incoming, lang))
    changes = renumbered(old.paragraphs, incoming.paragraphs, lang) if _has(old, lang) else ()
    base = _without(old, incoming, lang, found) if replacing else old
    result = merged(base, incoming, replacing)
    changed = places_changed(old, result.paragraphs)
    if lang or not new.texts:
        disputed = bool(conflicts(old, incoming)) and not replacing
        result = replace(result, texts=texts_after(old, incoming, result.paragraphs, disputed))
    else:
        result = replace(result, texts=tuple(_reviewed(text, new.texts[0], changed) for text in old.texts))
    unsaid = changed and old.complete and not any(text.complete for text in new.texts)
    return Merged(result, found, changes, unsaid)


def _has(old: Loaded, lang: str) -> bool:
    return bool(lang) and any(lang in item.text for item in old.paragraphs)


def _reviewed(text: Text, review: Text, changed: bool) -> Text:
    complete = review.complete or ("" if changed else text.complete)
    return replace(text, reviewed_by=review.reviewed_by, reviewed_on=review.reviewed_on, complete=complete)


def _aligned(old: Loaded, paragraphs: Sequence[Paragraph], lang: str) -> Iterator[Paragraph]:
    """Give the paragraphs in the dress of the loaded ones where the sheet does not show those.

    A sheet of another language alone has "a)" for "(a)" and other words for the same verb: no conflicts.
    """
    loaded = {item.place: item for item in old.paragraphs}
    for item in paragraphs:
        before = loaded.get(item.place)
        if before is None:
            yield item
            continue
        values: dict[str, Any] = {}
        alone = bool(lang) and not before.text.keys() <= item.text.keys()
        if before.number and (alone or _core(before.number) == _core(item.number)):
            values["number"] = before.number
        if alone:
            for field, words in RESTS_ON.items():
                if getattr(before, words) and getattr(before, field) == getattr(item, field):
                    values[words] = getattr(before, words)
            values["note"] = _notes(before, item)
        yield replace(item, **values)


def _notes(before: Paragraph, item: Paragraph) -> str:
    """Return the note of a place in two languages: words without a place are kept in both, the rest once."""
    if not before.note or before.note in item.note:
        return item.note
    return f"{before.note}; {item.note}" if UNPLACED in item.note else before.note


def _core(number: str) -> str:
    return re.sub(r"[^\w]", "", number).lower()


def _emptied(old: Loaded, new: Loaded, lang: str) -> Iterator[Conflict]:
    """Give the values that the reviewer emptied."""
    loaded = {item.place: item for item in old.paragraphs}
    for item in new.paragraphs:
        before = loaded.get(item.place)
        for name in EMPTIED if before else ():
            was = getattr(before, name)
            code = CODE_OF.get(name, "")
            if code and getattr(before, code) and not getattr(item, code):
                continue  # the code was emptied, and its words with it
            if was and not getattr(item, name):
                yield Conflict(item.place, "paragraphs", name, "", was, "")
        if before is not None and not lang:
            for language in before.text:
                if not item.text.get(language):
                    yield Conflict(item.place, "paragraphs", "text", language, before.text[language], "")


def _gone(old: Loaded, new: Loaded, lang: str) -> Iterator[Conflict]:
    """Give the places of this language, or of a review of all, that are no longer there."""
    there = {item.place: item for item in new.paragraphs}
    for item in old.paragraphs:
        now = there.get(item.place)
        for language in [lang] if lang else list(item.text):
            was = item.text.get(language, "")
            if was and (now is None or (lang and not now.text.get(lang))):
                yield Conflict(item.place, "paragraphs", "text", language, was, "")


def _without(old: Loaded, new: Loaded, lang: str, found: Sequence[Conflict]) -> Loaded:
    """Return what is loaded without the values and texts that the sheet has no longer."""
    there = {item.place for item in new.paragraphs}
    emptied: dict[tuple[str, ...], list[Conflict]] = {}
    for conflict in found:
        if not conflict.new:
            emptied.setdefault(conflict.place, []).append(conflict)
    kept = []
    for item in old.paragraphs:
        left = item
        for conflict in emptied.get(item.place, ()):
            if conflict.field == "text":
                texts = {lang: words for lang, words in left.text.items() if lang != conflict.language}
                left = replace(left, text=texts)
            else:
                values: dict[str, Any] = {conflict.field: ""}
                if conflict.field in RESTS_ON:
                    values[RESTS_ON[conflict.field]] = ""
                left = replace(left, **values)
        if left.text or item.place in there or not item.text:
            kept.append(left)
    return replace(old, paragraphs=tuple(kept))


def prefilled(old: Loaded | None, paragraphs: Sequence[Paragraph], lang: str) -> Prefilled:
    """Return the paragraphs of a new text for the sheet, beside what is loaded of the decision.

    Reviewed values stand as they are loaded, and are no proposals. Places that only the loaded languages, or
    only the new text, have are problems: aligned texts have the same places.
    """
    if old is None:
        return Prefilled(tuple(paragraphs), tuple(map(_proposals, paragraphs)))
    loaded = {item.place: item for item in old.paragraphs}
    reviewed = any(text.reviewed_by for text in old.texts)
    others = any(other != lang for item in old.paragraphs for other in item.text)
    rows: list[Paragraph] = []
    proposed: list[frozenset[str]] = []
    problems = []
    for item in paragraphs:
        before = loaded.pop(item.place, None)
        if before is None:
            rows.append(item)
            proposed.append(_proposals(item))
            if others and item.kind not in {"preamble", "footnote"}:
                problems.append(_unmatched(item, "is not in the languages that are loaded", lang))
            continue
        own = {name: getattr(before, name) for name in PROPOSED if reviewed or getattr(before, name)}
        made = replace(item, **own, number=before.number or item.number, note=_notes(before, item))
        rows.append(replace(made, text=before.text | item.text))
        proposed.append(_proposals(made) - own.keys())
    for before in loaded.values():
        if lang not in before.text and before.text:
            rows.append(before)
            proposed.append(frozenset())
            problems.append(_unmatched(before, f"is loaded, but not in this text ({lang})", lang))
    return Prefilled(tuple(rows), tuple(proposed), tuple(problems))


def _proposals(item: Paragraph) -> frozenset[str]:
    return frozenset(name for name in PROPOSED if getattr(item, name))


def _unmatched(item: Paragraph, what: str, lang: str) -> Problem:
    words = item.text.get(lang) or next(iter(item.text.values()), "")
    return Problem("warning", "place-unmatched", f"{place_words(item.place)} {what}.", found=words)
