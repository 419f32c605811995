"""Where two loads of one decision disagree, and one load put into another without losing a word unsaid."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

from iagkg.citation.numerals import from_letter, from_roman
from iagkg.register.model import LANGUAGES, Annotation, Loaded, Paragraph
from iagkg.register.reviewed import texts_after

__all__ = ["Conflict", "conflicts", "in_order", "merged", "place_words"]

_ANNOTATED = tuple(
    item.name
    for item in fields(Annotation)
    if item.name not in {"part", "annex", "section", "para", "sub", "subsub", "code", "source", "imported_on"}
)
_REVIEWED = (
    *("kind", "number", "verb", "verb_words", "directed_to", "directed_to_words"),
    *("role", "role_words", "recalls", "note"),
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value that is loaded already and another one that would replace it.

    `place` is that of the paragraph (empty: the whole decision); `table` is paragraphs or annotations;
    `language` is that of a text, else empty. `loaded_on` and `new_on` are the days of the two imports of an
    annotation, empty for paragraphs: a status holds as of its day.
    """

    place: tuple[str, ...]
    table: str
    field: str
    language: str
    loaded: str
    new: str
    loaded_on: str = ""
    new_on: str = ""


def conflicts(old: Loaded, new: Loaded) -> tuple[Conflict, ...]:
    """Return where a new load says something else than what is loaded, in the order of the new one.

    Compared are texts by language and what a person entered, then what the Tracking Tool says. A value that
    is new where there was none is no conflict; an annotation that became empty is one.
    """
    return (*_of_paragraphs(old, new), *_of_annotations(old, new))


def _of_paragraphs(old: Loaded, new: Loaded) -> Iterator[Conflict]:
    loaded = {item.place: item for item in old.paragraphs}
    for item in new.paragraphs:
        before = loaded.get(item.place)
        if before is None:
            continue
        for name in _REVIEWED:
            was, now = _plain(getattr(before, name)), _plain(getattr(item, name))
            if was and now and was != now:
                yield Conflict(item.place, "paragraphs", name, "", was, now)
        for language in LANGUAGES:
            was, now = _plain(before.text.get(language, "")), _plain(item.text.get(language, ""))
            if was and now and was != now:
                yield Conflict(item.place, "paragraphs", "text", language, was, now)


def _of_annotations(old: Loaded, new: Loaded) -> Iterator[Conflict]:
    loaded = {_place(item): item for item in old.annotations}
    for item in new.annotations:
        before = loaded.get(_place(item))
        for name in _ANNOTATED if before else ():
            was, now = _plain(getattr(before, name)), _plain(getattr(item, name))
            if was and was != now:
                days = (before.imported_on if before else "", item.imported_on)
                yield Conflict(_place(item), "annotations", name, "", was, now, *days)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _place(item: Annotation) -> tuple[str, ...]:
    return (item.part, item.annex, item.section, item.para, item.sub, item.subsub)


def merged(old: Loaded, new: Loaded, replacing: bool = False) -> Loaded:
    """Return what is loaded with a new load put into it, in the order of the document.

    A paragraph or annotation in conflict stays as it is loaded, unless `replacing`. What the new load does
    not say (another language, verbs that a person reviewed) stays in any case. Of texts, the row of the same
    language and version is exchanged where `replacing` or where nothing is in conflict (see `texts_after`).
    """
    disputed = set() if replacing else {(item.table, item.place) for item in conflicts(old, new)}
    paragraphs = {item.place: item for item in old.paragraphs}
    for item in new.paragraphs:
        before = paragraphs.get(item.place)
        if before is None:
            paragraphs[item.place] = item
        elif ("paragraphs", item.place) not in disputed:
            paragraphs[item.place] = _together(before, item)
    annotations = {_place(item): item for item in old.annotations}
    for annotation in new.annotations:
        if ("annotations", _place(annotation)) not in disputed:
            annotations[_place(annotation)] = _sourced(annotations.get(_place(annotation)), annotation)
    ordered = tuple(sorted(paragraphs.values(), key=in_order))
    kept = any(table == "paragraphs" for table, _ in disputed)
    return Loaded(
        old.decision or new.decision,
        ordered,
        texts_after(old, new, ordered, kept),
        tuple(sorted(annotations.values(), key=lambda item: _key(_place(item)))),
    )


def _sourced(before: Annotation | None, item: Annotation) -> Annotation:
    """Return the new annotation; one that says the same and names no source keeps the source."""
    if before is None or item.source or any(getattr(before, n) != getattr(item, n) for n in _ANNOTATED):
        return item
    return replace(item, source=before.source)


def _together(before: Paragraph, item: Paragraph) -> Paragraph:
    """Return one paragraph of two: the later word where it says one, the earlier where it does not."""
    said = {part.name: getattr(item, part.name) or getattr(before, part.name) for part in fields(Paragraph)}
    return replace(item, **{**said, "text": before.text | item.text})


def in_order(item: Paragraph) -> tuple[object, ...]:
    """Return the key that brings paragraphs into the order of the document."""
    apart = item.kind in {"preamble", "footnote"}
    rank = {"preamble": 0, "footnote": 2}.get(item.kind, 1)
    number = _step(item.number, from_letter) if apart else (0, 0, "")
    return (rank, _key((item.part, item.annex, item.section, item.para, item.sub, item.subsub)), number)


def _key(place: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts places as in a document: paragraphs, then sections, then annexes."""
    part, annex, section, para, sub, subsub = place
    return (
        *(
            _step(annex, from_roman),
            _step(part, _none),
            _step(section, from_roman if len(section) > 1 else _none),
        ),
        *(_step(para, from_roman), _step(sub, from_letter), _step(subsub, from_roman)),
    )


def _none(_: str) -> int | None:
    return None


def _step(words: str, read: Callable[[str], int | None]) -> tuple[int, int, str]:
    if not words:
        return (0, 0, "")
    digits = re.match(r"[0-9]{1,9}", words)
    return (1, int(digits[0]) if digits else read(words) or 0, words)


def place_words(place: tuple[str, ...]) -> str:
    """Return a place in words for a message: "B, para. 9 (a)", "annex I, para. 2", "the whole decision"."""
    part, annex, section, para, sub, subsub, *apart = place
    steps = [part, f"annex {annex}" if annex else "", f"section {section}" if section else ""]
    steps += [f"para. {para}" if para else "", " ".join(apart)]
    words = ", ".join(step for step in steps if step)
    items = "".join(f" ({item})" for item in (sub, subsub) if item)
    return f"{words}{items}".strip() or "the whole decision"
