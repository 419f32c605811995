"""Propose subjects and targets for the tasks of a workplan, each with a score and the reason.

The score lies between 0 and 1 and depends on nothing but the tables and the text. It is the product of

- how much the words of the label stand in the text: 1 all together, in any order, 0.85 all with one other
  word between them; 0.7 where the label is one word; else, if two words at least stand together and tell
  more than 60 % of the label by their rarity, that share by 0.8; otherwise nothing;
- where the label comes from: 1 official label, 0.95 alternative, 0.9 translated, 0.8 aligned with the same
  or a near notion or part of the title of a target, 0.6 aligned with a narrower notion;
- where the text stands: 1 in the task or its sub-items, 0.75 in the title of its workstream.

An abbreviation counts 0.9, a named thing 0.85. A target that the crosswalk of the clearing-house links
with a suggested subject has 0.75 of its score, by the number of targets that the subject is linked with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iagkg.vocabulary.entities import Entity
from iagkg.vocabulary.naming import items, named_in
from iagkg.vocabulary.suggest_labels import Cue, Cues
from iagkg.vocabulary.suggest_words import Word, best_window, capitals, lemmas
from iagkg.workplan import Task, Workplan

__all__ = ["LEAST", "Suggestion", "suggest"]

LEAST = 0.5
"""Suggestions below this score are not shown unless asked for."""
TITLE, ONE_WORD, SPREAD, PART, ENOUGH = 0.75, 0.7, 0.85, 0.8, 0.6
ABBREVIATION, THING, CROSSWALK = 0.9, 0.85, 0.75


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal for a task: `relation` is subject or target, `reason` which words matched what."""

    ref: str
    relation: str
    identifier: str
    label: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A text: its weight, what it is in words, the words compared."""

    weight: float
    name: str
    text: str
    words: list[Word]


def suggest(
    workplan: Workplan, cues: Cues, entities: Sequence[Entity], least: float = LEAST, ref: str = ""
) -> list[Suggestion]:
    """Return the suggestions of one task or of all, by task and falling score.

    Targets that the row names are left out: they are printed, and no suggestion.
    """
    found = []
    for stream in workplan.workstreams:
        for task in stream.tasks:
            if ref not in ("", task.ref):
                continue
            best = _of_task(task, stream.title or "", cues, entities)
            found += [each for each in best if each.score >= least]
    return found


def _of_task(task: Task, title: str, cues: Cues, entities: Sequence[Entity]) -> list[Suggestion]:
    named = {f"GBF-TARGET-{int(c.citation.target):02}" for c in task.citations if c.citation.target}
    best: dict[tuple[str, str], tuple[float, str]] = {}

    def keep(relation: str, identifier: str, score: float, reason: str) -> None:
        key = (relation, identifier)
        if identifier not in named and score > best.get(key, (0.0, ""))[0]:
            best[key] = (score, reason)

    for place in _places(task, title):
        for cue in cues.labels:
            score, words = _match(cue, place, cues.rarity)
            if score:
                reason = f'"{words}" in {place.name}: {cue.kind} "{cue.words}"'
                keep(cue.relation, cue.identifier, score, reason)
        for short in sorted(capitals(place.text) & cues.abbreviations.keys()):
            reason = f'"{short}" in {place.name}: abbreviation'
            keep("subject", cues.abbreviations[short], ABBREVIATION * place.weight, reason)
        for thing, words in named_in(place.text, entities):
            for identifier in cues.things.get(thing, ()):
                reason = f'"{words}" in {place.name}: a named thing near to this subject'
                keep("subject", identifier, THING * place.weight, reason)
    for (relation, identifier), (score, _) in list(best.items()):
        if relation == "subject":
            targets = cues.crosswalk.get(identifier, ())
            for target in targets:
                reason = f"linked with the subject {identifier} in the crosswalk of the clearing-house"
                keep("target", target, CROSSWALK * score / len(targets), reason)
    found = [
        Suggestion(task.ref, relation, identifier, cues.names[identifier], round(score, 2), reason)
        for (relation, identifier), (score, reason) in best.items()
    ]
    return sorted(found, key=lambda each: (each.relation, -each.score, each.identifier))


def _places(task: Task, title: str) -> Iterator[_Place]:
    yield _Place(1.0, "the task", task.text, lemmas(task.text))
    for item in items(task):
        yield _Place(1.0, f"item {item.path}", item.text, lemmas(item.text))
    yield _Place(TITLE, "the title of the workstream", title, lemmas(title))


def _match(cue: Cue, place: _Place, rarity: dict[str, float]) -> tuple[float, str]:
    """Return the score of a label in a text, and the words of it that stand there."""
    stretch = best_window(place.words, cue.compared)
    inside = {word.lemma for word in stretch} & cue.compared
    if not inside:
        return 0.0, ""
    if inside == cue.compared:
        share = ONE_WORD if len(inside) == 1 else 1.0 if len(stretch) == len(inside) else SPREAD
    else:
        told = sum(rarity.get(word, 1.0) for word in inside)
        share = PART * told / sum(rarity.get(word, 1.0) for word in cue.compared)
        if len(inside) == 1 or share <= PART * ENOUGH:
            return 0.0, ""
    printed = " ".join(place.text[stretch[0].start : stretch[-1].end].split())
    return share * cue.weight * place.weight, printed
