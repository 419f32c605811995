"""The outline of a workplan as it was read: what was understood, then what is odd, row by row."""

from collections import Counter
from collections.abc import Iterator

from iagkg.citation import Citation, canonical
from iagkg.problem import Problem, Severity
from iagkg.source import every_item
from iagkg.wording import say
from iagkg.workplan import Task, Workplan, Workstream

__all__ = [
    "SEVERITIES",
    "columns",
    "counts",
    "for_a_person",
    "heading",
    "mandate_words",
    "period_words",
    "shown",
    "standing",
    "title",
]

SEVERITIES: dict[Severity, str] = {
    "error": "severity.must-be-corrected",
    "warning": "severity.please-check",
    "info": "severity.for-information",
}
WIDTH = 12
FIRST_WORDS = 90


def for_a_person(workplan: Workplan, lang: str = "en") -> Iterator[str]:
    """Give the lines of a reading: standing, counts and columns, the tasks by workstream, the problems."""
    yield title(workplan, lang)
    yield standing(workplan, lang)
    yield counts(workplan, lang)
    yield say("read.columns", lang, columns="; ".join(columns(workplan, lang)))
    for workstream in workplan.workstreams:
        yield ""
        yield heading(workstream, lang)
        for task in workstream.tasks:
            yield from task_lines(task, lang)
    if workplan.problems:
        yield ""
        for problem in workplan.problems:
            yield from problem_lines(problem, lang)


def shown(words: str, width: int = 0) -> str:
    """Return words on one line, without what turns the direction of writing; cut if a width is given."""
    plain = " ".join("".join(c for c in words if c.isprintable() or c.isspace()).split())
    return plain if not width or len(plain) <= width else plain[: width - 3].rstrip() + "..."


def title(workplan: Workplan, lang: str = "en") -> str:
    """Return the line of the title."""
    return shown(workplan.title) or say("read.no-title", lang)


def standing(workplan: Workplan, lang: str = "en") -> str:
    """Return the standing line; adoption is never known from the document alone."""
    status = workplan.status
    printed = say("read.status-printed", lang, status=status) if status else say("read.status-none", lang)
    return f"{say('standing.draft', lang)} ({printed})"


def counts(workplan: Workplan, lang: str = "en") -> str:
    """Return the counts of a reading in one line."""
    tasks = [task for workstream in workplan.workstreams for task in workstream.tasks]
    items = [item for task in tasks for item in every_item(task.items)]
    parts = sum(not any(map(str.isdigit, item.printed)) for item in items)
    cited = [placed.citation for task in tasks for placed in task.citations]
    sources = [citation for citation in cited if citation.type not in ("target", "unresolved")]
    figures = {
        "read.count.streams": len(workplan.workstreams),
        "count.tasks": len(tasks),
        "read.count.items": len(items) - parts,
        "read.count.parts": parts,
        "count.citations": len(sources),
        "read.count.provisions": len(set(map(unit, sources))),
        "count.targets": sum(citation.type == "target" for citation in cited),
    }
    words = [
        say(f"{key}.{'one' if count == 1 else 'many'}", lang, count=count) for key, count in figures.items()
    ]
    severities = Counter(problem.severity for problem in workplan.problems)
    found = [f"{severities[severity]} {say(key, lang)}" for severity, key in SEVERITIES.items()]
    return f"{', '.join(words)}; {', '.join(found)}."


def columns(workplan: Workplan, lang: str = "en") -> Iterator[str]:
    """Give each column with its heading and what it was read as."""
    roles = (*workplan.roles, *["other"] * (len(workplan.columns) - len(workplan.roles)))
    for number, (name, role) in enumerate(zip(workplan.columns, roles, strict=True), start=1):
        words = shown(name, 40) or say("read.no-heading", lang)
        yield f"{number} {words} = {say(f'read.role.{role}', lang)}"


def unit(citation: Citation) -> str:
    """Return what is cited, the same for two citations of one provision."""
    return f"{citation.body} {canonical(citation)}"


def heading(workstream: Workstream, lang: str = "en") -> str:
    """Return the line of a workstream."""
    if workstream.number is None and workstream.title is None:
        return f"{workstream.ref}  {say('read.no-stream', lang)}"
    number = f"{workstream.number}. " if workstream.number else ""
    return f"{workstream.ref}  {number}{shown(workstream.title or '')}".rstrip()


def task_lines(task: Task, lang: str = "en") -> Iterator[str]:
    """Give the lines of a task: reference, number and first words, sub-items, mandate and period as read."""
    margin = " " * WIDTH
    number = f"{shown(task.number)}. " if task.number else ""
    rows = say("read.row", lang, row=task.row)
    if len(task.rows) > 1:
        rows = say("read.rows", lang, first=task.rows[0], last=task.rows[-1])
    words = shown(task.text, FIRST_WORDS) or say("read.no-words", lang)
    yield f"  {task.ref:<{WIDTH - 2}}{number}{words} [{rows}]"
    for item in every_item(task.items):
        yield f"{margin}{shown(item.path)}  {shown(item.text, FIRST_WORDS - 20)}"
    yield margin + say("read.mandate", lang, words=mandate_words(task, lang))
    yield margin + say("read.period", lang, words=period_words(task, lang))
    read = {"read.role.responsible": task.responsible, "read.role.output": task.output}
    kept = {say(key, lang): words for key, words in read.items()} | task.extra
    for name, text in kept.items():
        if text:
            yield f"{margin}{shown(name, 30)}: {shown(text, FIRST_WORDS)}"


def mandate_words(task: Task, lang: str = "en") -> str:
    """Return the citations of a task as read, else the words of its mandate."""
    cited = [
        shown(canonical(placed.citation))
        + (f" [{shown(placed.citation.label)}]" if placed.citation.label else "")
        + (f" {say('read.from-text', lang)}" if placed.from_text else "")
        for placed in task.citations
    ]
    if cited:
        return "; ".join(cited)
    printed = shown(task.mandate_text, FIRST_WORDS)
    return say("read.none-read-printed", lang, words=printed) if printed else say("read.none-read", lang)


def period_words(task: Task, lang: str = "en") -> str:
    """Return the period as printed, and as read where it says more."""
    period = task.period
    if not period.text:
        return say("read.none-printed", lang)
    read = []
    if period.start and period.end:
        same = period.start == period.end
        read = [period.start if same else say("read.between", lang, start=period.start, end=period.end)]
    elif period.start:
        read = [say("read.from", lang, date=period.start)]
    elif period.end:
        read = [say("read.until", lang, date=period.end)]
    if period.open_ended:
        read.append(say("read.open-end", lang))
    return f"{shown(period.text)} ({'; '.join(read) if read else say('read.no-dates', lang)})"


def problem_lines(problem: Problem, lang: str = "en") -> Iterator[str]:
    """Give the lines of a problem: where, how grave, what; then what was found and expected."""
    place = say("read.document", lang) if problem.row is None else say("read.row", lang, row=problem.row)
    if problem.line is not None:
        place += f" {say('read.line', lang, line=problem.line)}"
    yield f"{place}: {say(SEVERITIES[problem.severity], lang)}: {shown(problem.message)}"
    found = shown(problem.found, FIRST_WORDS)
    if problem.expected:
        yield f"  {say('read.found-expected', lang, found=found, expected=shown(problem.expected))}"
    elif problem.found and problem.found not in problem.message:
        yield f"  {say('read.found', lang, found=found)}"
