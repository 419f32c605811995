"""Findings as text for a person, JSON for a program, and the W3C validation report in Turtle."""

import json
from itertools import groupby

from iagkg.check.findings import SHAPES, Finding
from iagkg.graph.quads import Quad, in_order, iri, parsed, say, term, text, turtle
from iagkg.names import GRAPH
from iagkg.wording import say as words

__all__ = ["as_json", "as_text", "as_turtle"]

_KEYS = ("severity", "shape", "task", "field", "found", "allowed", "row", "hint", "message", "focus", "path")
_SHACL = {"must-be-corrected": "Violation", "please-check": "Warning", "for-information": "Info"}


def as_text(found: list[Finding], lang: str = "en") -> str:
    """Return the findings grouped by severity: where, what, and what to do. Never wrapped."""
    lines = [", ".join(_count(severity, found, lang) for severity in _SHACL)]
    for severity, group in groupby(found, key=lambda finding: finding.severity):
        lines += ["", words(f"severity.{severity}", lang).capitalize()]
        for finding in group:
            row = f", {words('check.row', lang)} {finding.row}" if finding.row else ""
            lines.append(f"  {finding.task}{row}, {finding.field}: {finding.message}")
            if finding.found:
                lines.append(f"    {words('check.found', lang)}: {finding.found}")
            if not finding.shape.startswith("Note"):
                lines.append(f"    {words('check.allowed', lang)}: {finding.allowed}. {finding.hint}")
    if not any(finding.severity == "must-be-corrected" for finding in found):
        lines += ["", words("check.nothing", lang)]
    return "\n".join(lines) + "\n"


def _count(severity: str, found: list[Finding], lang: str) -> str:
    count = sum(finding.severity == severity for finding in found)
    return f"{words(f'severity.{severity}', lang)}: {count}"


def as_json(found: list[Finding], lang: str = "en") -> str:
    """Return the findings as a JSON list of objects."""
    rows = []
    for finding in found:
        row: dict[str, object] = {key: getattr(finding, key) for key in _KEYS}
        rows.append(
            row | {"severity": words(f"severity.{finding.severity}", lang), "row": finding.row or None}
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_turtle(found: list[Finding]) -> bytes:
    """Return the W3C validation report; its results have addresses, so that the bytes are stable.

    Source of the form: https://www.w3.org/TR/shacl/#validation-report.
    """
    report = f"{GRAPH}check/report"
    quads: list[Quad] = []
    quads += say(
        report,
        report,
        ("rdf:type", term("sh:ValidationReport")),
        ("sh:conforms", text("false" if found else "true", datatype="xsd:boolean")),
    )
    for number, finding in enumerate(found, start=1):
        result = f"{report}/result-{number}"
        quads += say(report, report, ("sh:result", iri(result)))
        quads += say(
            report,
            result,
            ("rdf:type", term("sh:ValidationResult")),
            ("sh:focusNode", iri(finding.focus)),
            ("sh:resultSeverity", term(f"sh:{_SHACL[finding.severity]}")),
            ("sh:sourceShape", iri(f"{SHAPES}{finding.shape}")),
            ("sh:sourceConstraintComponent", iri(finding.component)),
            ("sh:resultMessage", text(finding.message)),
            ("sh:value", finding.value or None),
        )
    return turtle(parsed(in_order(quads)))
