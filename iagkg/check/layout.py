"""Findings as text for a person, JSON for a program, and the W3C validation report in Turtle."""

import json
from collections.abc import Iterator
from itertools import groupby

from iagkg.check.findings import Finding
from iagkg.check.paths import path_quads, path_term
from iagkg.check.rules import SHAPES
from iagkg.graph.quads import Quad, in_order, iri, parsed, say, term, text, turtle
from iagkg.names import GRAPH
from iagkg.wording import say as words

__all__ = ["as_json", "as_text", "as_turtle", "json_of"]

_KEYS = ("severity", "shape", "task", "field", "found", "allowed", "row", "hint", "message", "focus", "path")
_SHACL = {"must-be-corrected": "Violation", "please-check": "Warning", "for-information": "Info"}


def as_text(found: list[Finding], lang: str = "en") -> str:
    """Return the findings grouped by severity: where, what, and what to do. Never wrapped."""
    lines = [", ".join(_count(severity, found, lang) for severity in _SHACL)]
    for severity, group in groupby(found, key=lambda finding: finding.severity):
        lines += ["", words(f"severity.{severity}", lang).capitalize()]
        for finding in group:
            row = f", {words('check.row', lang)} {finding.row}" if finding.row else ""
            where = f"{_on_one_line(finding.task)}{row}, {finding.field}"
            lines.append(f"  {where}: {_on_one_line(finding.message)}")
            if finding.found:
                lines.append(f"    {words('check.found', lang)}: {_on_one_line(finding.found)}")
            if not finding.shape.startswith("Note"):
                lines.append(f"    {words('check.allowed', lang)}: {finding.allowed}. {finding.hint}")
    if not any(finding.severity == "must-be-corrected" for finding in found):
        lines += ["", words("check.nothing", lang)]
    return "\n".join(lines) + "\n"


def _on_one_line(text: str) -> str:
    """Return words of a document as a terminal may show them: no line breaks, nothing that steers it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _count(severity: str, found: list[Finding], lang: str) -> str:
    count = sum(finding.severity == severity for finding in found)
    return f"{words(f'severity.{severity}', lang)}: {count}"


def as_json(found: list[Finding], lang: str = "en") -> str:
    """Return the findings as a JSON list of objects."""
    return json_of([("", found)], lang)


def json_of(files: list[tuple[str, list[Finding]]], lang: str = "en") -> str:
    """Return the findings of several files as one JSON list; each names its file, where that has a name."""
    rows = [_row(finding, name, lang) for name, found in files for finding in found]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding, name: str, lang: str) -> dict[str, object]:
    row: dict[str, object] = {key: getattr(finding, key) for key in _KEYS}
    row |= {"severity": words(f"severity.{finding.severity}", lang), "row": finding.row or None}
    return row | ({"file": name} if name else {})


def as_turtle(found: list[Finding]) -> bytes:
    """Return the W3C validation report; its results have addresses, so that the bytes are stable.

    Source of the form: https://www.w3.org/TR/shacl/#validation-report. The words of a rule stand in each
    of its languages.
    """
    report = f"{GRAPH}check/report"
    quads: list[Quad] = [
        *say(
            report,
            report,
            ("rdf:type", term("sh:ValidationReport")),
            ("sh:conforms", text("false" if found else "true", datatype="xsd:boolean")),
        )
    ]
    for number, finding in enumerate(found, start=1):
        result = f"{report}/result-{number}"
        quads += say(report, report, ("sh:result", iri(result)))
        quads += _result(finding, report, result)
    for shape in sorted({finding.shape for finding in found}):
        quads += path_quads(shape, report)
    return turtle(parsed(in_order(quads)))


def _result(finding: Finding, report: str, result: str) -> Iterator[Quad]:
    focus = finding.focus if finding.focus.startswith("_:") else iri(finding.focus)
    path = path_term(finding.shape)
    yield from say(
        report,
        result,
        ("rdf:type", term("sh:ValidationResult")),
        ("sh:focusNode", focus),
        ("sh:resultPath", path),
        ("sh:resultSeverity", term(f"sh:{_SHACL[finding.severity]}")),
        ("sh:sourceShape", iri(f"{SHAPES}{finding.shape}")),
        ("sh:sourceConstraintComponent", iri(finding.component)),
        *(("sh:resultMessage", text(words, lang)) for lang, words in finding.messages),
        ("sh:value", finding.value or None),
    )
