"""Findings: results of a validation in the words of people who know the document and nothing else."""

from dataclasses import dataclass

from rdflib import RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SH, SKOS
from rdflib.term import Node

from iagkg.names import IAG, PREFIXES

__all__ = ["SHAPES", "Finding", "findings"]

SHAPES = Namespace("https://w3id.org/iagkg/shapes#")
_IAG = Namespace(IAG)
_CSVW = Namespace(PREFIXES["csvw"])
_SEVERITIES = {
    SH.Violation: "must-be-corrected",
    SH.Warning: "please-check",
    SH.Info: "for-information",
}
_OWNERS = (_IAG.noteOn, DCTERMS.temporal, _IAG.hasMandate)
_NOTES = frozenset({"NoteToCorrect", "NoteToCheck", "NoteForInformation"})


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


def findings(report: Graph, data: Graph, shapes: Graph, lang: str) -> list[Finding]:
    """Return the findings of a validation report, gravest first, in a stable order.

    `data` is the graph that was validated, `shapes` the rules; `lang` is en, fr or es.
    """
    found = {_finding(result, report, data, shapes, lang) for result in report.objects(None, SH.result)}
    return sorted(found)


def _finding(result: Node, report: Graph, data: Graph, shapes: Graph, lang: str) -> Finding:
    focus = _one(report, result, SH.focusNode)
    shape = _one(report, result, SH.sourceShape)
    assert focus is not None  # noqa: S101  # a result has both
    assert shape is not None  # noqa: S101
    severity = _SEVERITIES[URIRef(str(_one(report, result, SH.resultSeverity)))]
    name = str(shape).removeprefix(str(SHAPES))
    value = _one(report, result, SH.value)
    message = _in(shapes, shape, SH.message, lang)
    found = "" if value is None or value == focus else _words(value, data)
    if name in _NOTES:
        message = str(_one(data, focus, DCTERMS.description) or message)
        found = str(_one(data, focus, _IAG.asPrinted) or "")
    owner = _owner(focus, data)
    return Finding(
        rank=list(_SEVERITIES.values()).index(severity),
        row=_row(focus, owner, data),
        task=_words(owner, data),
        shape=name,
        found=found,
        severity=severity,
        field=_in(shapes, shape, SH.name, lang) or _in(shapes, shape, RDFS.label, lang),
        allowed=_in(shapes, shape, SKOS.scopeNote, lang),
        hint=_in(shapes, shape, SH.description, lang) or _in(shapes, shape, RDFS.comment, lang),
        message=message,
        focus=str(focus),
        path=_path(_one(shapes, shape, SH.path), shapes),
        component=str(_one(report, result, SH.sourceConstraintComponent)),
        value="" if value is None else value.n3(),
    )


def _one(graph: Graph, subject: Node, predicate: Node) -> Node | None:
    return min(graph.objects(subject, predicate), default=None, key=str)


def _in(graph: Graph, subject: Node, predicate: Node, lang: str) -> str:
    """Return the words in a language, else in English, else the first there are."""
    words = {o.language: str(o) for o in graph.objects(subject, predicate) if isinstance(o, Literal)}
    return words.get(lang) or words.get("en") or min(words.values(), default="")


def _owner(focus: Node, data: Graph) -> Node:
    """Return the task a citation, period or note belongs to, else the focus itself."""
    if (noted := _one(data, focus, _IAG.noteOn)) is not None:
        return noted
    for predicate in (_IAG.hasMandate, DCTERMS.temporal):
        if (owner := min(data.subjects(predicate, focus), default=None, key=str)) is not None:
            return owner
    return focus


def _row(focus: Node, owner: Node, data: Graph) -> int:
    """Return the first row that the focus or its task was read from, 0 where there is none."""
    for node in (focus, owner):
        rows = [
            int(str(number))
            for row in data.objects(node, _IAG.sourceRow)
            for number in data.objects(row, _CSVW.rownum)
        ]
        if rows:
            return min(rows)
    return 0


def _words(node: Node, data: Graph) -> str:
    """Return a node as people name it: its reference, label or title; else its text or address."""
    if isinstance(node, Literal):
        return str(node)
    for predicate in (RDFS.label, SKOS.prefLabel, DCTERMS.identifier, DCTERMS.title):
        if label := _in(data, node, predicate, "en"):
            return label
    return str(node)


def _path(path: Node | None, shapes: Graph) -> str:
    """Return a property path in the notation of SPARQL, with the project's prefixes."""
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return shapes.namespace_manager.normalizeUri(path)
    for predicate, mark in ((SH.inversePath, "^{}"), (SH.zeroOrMorePath, "{}*")):
        if (inner := _one(shapes, path, predicate)) is not None:
            return mark.format(_path(inner, shapes))
    return "/".join(_path(step, shapes) for step in shapes.items(path))
