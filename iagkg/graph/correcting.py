"""A workplan with the corrections that hold for it: what is printed stays, what it is read as changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from iagkg.citation import canonical
from iagkg.errors import InputError
from iagkg.graph.standing import Standing
from iagkg.graph.tables import Tables
from iagkg.keys import read_keys
from iagkg.period import words as period_words
from iagkg.period.model import Period
from iagkg.problem import Problem
from iagkg.progress.corrections import Correction, holding, read_corrections, to_ask_again
from iagkg.progress.task_keys import keys_by_ref
from iagkg.source.parsed import cited, dated
from iagkg.source.periods import as_deadline
from iagkg.workplan import PlacedCitation, Task, Workplan, Workstream

__all__ = ["NOTHING_CORRECTED", "Corrected", "corrected", "printed_words", "understood"]

_READ = {"mandate": "mandate", "timeline": "period"}
"""The fields of problems whose words a correction replaces, and what the correction is of."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the table of corrections says of one version.

    `holding` has the correction of each task (by reference) and field; `asked` those to be looked at again,
    with the reference of the task, as their words are printed no longer.
    """

    holding: Mapping[tuple[str, str], Correction] = field(default_factory=dict)
    asked: tuple[tuple[str, Correction], ...] = ()


NOTHING_CORRECTED = Corrected()


def corrected(workplan: Workplan, standing: Standing, tables: Tables) -> tuple[Workplan, Corrected]:
    """Return a workplan with its corrections, and which of them hold.

    Citations and days of a corrected mandate or period are read from the right words, and so are the
    problems of their reading, in the field correction; the words as printed stay. A correction is of the key
    of a task, and holds while the document prints what it was made for. Raises InputError as
    `read_corrections` does, and for a task of this workplan that no version has.
    """
    path = tables.path("corrections.csv")
    lines = read_corrections(path)
    if not lines:
        return workplan, NOTHING_CORRECTED
    refs = [task.ref for stream in workplan.workstreams for task in stream.tasks]
    table = tables.path("keys.tsv")
    keys = keys_by_ref(table, standing.key, standing.version, refs)
    known = {*keys.values(), *(row.key for row in read_keys(table) if row.workplan == standing.key)}
    for line in lines:
        if line.task.rpartition("-")[0] == standing.key and line.task not in known:
            raise InputError(
                f"{path}, row {line.row}, column task: the workplan has no task {line.task!r}.",
                f"one of {', '.join(sorted(known))}",
            )
    by_key = {key: ref for ref, key in keys.items()}
    words = printed_words(workplan)
    printed = {(keys[ref], name): value for (ref, name), value in words.items() if ref in keys}
    held = {(by_key[key], name): line for (key, name), line in holding(lines, printed).items()}
    asked = tuple((by_key[line.task], line) for line in to_ask_again(lines, printed))
    if not held:
        return workplan, Corrected(held, asked)
    problems = list(workplan.problems)
    streams = tuple(
        replace(stream, tasks=tuple(_task(task, held, problems) for task in stream.tasks))
        for stream in workplan.workstreams
    )
    return replace(workplan, workstreams=streams, problems=tuple(problems)), Corrected(held, asked)


def printed_words(workplan: Workplan) -> dict[tuple[str, str], str]:
    """Return what is printed of each task, by reference and field."""
    return {
        (task.ref, name): value
        for stream in workplan.workstreams
        for task in stream.tasks
        for name, value in _words(stream, task)
    }


def _words(stream: Workstream, task: Task) -> Iterator[tuple[str, str]]:
    yield "title", task.text
    yield "number", task.number or ""
    yield "mandate", task.mandate_text
    yield "period", task.period.text
    yield "workstream", stream.title or ""


def _task(task: Task, held: Mapping[tuple[str, str], Correction], problems: list[Problem]) -> Task:
    right = {name: line.corrected for (ref, name), line in held.items() if ref == task.ref}
    if not right:
        return task
    rows = {task.row, *task.rows}
    # What was odd about words that are no longer read is answered by the correction.
    problems[:] = [one for one in problems if one.row not in rows or _READ.get(one.field or "") not in right]
    if "mandate" in right:
        reading = cited(right["mandate"])
        placed = tuple(PlacedCitation(one, task.row, corrected=True) for one in reading.citations)
        found = [*reading.problems, *([] if placed else [_not_read("a citation")])]
        problems += [_of_correction(problem, task, right["mandate"]) for problem in found]
        task = replace(task, citations=placed)
    if "period" in right:
        period = dated(right["period"])
        found = [*period.problems, *([] if _is_read(period) else [_not_read("a date")])]
        problems += [_of_correction(problem, task, right["period"]) for problem in found]
        period = as_deadline(period) if task.period.kind == "deadline" else period
        task = replace(task, period=replace(period, text=task.period.text, problems=()))
    return replace(task, corrected=right)


def _is_read(period: Period) -> bool:
    fixed = period.start or period.end or period.anchors
    return bool(fixed) or period.open_ended or period.kind != "unknown"


def _not_read(what: str) -> Problem:
    return Problem(
        "warning",
        "correction-not-read",
        f"In the words of this correction {what} is not understood.",
        expected="the words as the document should have printed them",
    )


def _of_correction(problem: Problem, task: Task, words: str) -> Problem:
    found = problem.found or words[:200]
    return replace(problem, found=found, row=task.row, line=task.line, field="correction")


def understood(field_name: str, words: str, lang: str) -> str:
    """Return how the right words of a mandate or a period are read; nothing where nothing is understood."""
    if field_name == "mandate":
        return "; ".join(canonical(citation) for citation in cited(words).citations)
    period = dated(words)
    return period_words(period, lang) if _is_read(period) else ""
