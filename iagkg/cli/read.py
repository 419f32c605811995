"""`iagkg read`: show how a workplan document is read."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from iagkg.citation import Citation
    from iagkg.problem import Problem
    from iagkg.workplan import Task, Workplan, Workstream

__all__ = ["run"]

SEVERITIES = {
    "error": "severity.must-be-corrected",
    "warning": "severity.please-check",
    "info": "severity.for-information",
}
WIDTH = 12
FIRST_WORDS = 90


def run(
    file: Annotated[Path, typer.Argument(help="The document: a text with the table of a workplan.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading as one JSON document.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 if there is something to check or correct.")
    ] = False,
    output: Annotated[str, typer.Option("--format", help="table (for a person) or json.")] = "table",
) -> None:
    """Read a workplan and show its tasks, mandates and periods as read, and all that is odd about it.

    Example: iagkg read data/workplans/iag_tsc_2025_2027.txt
    """
    from iagkg.errors import ExitCode, UsageError
    from iagkg.source import read, to_json

    if output not in {"table", "json"}:
        raise UsageError(f"--format {output}: not known here.", "table or json")
    workplan = read(file)
    if as_json or output == "json":
        sys.stdout.write(json.dumps(to_json(workplan), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in for_a_person(workplan)))
    sys.stdout.flush()
    if strict and any(problem.severity != "info" for problem in workplan.problems):
        raise typer.Exit(ExitCode.TO_ACT_ON)


def for_a_person(workplan: "Workplan") -> Iterator[str]:
    """Give the lines of a reading: standing and counts, the tasks by workstream, the problems."""
    yield shown(workplan.title) or "(no title)"
    yield standing(workplan)
    yield counts(workplan)
    for workstream in workplan.workstreams:
        yield ""
        yield heading(workstream)
        for task in workstream.tasks:
            yield from task_lines(task)
    if workplan.problems:
        yield ""
        for problem in workplan.problems:
            yield from problem_lines(problem)


def shown(words: str, width: int = 0) -> str:
    """Return words on one line, without what turns the direction of writing; cut if a width is given."""
    plain = " ".join("".join(c for c in words if c.isprintable() or c.isspace()).split())
    return plain if not width or len(plain) <= width else plain[: width - 3].rstrip() + "..."


def standing(workplan: "Workplan") -> str:
    """Return the standing line; adoption is never known from the document alone."""
    from iagkg.wording import say

    printed = f'the title says "{workplan.status}"' if workplan.status else "the title prints no standing"
    return f"{say('standing.draft')} ({printed})"


def counts(workplan: "Workplan") -> str:
    """Return the counts of a reading in one line."""
    from iagkg.source import every_item

    tasks = [task for workstream in workplan.workstreams for task in workstream.tasks]
    items = [item for task in tasks for item in every_item(task.items)]
    parts = sum(not any(map(str.isdigit, item.printed)) for item in items)
    cited = [placed.citation for task in tasks for placed in task.citations]
    sources = [citation for citation in cited if citation.type not in ("target", "unresolved")]
    figures = [
        (len(workplan.workstreams), "workstream", "workstreams"),
        (len(tasks), "task", "tasks"),
        (len(items) - parts, "sub-item", "sub-items"),
        (parts, "lettered part", "lettered parts"),
        (len(sources), "citation", "citations"),
        (len(set(map(unit, sources))), "cited provision", "cited provisions"),
        (sum(citation.type == "target" for citation in cited), "target named", "targets named"),
    ]
    words = [f"{figure} {one if figure == 1 else many}" for figure, one, many in figures]
    severities = Counter(problem.severity for problem in workplan.problems)
    found = [f"{severities[severity]} {said(severity)}" for severity in ("error", "warning", "info")]
    return f"{', '.join(words)}; {', '.join(found)}."


def unit(citation: "Citation") -> str:
    """Return what is cited, the same for two citations of one provision."""
    from iagkg.citation import canonical

    return f"{citation.body} {canonical(citation)}"


def said(severity: str) -> str:
    """Return the words of a severity."""
    from iagkg.wording import say

    return say(SEVERITIES[severity])


def heading(workstream: "Workstream") -> str:
    """Return the line of a workstream."""
    if workstream.number is None and workstream.title is None:
        return f"{workstream.ref}  (no workstream printed)"
    number = f"{workstream.number}. " if workstream.number else ""
    return f"{workstream.ref}  {number}{shown(workstream.title or '')}".rstrip()


def task_lines(task: "Task") -> Iterator[str]:
    """Give the lines of a task: reference, number as read, first words, mandate and period as read."""
    from iagkg.citation import canonical
    from iagkg.source import every_item

    number = f"{shown(task.number)}. " if task.number else ""
    yield f"  {task.ref:<{WIDTH - 2}}{number}{shown(task.text, FIRST_WORDS)}"
    if task.items:
        paths = [shown(item.path) for item in every_item(task.items)]
        yield f"  {'':<{WIDTH - 2}}sub-items: {', '.join(paths)}"
    cited = "; ".join(
        shown(canonical(placed.citation)) + (f" [{label}]" if (label := placed.citation.label) else "")
        for placed in task.citations
    )
    yield f"  {'':<{WIDTH - 2}}mandate: {cited or 'none read'}"
    yield f"  {'':<{WIDTH - 2}}period: {period_words(task)}"


def period_words(task: "Task") -> str:
    """Return the period as printed, and as read where it says more."""
    period = task.period
    if not period.text:
        return "none printed"
    read = [text for text in (period.start, period.end) if text]
    if period.start and period.end:
        read = [period.start if period.start == period.end else f"{period.start} to {period.end}"]
    elif read:
        read = [f"from {read[0]}" if period.start else f"until {read[0]}"]
    if period.open_ended:
        read.append("open end")
    return f"{shown(period.text)} ({'; '.join(read) if read else 'no dates'})"


def problem_lines(problem: "Problem") -> Iterator[str]:
    """Give the lines of a problem: where, how grave, what; then what was found and expected."""
    place = f"row {problem.row}" if problem.row is not None else "document"
    if problem.line is not None:
        place += f" (line {problem.line})"
    yield f"{place}: {said(problem.severity)}: {shown(problem.message)}"
    if problem.expected:
        yield f"  found: {shown(problem.found, FIRST_WORDS)}; expected: {shown(problem.expected)}"
    elif problem.found and problem.found not in problem.message:
        yield f"  found: {shown(problem.found, FIRST_WORDS)}"
