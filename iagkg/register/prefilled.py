"""The paragraphs of a new text for a review sheet, beside what is loaded of the decision already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iagkg.problem import Problem
from iagkg.register.conflicts import place_words
from iagkg.register.model import Loaded, Paragraph
from iagkg.register.propose import PROPOSED
from iagkg.register.renumbered import origins, renumbered

__all__ = ["UNPLACED", "Prefilled", "both_notes", "prefilled"]

UNPLACED = "without a place of its own"
"""What the note of a paragraph says of words that were read and have no address."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """Paragraphs for a sheet, with what is loaded already, and which fields of each are proposals."""

    paragraphs: tuple[Paragraph, ...]
    proposed: tuple[frozenset[str], ...]
    problems: tuple[Problem, ...] = ()


def both_notes(before: Paragraph, item: Paragraph) -> str:
    """Return the note of a place in two languages: words without a place are kept in both, the rest once."""
    if not before.note or before.note in item.note:
        return item.note
    return f"{before.note}; {item.note}" if UNPLACED in item.note else before.note


def prefilled(old: Loaded | None, paragraphs: Sequence[Paragraph], lang: str) -> Prefilled:
    """Return the paragraphs of a new text for the sheet, beside what is loaded of the decision.

    Reviewed values and other languages follow the text, not its number; they are no proposals. Where it
    cannot be told which text is meant they are left out, and that is a problem, as each changed number is.
    Places that only the loaded languages, or only the new text, have are problems: aligned texts have the
    same places.
    """
    if old is None:
        return Prefilled(tuple(paragraphs), tuple(map(_proposals, paragraphs)))
    loaded = {item.place: item for item in old.paragraphs}
    reviewed = any(text.reviewed_by for text in old.texts)
    others = any(other != lang for item in old.paragraphs for other in item.text)
    came = origins(old.paragraphs, paragraphs, lang)
    rows: list[Paragraph] = []
    proposed: list[frozenset[str]] = []
    problems = list(_renumbering(old, paragraphs, lang))
    for item in paragraphs:
        origin = came[item.place]
        before = None if origin is None else loaded.get(origin)
        if before is None:
            rows.append(item)
            proposed.append(_proposals(item))
            if origin is None:
                problems.append(_unsure(item, loaded.get(item.place), lang))
            elif others and item.kind not in {"preamble", "footnote"}:
                problems.append(_unmatched(item, "is not in the languages that are loaded", lang))
            continue
        problems += _other_decisions(before, item, lang)
        own = {name: getattr(before, name) for name in PROPOSED if reviewed or getattr(before, name)}
        number = before.number if origin == item.place and before.number else item.number
        made = replace(item, **own, number=number, note=both_notes(before, item))
        rows.append(replace(made, text=before.text | item.text))
        proposed.append(_proposals(made) - own.keys())
    taken = {item.place for item in rows}
    for before in loaded.values():
        if lang not in before.text and before.text and before.place not in taken:
            rows.append(before)
            proposed.append(frozenset())
            problems.append(_unmatched(before, f"is loaded, but not in this text ({lang})", lang))
    return Prefilled(tuple(rows), tuple(proposed), tuple(problems))


def _renumbering(old: Loaded, paragraphs: Sequence[Paragraph], lang: str) -> Iterator[Problem]:
    """Give what changed its number against the loaded text of this language."""
    if not any(lang in item.text for item in old.paragraphs):
        return
    for change in renumbered(old.paragraphs, paragraphs, lang):
        place = place_words(change.place)
        if change.kind == "moved":
            what = f"{place} is now {place_words(change.to)}; what was reviewed goes with its text."
            yield Problem("info", "number-moved", what, found=change.words)
        elif change.kind == "vanished":
            what = f"the text of {place} is loaded, and is no longer there."
            yield Problem("warning", "text-vanished", what, found=change.words)
        else:
            yield Problem("info", "text-new", f"the text of {place} is new.", found=change.words)


def _other_decisions(before: Paragraph, item: Paragraph, lang: str) -> Iterator[Problem]:
    """Give a footnote that names other decisions than that of the same number in another language."""
    if item.kind != "footnote" or lang in before.text or not before.recalls or not item.recalls:
        return
    if set(before.recalls.split("; ")) != set(item.recalls.split("; ")):
        what = (
            f"{place_words(item.place)} names {item.recalls} here ({lang}), and {before.recalls} in "
            f"{', '.join(sorted(before.text))}: do the two footnotes belong together?"
        )
        yield Problem("warning", "footnote-differs", what, found=item.text.get(lang, ""))


def _unsure(item: Paragraph, before: Paragraph | None, lang: str) -> Problem:
    """Return that nothing loaded was taken to a place, and what stands there."""
    held = before is not None and (any(getattr(before, name) for name in PROPOSED) or len(before.text) > 1)
    what = f"{place_words(item.place)} has other words than are loaded there"
    if held:
        what += ": what was reviewed and its other languages were not taken over"
    return Problem("warning" if held else "info", "words-changed", f"{what}.", found=item.text.get(lang, ""))


def _proposals(item: Paragraph) -> frozenset[str]:
    return frozenset(name for name in PROPOSED if getattr(item, name))


def _unmatched(item: Paragraph, what: str, lang: str) -> Problem:
    words = item.text.get(lang) or next(iter(item.text.values()), "")
    return Problem("warning", "place-unmatched", f"{place_words(item.place)} {what}.", found=words)
