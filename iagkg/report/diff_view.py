"""What changed between two versions, arranged for readers: sections, cards of tasks, lines of old and new."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from iagkg.compare.change import KINDS, Change, Differences
from iagkg.compare.side import Side
from iagkg.compare.words import Piece
from iagkg.progress.added import AddedTask
from iagkg.wording import say

__all__ = ["Card", "Line", "Section", "View", "view_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One change: its label, and either words old and new, or pieces of both, or words alone."""

    label: str
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What changed of one task or workstream: its reference, how its text begins, its changes."""

    ref: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under a heading."""

    heading: str
    cards: tuple[Card, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The whole: heading, the two versions, what changed in figures, the sections, the last line."""

    heading: str
    sides: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...] = field(default_factory=tuple)
    foot: str = ""


def view_of(found: Differences, lang: str = "en") -> View:
    """Return the differences arranged for readers, in a language; words of the documents stay as they are."""
    sections = [
        Section(say("diff.section.workplan", lang), _cards(found.of_workplan, lang)),
        Section(say("diff.section.streams", lang), _cards(found.of_streams, lang)),
        Section(
            say("diff.section.tasks", lang),
            _cards([change for change in found.of_tasks if change.kind != "renumbered"], lang),
        ),
        Section(
            say("diff.section.renumbered", lang),
            _cards([change for change in found.of_tasks if change.kind == "renumbered"], lang),
        ),
        Section(
            say("diff.section.uncertain", lang),
            tuple(_question(change, lang) for change in found.uncertain),
            say("diff.uncertain.note", lang),
        ),
        Section(
            say("diff.section.beside", lang),
            tuple(Card("", "", (_beside(line, lang),)) for line in found.new.added),
            say("diff.beside.note", lang),
        ),
    ]
    return View(
        say("diff.heading", lang),
        (
            (say("diff.old", lang), _side(found.old, lang)),
            (say("diff.new", lang), _side(found.new, lang)),
        ),
        tuple(_summary(found, lang)) or (say("diff.same", lang),),
        tuple(section for section in sections if section.cards),
        say("disclaimer", lang),
    )


def _beside(line: AddedTask, lang: str) -> Line:
    words = "; ".join(filter(None, (line.task, line.mandate, line.period, line.workstream)))
    return Line(say("added.origin", lang, meeting=line.meeting, date=line.date), words=words)


def _side(side: Side, lang: str) -> str:
    version = say("diff.version", lang, version=side.version, file=side.name)
    return f"{side.title}. {version}. {_adoption(side, lang)}."


def _adoption(side: Side, lang: str) -> str:
    if side.adoption:
        return say("standing.adopted", lang, adoption=side.adoption, source=side.adoption_source)
    return say("standing.draft", lang)


def _summary(found: Differences, lang: str) -> Iterator[str]:
    for name, changes in (
        ("workplan", found.of_workplan),
        ("streams", found.of_streams),
        ("tasks", (*found.of_tasks, *found.uncertain)),
    ):
        counts = Counter(change.kind for change in changes)
        if counts:
            parts = (f"{counts[kind]} {say(f'diff.kind.{kind}', lang)}" for kind in KINDS if counts[kind])
            yield f"{say(f'diff.section.{name}', lang)}: {', '.join(parts)}."


def _cards(changes: Sequence[Change], lang: str) -> tuple[Card, ...]:
    cards = []
    for (old, new), group in groupby(changes, key=lambda change: (change.old_ref, change.new_ref)):
        members = list(group)
        was = f"({say('diff.was', lang, ref=old)})" if old and old != new else ""
        ref = f"{new} {was}".strip()
        cards.append(
            Card(ref, members[0].name, tuple(line for change in members for line in _lines(change, lang)))
        )
    return tuple(cards)


def _lines(change: Change, lang: str) -> Iterator[Line]:
    yield _line(change, lang)
    for key, words in (("column.mandate", change.mandate), ("column.period", change.period)):
        if words:
            yield Line(say(key, lang), words=words)


def _line(change: Change, lang: str) -> Line:
    label = say(f"diff.kind.{change.kind}", lang)
    if change.item:
        label = f"{label} {change.item}"
    if change.kind in {"added", "stream-added", "item-added"}:
        return Line(label, words=change.new)
    if change.kind in {"dropped", "stream-dropped", "item-dropped"}:
        return Line(label, words=change.old)
    if change.kind in {"moved", "renumbered", "stream-moved", "stream-renumbered"}:
        return Line(
            label,
            _place(change.old_ref, change.old, lang),
            _place(change.new_ref, change.new, lang),
        )
    if change.kind == "adoption":
        unknown = say("adoption.not-recorded", lang)
        return Line(label, change.old or unknown, change.new or unknown)
    if change.pieces:
        return Line(label, change.old, change.new, change.pieces)
    nothing = say("diff.nothing", lang)
    return Line(label, change.old or nothing, change.new or nothing, words=_cited(change, lang))


def _place(ref: str, number: str, lang: str) -> str:
    return say("diff.place", lang, ref=ref, number=number) if number else ref


def _cited(change: Change, lang: str) -> str:
    parts = []
    if change.taken_out:
        parts.append(say("diff.taken-out", lang, cited="; ".join(change.taken_out)))
    if change.put_in:
        parts.append(say("diff.put-in", lang, cited="; ".join(change.put_in)))
    return ". ".join(parts)


def _question(change: Change, lang: str) -> Card:
    pair = f"{change.old_ref}={change.new_ref}"
    lines = (
        Line(say("diff.kind.uncertain", lang), change.old, change.new),
        Line(say("diff.uncertain.how", lang), words=f"--same {pair}  |  --different {pair}"),
    )
    return Card(f"{change.old_ref} → {change.new_ref}", "", lines)
