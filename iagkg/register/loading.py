"""A reviewed sheet into what is loaded of its decision: languages beside each other, nothing lost unsaid."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from iagkg.register.conflicts import Conflict, conflicts, merged
from iagkg.register.model import Loaded, Paragraph, Text
from iagkg.register.prefilled import Prefilled, both_notes, prefilled
from iagkg.register.renumbered import Renumbered, origins, renumbered
from iagkg.register.reviewed import places_changed, texts_after

__all__ = ["Merged", "Prefilled", "merge", "prefilled"]

EMPTIED = (
    *("verb", "verb_words", "directed_to", "directed_to_words", "role", "role_words"),
    *("recalls", "note"),
)
RESTS_ON = {"verb": "verb_words", "directed_to": "directed_to_words", "role": "role_words"}
Place = tuple[str, ...]
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
    came = origins(old.paragraphs, new.paragraphs, lang) if _has(old, lang) else {}
    following = tuple(_following(old, new.paragraphs, lang, came))
    incoming = Loaded(new.decision, tuple(_aligned(old, following, lang)), texts)
    left = tuple(_left_behind(old, incoming, lang, came))
    found = (*conflicts(old, incoming), *_emptied(old, incoming, lang), *left, *_gone(old, incoming, lang))
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


def _following(
    old: Loaded, paragraphs: Sequence[Paragraph], lang: str, came: Mapping[Place, Place | None]
) -> Iterator[Paragraph]:
    """Give the paragraphs with the other languages of the text they carry, where its number changed."""
    loaded = {item.place: item for item in old.paragraphs}
    for item in paragraphs:
        origin = came.get(item.place, item.place)
        if origin is None or origin == item.place:
            yield item
            continue
        others = {other: words for other, words in loaded[origin].text.items() if other != lang}
        yield replace(item, text=others | item.text)


def _left_behind(
    old: Loaded, new: Loaded, lang: str, came: Mapping[Place, Place | None]
) -> Iterator[Conflict]:
    """Give the other languages at a number whose text is another one now: they are of the earlier text.

    A text that only differs in the same version is a correction of the reading, and takes nothing along.
    """
    moved = set(came.values())
    same = any((text.lang, text.version) in {(t.lang, t.version) for t in old.texts} for text in new.texts)
    loaded = {item.place: item for item in old.paragraphs}
    for item in new.paragraphs:
        before, origin = loaded.get(item.place), came.get(item.place, item.place)
        if before is None or origin == item.place or (origin is None and same and item.place not in moved):
            continue
        for other, words in before.text.items():
            if other != lang and not item.text.get(other):
                yield Conflict(item.place, "paragraphs", "text", other, words, "")


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
            values["note"] = both_notes(before, item)
        yield replace(item, **values)


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
