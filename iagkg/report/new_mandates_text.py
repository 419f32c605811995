"""What new decisions hold for the group, as text, on a terminal, and as a table."""

from collections.abc import Iterator
from typing import TextIO

from iagkg import table
from iagkg.report.find_model import Card, Fact
from iagkg.report.find_places import fact
from iagkg.report.find_text import Pieces, card_lines, plain_text, print_lines
from iagkg.report.new_mandates import NewMandates, NewParagraph
from iagkg.wording import say

__all__ = ["as_table", "print_new", "to_text"]


def to_text(found: NewMandates, lang: str = "en") -> str:
    """Return the screen as lines, never wrapped."""
    return plain_text(_lines(found, lang))


def print_new(found: NewMandates, stream: TextIO, lang: str = "en", width: int | None = None) -> None:
    """Print the screen on a terminal, wrapped to its width; colours follow NO_COLOR."""
    print_lines(_lines(found, lang), stream, width)


def _lines(found: NewMandates, lang: str) -> Iterator[Pieces]:
    for line in found.head:
        yield ((line, ""),)
    for paragraph in found.paragraphs:
        yield ()
        yield from card_lines(
            Card("paragraph", paragraph.paragraph, paragraph.address, tuple(_facts(paragraph, lang)))
        )
    yield ()
    if found.group:
        yield ((f"{say('new.group', lang)}:", "bold"),)
        for card in found.group:
            yield from card_lines(card)
        yield ()
    if found.to_enter:
        yield ((f"{say('new.to-enter', lang)}:", "bold"),)
        for line in found.to_enter:
            yield ((f"  {line}", ""),)
        yield ()
    for line in found.foot:
        yield ((line, ""),)


def _facts(paragraph: NewParagraph, lang: str) -> Iterator[Fact]:
    yield fact("text", paragraph.text, lang, paragraph.lang)
    for reason in paragraph.why:
        yield fact("why", reason, lang)
    if paragraph.verb:
        yield fact("verb", paragraph.verb, lang)
    if paragraph.directed_to:
        yield fact("directed-to", paragraph.directed_to, lang)
    yield fact("role", _role(paragraph, lang), lang)
    if paragraph.recalls:
        yield fact("recalls", "; ".join(paragraph.recalls), lang)
    if paragraph.tasks:
        yield fact("tasks-on-it", "; ".join(paragraph.tasks), lang)
    others = [ref for ref in paragraph.decision_tasks if ref not in paragraph.tasks]
    if others:
        yield fact("tasks-on-decision", "; ".join(others), lang)


def _role(paragraph: NewParagraph, lang: str) -> str:
    return say(f"group-role.{paragraph.role}" if paragraph.role else "group-role.not-reviewed", lang)


def as_table(found: NewMandates, lang: str = "en") -> table.Table:
    """Return the paragraphs as a table."""
    columns = {
        "paragraph": "text",
        "text_language": "text",
        "words": "long",
        "why": "list",
        "verb": "list",
        "directed_to": "list",
        "role": "text",
        "recalls": "list",
        "tasks": "list",
        "decision_tasks": "list",
        "address": "text",
    }
    rows = tuple(
        (
            paragraph.paragraph,
            paragraph.lang,
            paragraph.text,
            "; ".join(paragraph.why),
            paragraph.verb,
            paragraph.directed_to,
            _role(paragraph, lang),
            *("; ".join(values) for values in (paragraph.recalls, paragraph.tasks, paragraph.decision_tasks)),
            paragraph.address,
        )
        for paragraph in found.paragraphs
    )
    return table.Table(tuple(columns), rows, tuple(columns.values()))
