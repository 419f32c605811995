"""A workplan as a JSON document, in the form of the example readings."""

from typing import Any

from iagkg.citation.model import Citation
from iagkg.citation.serial import to_json as cite_record
from iagkg.problem import Problem
from iagkg.source.tasks import every_item
from iagkg.workplan import PlacedCitation, SubItem, Task, Workplan, Workstream

__all__ = ["START", "citation_record", "problem_record", "to_json"]

START = 60
"""Characters of a text that `text_start` gives."""


def to_json(workplan: Workplan) -> dict[str, Any]:
    """Return the document: title, standing, source, columns, workstreams with their tasks, problems.

    Keys that say nothing for a kind of file (`line`) are left out; all else is always there.
    """
    source = workplan.source
    return {
        "title": workplan.title,
        "period": list(workplan.period),
        "status": workplan.status,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "format": source.format,
            "encoding": source.encoding,
            "rows": source.rows,
        },
        "columns": list(workplan.columns),
        "roles": list(workplan.roles),
        "workstreams": [_workstream(workstream) for workstream in workplan.workstreams],
        "problems": [problem_record(problem) for problem in workplan.problems],
    }


def _place(row: int | None, line: int | None) -> dict[str, Any]:
    return {"row": row} if line is None else {"row": row, "line": line}


def _workstream(workstream: Workstream) -> dict[str, Any]:
    return {
        "ref": workstream.ref,
        "number": workstream.number,
        "title": workstream.title,
        **_place(workstream.row, workstream.line),
        "tasks": [_task(task) for task in workstream.tasks],
    }


def _start(text: str) -> str:
    return text[:START].rstrip()


def _task(task: Task) -> dict[str, Any]:
    period = task.period
    return {
        "ref": task.ref,
        "number": task.number,
        "ordinal": task.ordinal,
        **_place(task.row, task.line),
        "rows": list(task.rows),
        "text_start": _start(task.text),
        "text": task.text,
        "subtasks": [_item(item) for item in every_item(task.items)],
        "mandate_text": task.mandate_text,
        "citations": [_placed(citation) for citation in task.citations],
        "timeline_text": period.text,
        "start": period.start,
        "end": period.end,
        "precision": period.precision,
        "open_ended": period.open_ended,
        "anchor": _anchor(period.anchors),
        "kind": period.kind,
        "carried": period.carried,
        "responsible": task.responsible,
        "output": task.output,
        "extra": dict(task.extra),
    }


def _anchor(anchors: tuple[str, ...]) -> str | list[str] | None:
    if len(anchors) > 1:
        return list(anchors)
    return anchors[0] if anchors else None


def _item(item: SubItem) -> dict[str, Any]:
    return {
        "path": item.path,
        "number": item.printed,
        "text_start": _start(item.text),
        "text": item.text,
        **_place(item.row, item.line),
    }


def citation_record(citation: Citation) -> dict[str, Any]:
    """Return a citation in the form of the command `cite`; a target has its kind and framework besides."""
    record = cite_record(citation)
    if citation.type == "target":
        record |= {"kind": "target", "framework": "KMGBF", "label": citation.label or citation.printed}
    return record


def _placed(placed: PlacedCitation) -> dict[str, Any]:
    record = citation_record(placed.citation)
    record |= {"printed": placed.citation.printed, "row": placed.row}
    if placed.from_text:
        record["from_text"] = True
    return record


def problem_record(problem: Problem) -> dict[str, Any]:
    """Return a problem with its place; `found` quotes the printed words."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "found": problem.found,
        "expected": problem.expected,
        **_place(problem.row, problem.line),
        "field": problem.field,
    }
