"""Who reviewed which text, and whether it is all there, after a load: no word outlives its text."""

from collections.abc import Iterable
from dataclasses import replace

from iagkg.register.model import LANGUAGES, Loaded, Paragraph, Text

__all__ = ["places_changed", "texts_after"]


def places_changed(old: Loaded, paragraphs: Iterable[Paragraph]) -> bool:
    """Tell whether a place with a text vanished or appeared; footnotes do not count."""
    return _places(old.paragraphs) != _places(paragraphs)


def _places(paragraphs: Iterable[Paragraph]) -> set[tuple[str, ...]]:
    return {item.place for item in paragraphs if item.kind != "footnote" and item.text}


def texts_after(old: Loaded, new: Loaded, paragraphs: tuple[Paragraph, ...], kept: bool) -> tuple[Text, ...]:
    """Return the rows of the texts when `new` was put into `old`, which gave `paragraphs`.

    The reviewer and the day are those of the load; a load without a reviewer keeps the earlier one only where
    no word of that language changed. That a text is complete holds as long as no place vanished or appeared:
    then only what the load itself says. `kept`: something is in dispute, and rows that are there stay.
    """
    changed = places_changed(old, paragraphs)
    texts = {(item.lang, item.version): item for item in old.texts}
    for text in new.texts:
        before = texts.get((text.lang, text.version))
        if before is None:
            texts[text.lang, text.version] = text
        elif not kept:
            same = _words(old.paragraphs, text.lang) == _words(paragraphs, text.lang)
            texts[text.lang, text.version] = _exchanged(before, text, same, changed)
    if changed and not any(text.complete == "yes" for text in new.texts):
        said = {(text.lang, text.version) for text in new.texts if text.complete}
        texts = {
            key: text if key in said or text.complete != "yes" else replace(text, complete="")
            for key, text in texts.items()
        }
    return tuple(sorted(texts.values(), key=lambda item: (LANGUAGES.index(item.lang), item.version)))


def _words(paragraphs: Iterable[Paragraph], lang: str) -> dict[tuple[str, ...], str]:
    return {item.place: " ".join(words.split()) for item in paragraphs if (words := item.text.get(lang))}


def _exchanged(before: Text, item: Text, same: bool, changed: bool) -> Text:
    """Return the row of the new text, with what is still true of the earlier one."""
    complete = item.complete or ("" if changed else before.complete)
    source = item.source or (before.source if item.sha256 == before.sha256 else "")
    item = replace(item, title=item.title or before.title, source=source)
    if item.reviewed_by or not same:
        return replace(item, complete=complete)
    return replace(item, complete=complete, reviewed_by=before.reviewed_by, reviewed_on=before.reviewed_on)
