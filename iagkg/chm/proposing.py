"""Propose targets and subjects for records by the words of their titles and descriptions, with reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from iagkg.chm.fields import plain_name
from iagkg.chm.forms import find_records
from iagkg.chm.leaves import leaves
from iagkg.chm.model import Raw
from iagkg.chm.reading import identifier_of
from iagkg.chm.roles import of_persons, role_of
from iagkg.chm.tagged import TagField, tag_field, tags_of
from iagkg.chm.values import Terms
from iagkg.period.model import Period
from iagkg.register.tracking_html import plain_text
from iagkg.vocabulary.entities import Entity
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.suggest import LEAST, Suggestion, suggest
from iagkg.vocabulary.suggest_labels import Cues
from iagkg.workplan import Source, Task, Workplan, Workstream

__all__ = ["Proposal", "propose"]

_LONGEST = 20_000
"""Of longer texts the beginning is read."""
_TEXTS = ("title", "alternative", "description", "abstract")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target or subject proposed for a record: where it would be added, how sure, and why."""

    record: str
    title: str
    path: str
    field: str
    relation: str
    identifier: str
    label: str
    score: float
    reason: str


def propose(
    value: Any, vocabulary: Vocabulary, cues: Cues, entities: Sequence[Entity], least: float = LEAST
) -> list[Proposal]:
    """Return the proposals for all records of a JSON value, in their order, the surest first.

    Nothing is proposed that a record has, in whatever spelling, nor what is broader than something it has or
    is proposed.
    """
    words = _Words(vocabulary, Terms(Index(vocabulary)), cues, entities, least)
    found: list[Proposal] = []
    for raw in find_records(value):
        if isinstance(raw, Raw) and not of_persons(raw.schema):
            found += _of_record(raw, words)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """What proposals are made from."""

    vocabulary: Vocabulary
    terms: Terms
    cues: Cues
    entities: Sequence[Entity]
    least: float

    def suggestions(self, title: str, text: str) -> list[Suggestion]:
        """Return suggestions for a text as for a task: the rules and the scores are the same."""
        task = Task("record", None, 1, text, "", (), Period(""), 1, None)
        stream = Workstream("", None, None, (task,), None, None)
        plan = Workplan(title, (), None, (), (stream,), Source("", "", "", "", 1))
        return suggest(plan, self.cues, self.entities, self.least)


def _of_record(raw: Raw, words: _Words) -> Iterator[Proposal]:
    fields = {relation: tag_field(raw, relation) for relation in ("target", "subject")}
    title, text = _texts(raw)
    if not text or not any(fields.values()):
        return
    there = {name for field in fields.values() if field for name in _known(raw, field, words.terms)}
    suggested = [each for each in words.suggestions(title, text) if fields[each.relation]]
    names = there | {each.identifier for each in suggested}
    for each in suggested:
        field = fields[each.relation]
        if field is None or each.identifier in there or _is_broader(each.identifier, names, words.vocabulary):
            continue
        yield Proposal(
            *(identifier_of(raw), title, raw.path, field.name, each.relation, each.identifier),
            *(each.label, each.score, each.reason.replace("the task", "the record")),
        )


def _known(raw: Raw, field: TagField, terms: Terms) -> Iterator[str]:
    for name in tags_of(raw, field):
        match = terms.match(name)
        yield match.term.identifier if match else name


def _is_broader(identifier: str, names: set[str], vocabulary: Vocabulary) -> bool:
    """Tell whether an identifier is broader than one of the names."""
    waiting = [term for name in names - {identifier} for term in vocabulary.named(name)]
    seen: set[str] = set()
    while waiting:
        term = waiting.pop()
        for above in term.broader:
            if above == identifier:
                return True
            if above not in seen:
                seen.add(above)
                waiting += vocabulary.named(above, term.domain)
    return False


def _texts(raw: Raw) -> tuple[str, str]:
    """Return the English title of a record, and all its English texts."""
    title, texts = "", dict[str, None]()
    for key, value in raw.parts[0][1].items():
        plain = plain_name(key)
        role = role_of(plain.name)
        if role not in _TEXTS or plain.lang not in ("", "en"):
            continue
        for leaf in leaves(value, ""):
            english = [step for step in leaf.steps if isinstance(step, str)] in ([], ["en"])
            words = plain_text(leaf.value).text if english and isinstance(leaf.value, str) else ""
            if words:
                title = title or (words if role == "title" else "")
                texts[words] = None
    return title, "\n".join(texts)[:_LONGEST]
