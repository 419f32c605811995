"""What words stand for a subject or a target: its labels, abbreviations, alignments and named things."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import log
from pathlib import Path

from iagkg.names import concept_iri
from iagkg.vocabulary.entities import Entity
from iagkg.vocabulary.model import Term, Vocabulary
from iagkg.vocabulary.sssom import mapping_paths, read_mappings
from iagkg.vocabulary.suggest_words import lemmas

__all__ = ["SUBJECTS", "TARGETS", "Cue", "Cues", "collect", "offered"]

SUBJECTS = "CBD-SUBJECTS"
TARGETS = "GBF-TARGETS"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL, ALTERNATIVE, UNOFFICIAL, NEAR, NARROWER = 1.0, 0.95, 0.9, 0.8, 0.6
"""How much a label counts: official, alternative, translated, aligned, aligned with a narrower notion."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that stand for a concept: `weight` by their source, `kind` of source in words, words compared."""

    relation: str
    identifier: str
    words: str
    weight: float
    kind: str
    compared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All that suggestions are made from.

    `labels` are compared with words, `abbreviations` with capitals, `things` with the named things of the
    text (identifier to subjects), `crosswalk` leads from a subject to the targets linked with it; `rarity`
    says how much a word tells, `names` gives the label to show.
    """

    labels: tuple[Cue, ...]
    abbreviations: dict[str, str]
    things: dict[str, tuple[str, ...]]
    crosswalk: dict[str, tuple[str, ...]]
    rarity: dict[str, float]
    names: dict[str, str]


def offered(vocabulary: Vocabulary) -> list[Term]:
    """Return the subjects that may be suggested: with a label, not withdrawn, one for each label.

    Of two subjects with one label the one that has a place in the tree is offered (CBD-SUBJECT-NAP-CB, not
    CBD-SUBJECT-CB).
    """
    chosen: dict[str, Term] = {}
    for term in vocabulary.of_domain(SUBJECTS):
        name = term.label("en").casefold()
        if not name or term.status == "withdrawn":
            continue
        if name not in chosen or (term.broader and not chosen[name].broader):
            chosen[name] = term
    return list(chosen.values())


def collect(
    vocabulary: Vocabulary, entities: Iterable[Entity], workspace: Path | None = None, lang: str = "en"
) -> Cues:
    """Return what stands for the subjects and targets, for a text in a language; empty: in any."""
    subjects, targets = offered(vocabulary), vocabulary.of_domain(TARGETS)
    known = {term.identifier for term in subjects}
    addresses = {concept_iri(t.domain, t.identifier): t.identifier for t in subjects}
    labels = list(
        chain(
            _of_terms(subjects, lang),
            _of_alignments(addresses, workspace) if lang in {"", "en"} else (),
            _of_targets(targets, lang),
        )
    )
    crosswalk: dict[str, list[str]] = {}
    for link in vocabulary.links:
        if link.identifier in known:
            crosswalk.setdefault(link.identifier, []).append(link.target)
    return Cues(
        labels=tuple(dict.fromkeys(labels)),
        abbreviations=dict(chain.from_iterable(_abbreviations(term) for term in subjects)),
        things={
            entity.identifier: tuple(
                i for _, domain, i in entity.matches if domain == SUBJECTS and i in known
            )
            for entity in entities
        },
        crosswalk={subject: tuple(dict.fromkeys(found)) for subject, found in crosswalk.items()},
        rarity=_rarity(cue.compared for cue in labels if cue.weight >= UNOFFICIAL),
        names={t.identifier: _name(t) for t in (*subjects, *targets)},
    )


def _name(term: Term) -> str:
    title = next((each.text for each in term.labels if each.lang == "en" and each.role == "alternative"), "")
    return f"{term.name}: {title}" if term.domain == TARGETS and title else term.name


def _of_terms(terms: Iterable[Term], lang: str) -> Iterator[Cue]:
    for term in terms:
        for label in term.labels:
            if (lang and label.lang not in {lang, "en"}) or label.role not in {"preferred", "alternative"}:
                continue
            weight = LABEL if label.role == "preferred" else ALTERNATIVE
            weight = UNOFFICIAL if label.kind == "unofficial" else weight
            kind = "label" if label.role == "preferred" else "alternative label"
            kind = f"unofficial {kind}" if label.kind == "unofficial" else kind
            yield from _cue("subject", term.identifier, re.sub(r"\s*\(.*?\)", "", label.text), weight, kind)


def _of_targets(terms: Iterable[Term], lang: str) -> Iterator[Cue]:
    """Yield the parts of long titles between commas, of two words at least."""
    for term in terms:
        for label in term.labels:
            if (not lang or label.lang in {lang, "en"}) and label.role == "alternative":
                for part in re.split(r"[,;]| to | from ", label.text, flags=re.IGNORECASE):
                    for cue in _cue("target", term.identifier, part.strip(), NEAR, "part of the title"):
                        if len(cue.compared) > 1:
                            yield cue


def _of_alignments(addresses: dict[str, str], workspace: Path | None) -> Iterator[Cue]:
    for path in mapping_paths(workspace):
        table = path.name.removesuffix(".sssom.tsv")
        for row in read_mappings(path):
            relation = row.predicate.removeprefix(_SKOS)
            weight = {"exactMatch": NEAR, "closeMatch": NEAR, "narrowMatch": NARROWER}.get(relation)
            if weight and row.subject in addresses and row.object_label:
                words = row.object_label.lower() if row.object_label.isupper() else row.object_label
                yield from _cue("subject", addresses[row.subject], words, weight, f"aligned label of {table}")


def _cue(relation: str, identifier: str, words: str, weight: float, kind: str) -> Iterator[Cue]:
    if compared := frozenset(word.lemma for word in lemmas(words)):
        yield Cue(relation, identifier, words, weight, kind, compared)


def _abbreviations(term: Term) -> Iterator[tuple[str, str]]:
    """Yield abbreviations in brackets, and the key of the identifier where its letters are the initials."""
    label = term.label("en")
    for inside in re.findall(r"\(([A-Z]{2,})s?\)", label):
        yield inside, term.identifier
    key = term.identifier.removeprefix("CBD-SUBJECT-")
    outside = re.sub(r"\(.*?\)", "", label)
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", outside) if word[0].isupper())
    if key == initials and len(key) > 1:
        yield key, term.identifier


def _rarity(labels: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return how much each word tells: the logarithm of all labels by those with the word."""
    found = list(labels)
    counts = Counter(chain.from_iterable(found))
    return {word: log(1 + len(found) / count) for word, count in counts.items()}
