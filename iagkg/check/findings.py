"""Findings: results of a validation in the words of people who know the document and nothing else."""

from dataclasses import dataclass

from rdflib import RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SH, SKOS
from rdflib.term import Node

from iagkg.check.paths import path_words
from iagkg.check.rules import SHAPES
from iagkg.graph.quads import iri, text
from iagkg.names import IAG, ID, KMGBF, PREFIXES, SCHEME

__all__ = ["Finding", "findings"]

_IAG = Namespace(IAG)
_CSVW = Namespace(PREFIXES["csvw"])
_SEVERITIES = {
    SH.Violation: "must-be-corrected",
    SH.Warning: "please-check",
    SH.Info: "for-information",
}
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
    messages: tuple[tuple[str, str], ...] = ()
    """The message in each language that the rule has it in, by language."""


def findings(report: Graph, data: Graph, shapes: Graph, lang: str) -> list[Finding]:
    """Return the findings of a validation report, gravest first, in a stable order.

    `data` is the graph that was validated, `shapes` the rules; `lang` is en, fr or es.
    """
    return sorted(
        {_finding(result, report, data, shapes, lang) for result in report.objects(None, SH.result)}
    )


def _finding(result: Node, report: Graph, data: Graph, shapes: Graph, lang: str) -> Finding:
    focus = _one(report, result, SH.focusNode)
    shape = _one(report, result, SH.sourceShape)
    assert focus is not None  # noqa: S101  # a result has both
    assert shape is not None  # noqa: S101
    severity = _SEVERITIES[URIRef(str(_one(report, result, SH.resultSeverity)))]
    name = str(shape).removeprefix(str(SHAPES))
    value = _one(report, result, SH.value)
    concerned = value if value is not None and _one(shapes, shape, SHAPES.concerns) else focus
    owner = _owner(concerned, data)
    messages = _by_language(data if name in _NOTES else shapes, *_message_of(name, focus, shape))
    return Finding(
        rank=list(_SEVERITIES.values()).index(severity),
        row=_row(concerned, owner, data),
        task=_words(owner, data, lang),
        shape=name,
        found=_found(shape, concerned, owner, value, (data, shapes, lang)),
        severity=severity,
        field=_in(shapes, shape, SH.name, lang) or _in(shapes, shape, RDFS.label, lang),
        allowed=_in(shapes, shape, SKOS.scopeNote, lang),
        hint=_in(shapes, shape, SH.description, lang) or _in(shapes, shape, RDFS.comment, lang),
        message=messages.get(lang) or messages.get("en") or min(messages.values(), default=""),
        focus=_term(focus) if isinstance(focus, BNode) else str(focus),
        path=path_words(shapes.value(shape, SH.path), shapes),
        component=str(_one(report, result, SH.sourceConstraintComponent)),
        value="" if value is None else _term(value),
        messages=tuple(sorted(messages.items())),
    )


def _message_of(name: str, focus: Node, shape: Node) -> tuple[Node, Node]:
    """Return where the message stands: a note on the document speaks for itself."""
    return (focus, DCTERMS.description) if name in _NOTES else (shape, SH.message)


def _found(
    shape: Node, concerned: Node, owner: Node, value: Node | None, told: tuple[Graph, Graph, str]
) -> str:
    """Return what was found, in words: the property that the rule shows, else the value that broke it."""
    data, shapes, lang = told
    if (shown := _one(shapes, shape, SHAPES.shows)) is not None:
        values = sorted({_words(shown_value, data, lang) for shown_value in data.objects(concerned, shown)})
        return "; ".join(values)
    return "" if value is None or value in {concerned, owner} else _words(value, data, lang)


def _one(graph: Graph, subject: Node, predicate: Node) -> Node | None:
    return min(graph.objects(subject, predicate), default=None, key=str)


def _by_language(graph: Graph, subject: Node, predicate: Node) -> dict[str, str]:
    literals = sorted((o for o in graph.objects(subject, predicate) if isinstance(o, Literal)), key=str)
    return {literal.language or "": str(literal) for literal in literals}


def _in(graph: Graph, subject: Node, predicate: Node, lang: str) -> str:
    """Return the words in a language, else in English, else the first there are."""
    words = _by_language(graph, subject, predicate)
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


def _words(node: Node, data: Graph, lang: str) -> str:
    """Return a node as people name it: its reference, label or title; else its text, name or address."""
    if isinstance(node, Literal):
        return str(node)
    for predicate in (RDFS.label, SKOS.prefLabel, DCTERMS.identifier, DCTERMS.title):
        if label := _in(data, node, predicate, lang):
            return label
    address = str(node)
    if address.startswith(SCHEME):
        return address.rsplit("/", 1)[-1].replace("-", " ")
    return "" if isinstance(node, BNode) else address.removeprefix(ID).removeprefix(KMGBF)


def _term(node: Node) -> str:
    """Return a node in the syntax of N-Triples."""
    if isinstance(node, BNode):
        return f"_:{node}"
    if not isinstance(node, Literal):
        return iri(str(node))
    plain = text(str(node), node.language)
    return f"{plain}^^{iri(str(node.datatype))}" if node.datatype else plain
