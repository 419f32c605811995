"""The outline of a workplan as `iagkg read` shows it: what was understood, then what is odd, row by row."""

import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iagkg.citation import Citation
    from iagkg.problem import Problem
    from iagkg.workplan import Task, Workplan, Workstream

__all__ = ["counts", "for_a_person", "print_outline", "shown", "standing"]

SEVERITIES = {
    "error": "severity.must-be-corrected",
    "warning": "severity.please-check",
    "info": "severity.for-information",
}
WIDTH = 12
FIRST_WORDS = 90
PARTS = {
    "other": "kept, not read",
    "timeline": "timeline",
    "start": "start of the timeline",
    "end": "its end",
    "stream": "workstream",
}
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def print_outline(lines: Iterable[str]) -> None:
    """Print lines to standard output: as they are in a pipe; on a terminal wrapped, with headings in bold."""
    if not sys.stdout.isatty():
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return
    width = max(shutil.get_terminal_size().columns, 40)
    styled = not os.environ.get("NO_COLOR")
    for number, line in enumerate(lines):
        indent = " " * min(len(line) - len(line.lstrip()) + 2, width // 2)
        wrapped = textwrap.wrap(line, width, subsequent_indent=indent, drop_whitespace=True) or [""]
        text = "\n".join(wrapped)
        heading = number == 0 or (line.startswith("WS") and "  " in line)
        sys.stdout.write(f"{BOLD}{text}{PLAIN}\n" if styled and heading else f"{text}\n")


def for_a_person(workplan: "Workplan") -> Iterator[str]:
    """Give the lines of a reading: standing, counts and columns, the tasks by workstream, the problems."""
    yield shown(workplan.title) or "(no title)"
    yield standing(workplan)
    yield counts(workplan)
    yield f"Columns: {'; '.join(columns(workplan))}"
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


def columns(workplan: "Workplan") -> Iterator[str]:
    """Give each column with its heading and what it was read as."""
    roles = (*workplan.roles, *["other"] * (len(workplan.columns) - len(workplan.roles)))
    for number, (name, role) in enumerate(zip(workplan.columns, roles, strict=True), start=1):
        yield f"{number} {shown(name, 40) or '(no heading)'} = {PARTS.get(role, role)}"


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
    """Give the lines of a task: reference, number and first words, sub-items, mandate and period as read."""
    from iagkg.source import every_item

    margin = " " * WIDTH
    number = f"{shown(task.number)}. " if task.number else ""
    rows = f"row {task.row}" if len(task.rows) < 2 else f"rows {task.rows[0]}-{task.rows[-1]}"
    yield f"  {task.ref:<{WIDTH - 2}}{number}{shown(task.text, FIRST_WORDS) or '(no words)'} [{rows}]"
    for item in every_item(task.items):
        yield f"{margin}{shown(item.path)}  {shown(item.text, FIRST_WORDS - 20)}"
    yield f"{margin}mandate: {mandate_words(task)}"
    yield f"{margin}period: {period_words(task)}"
    kept = {"responsible": task.responsible, "output": task.output, **task.extra}
    for name, words in kept.items():
        if words:
            yield f"{margin}{shown(name, 30)}: {shown(words, FIRST_WORDS)}"


def mandate_words(task: "Task") -> str:
    """Return the citations of a task as read, else the words of its mandate."""
    from iagkg.citation import canonical

    cited = [
        shown(canonical(placed.citation))
        + (f" [{shown(placed.citation.label)}]" if placed.citation.label else "")
        + (" (from the words of the task)" if placed.from_text else "")
        for placed in task.citations
    ]
    if cited:
        return "; ".join(cited)
    printed = shown(task.mandate_text, FIRST_WORDS)
    return f'none read (printed: "{printed}")' if printed else "none read"


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
