"""Findings: results of a validation in the words of people who know the document and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from iagkg.check.facts import Facts, Term
from iagkg.check.paths import path_words
from iagkg.check.rules import SHAPES, sh
from iagkg.graph.quads import term
from iagkg.names import ID, KMGBF, SCHEME

__all__ = ["Finding", "Result", "findings"]

_SEVERITIES = {
    sh("Violation"): "must-be-corrected",
    sh("Warning"): "please-check",
    sh("Info"): "for-information",
}
_NOTES = frozenset({"NoteToCorrect", "NoteToCheck", "NoteForInformation"})


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a validation: where, by which rule and kind of constraint (addresses), what value."""

    focus: Term
    shape: str
    component: str
    value: Term | None = None


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found: how grave (a concept of the scheme severity), where, what, and what to do.

    `task` is the reference of the task, or what stands in its place (a decision, the workplan); `field` the
    column or part; `found` what stands there, `allowed` what may; `row` the row of the table from 1, 0 where
    there is none; `shape` the name of the rule; `focus` and `path` are addresses, for data people.
    """

    rank: int
    row: int
    task: str
    shape: str
    found: str
    severity: str
    field: str
    allowed: str
    hint: str
    message: str
    focus: str
    path: str
    component: str
    value: str
    """The kind of constraint and the value found, as terms, for the W3C report."""
    messages: tuple[tuple[str, str], ...] = ()
    """The message in each language that the rule has it in, by language."""


def findings(results: Iterable[Result], data: Facts, shapes: Facts, lang: str) -> list[Finding]:
    """Return the findings of a validation, gravest first, in a stable order.

    `data` is what was validated, `shapes` the rules; `lang` is en, fr or es.
    """
    return sorted({_finding(result, data, shapes, lang) for result in results})


def _finding(result: Result, data: Facts, shapes: Facts, lang: str) -> Finding:
    focus, shape, value = result.focus, ox.NamedNode(result.shape), result.value
    given = shapes.one(shape, sh("severity"))
    severity = _SEVERITIES[sh("Violation") if given is None else given.value]
    name = result.shape.removeprefix(SHAPES)
    concerned = value if value is not None and shapes.one(shape, f"{SHAPES}concerns") else focus
    owner = _owner(concerned, data)
    messages = _by_language(data if name in _NOTES else shapes, *_message_of(name, focus, shape))
    return Finding(
        rank=list(_SEVERITIES.values()).index(severity),
        row=_row(concerned, owner, data),
        task=_words(owner, data, lang),
        shape=name,
        found=_found(shape, concerned, owner, value, (data, shapes, lang)),
        severity=severity,
        field=_in(shapes, shape, "sh:name", lang) or _in(shapes, shape, "rdfs:label", lang),
        allowed=_in(shapes, shape, "skos:scopeNote", lang),
        hint=_in(shapes, shape, "sh:description", lang) or _in(shapes, shape, "rdfs:comment", lang),
        message=messages.get(lang) or messages.get("en") or min(messages.values(), default=""),
        focus=str(focus) if isinstance(focus, ox.BlankNode) else focus.value,
        path=path_words(shapes.one(shape, sh("path")), shapes),
        component=result.component,
        value="" if value is None else str(value),
        messages=tuple(sorted(messages.items())),
    )


def _message_of(name: str, focus: Term, shape: Term) -> tuple[Term, str]:
    """Return where the message stands: a note on the document speaks for itself."""
    return (focus, "dcterms:description") if name in _NOTES else (shape, "sh:message")


def _found(
    shape: Term, concerned: Term, owner: Term, value: Term | None, told: tuple[Facts, Facts, str]
) -> str:
    """Return what was found, in words: the property that the rule shows, else the value that broke it."""
    data, shapes, lang = told
    if (shown := shapes.one(shape, f"{SHAPES}shows")) is not None:
        values = sorted({_words(value, data, lang) for value in data.objects(concerned, shown.value)})
        return "; ".join(values)
    return "" if value is None or value in {concerned, owner} else _words(value, data, lang)


def _address(name: str) -> str:
    return term(name)[1:-1]


def _by_language(facts: Facts, subject: Term, predicate: str) -> dict[str, str]:
    values = facts.objects(subject, _address(predicate))
    return {value.language or "": value.value for value in values if isinstance(value, ox.Literal)}


def _in(facts: Facts, subject: Term, predicate: str, lang: str) -> str:
    """Return the words in a language, else in English, else the first there are."""
    words = _by_language(facts, subject, predicate)
    return words.get(lang) or words.get("en") or min(words.values(), default="")


def _owner(focus: Term, data: Facts) -> Term:
    """Return the task a citation, period or note belongs to, else the focus itself."""
    if (noted := data.one(focus, _address("iag:noteOn"))) is not None:
        return noted
    for predicate in ("iag:hasMandate", "dcterms:temporal"):
        if owners := data.subjects(_address(predicate), focus):
            return owners[0]
    return focus


def _row(focus: Term, owner: Term, data: Facts) -> int:
    """Return the first row that the focus or its task was read from, 0 where there is none."""
    for node in (focus, owner):
        rows = [
            int(number.value)
            for row in data.objects(node, _address("iag:sourceRow"))
            for number in data.objects(row, _address("csvw:rownum"))
            if number.value.isdecimal()
        ]
        if rows:
            return min(rows)
    return 0


def _words(node: Term, data: Facts, lang: str) -> str:
    """Return a node as people name it: its reference, label or title; else its text, name or address."""
    if isinstance(node, ox.Literal):
        return node.value
    for predicate in ("rdfs:label", "skos:prefLabel", "dcterms:identifier", "dcterms:title"):
        if label := _in(data, node, predicate, lang):
            return label
    if node.value.startswith(SCHEME):
        return node.value.rsplit("/", 1)[-1].replace("-", " ")
    return "" if isinstance(node, ox.BlankNode) else node.value.removeprefix(ID).removeprefix(KMGBF)
