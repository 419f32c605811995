"""A corpus as quads: what the register and the workplan say, as lines of N-Quads.

The lines are written straight from the plan, so that they cost little and can be held against those of the
pipeline. What is inferred (but for implied letters) and what is said about the dataset is left to the code.
"""

from collections.abc import Iterator

from corpus.known import known, place_of
from corpus.lines import PRINTED, Pair, day, integer, iri, say, term, text
from corpus.naming import ID, SCHEME, WORKPLAN, decision_label, named, whole
from corpus.plan import KEY, VERSION, Decision, Group, Task
from corpus.register_lines import decision_lines

__all__ = ["COLUMNS", "TITLE", "group_lines", "head_lines", "mandate_of"]

TITLE = f"Workplan of the group for the period {VERSION}"
COLUMNS = ("Tasks", "Mandate", "Timeline")


def head_lines(document: str, checksum: str) -> Iterator[str]:
    """Yield what is said of the workplan, its document (file name and checksum) and its columns."""
    yield from say(
        PRINTED,
        WORKPLAN,
        ("rdf:type", term("iag:Workplan")),
        ("dcterms:title", text(TITLE, "en")),
        ("dcterms:isVersionOf", iri(f"{ID}workplan/{KEY}")),
        ("dcat:version", text(VERSION)),
        ("adms:status", iri(f"{SCHEME}workplan-status/draft")),
        ("iag:adoption", iri(f"{SCHEME}adoption/not-recorded")),
        ("dcterms:source", iri(f"{WORKPLAN}/document")),
    )
    yield from say(
        PRINTED,
        f"{WORKPLAN}/document",
        ("rdf:type", term("foaf:Document")),
        ("rdf:type", term("prov:Entity")),
        ("dcterms:title", text(document)),
        ("dcterms:format", text("csv")),
        ("iag:sha256", text(checksum)),
    )
    for number, heading in enumerate(COLUMNS, start=1):
        yield from say(PRINTED, WORKPLAN, ("iag:printedColumn", iri(f"{WORKPLAN}/column-{number}")))
        yield from say(
            PRINTED,
            f"{WORKPLAN}/column-{number}",
            ("rdf:type", term("csvw:Column")),
            ("iag:position", integer(number)),
            ("iag:heading", text(heading)),
            ("iag:readAs", iri(f"{SCHEME}column-role/{('task', 'mandate', 'timeline')[number - 1]}")),
        )
    for number in (1, 2):
        yield from _row(number, line=False)


def _row(number: int, *, line: bool = True) -> Iterator[str]:
    yield from say(
        PRINTED,
        f"{WORKPLAN}/row-{number}",
        ("rdf:type", term("csvw:Row")),
        ("csvw:rownum", integer(number)),
        ("iag:line", integer(number) if line else ""),
        ("dcterms:isPartOf", iri(f"{WORKPLAN}/document")),
    )


def group_lines(group: Group, notes: int) -> tuple[list[str], int]:
    """Return the lines of a group, and how many notes there are now; `notes` were there before it."""
    lines: list[str] = []
    for one in known(group):
        lines += decision_lines(one)
    for number, row, title in group.streams:
        lines += _row(row)
        lines += say(
            PRINTED,
            f"{WORKPLAN}/ws-{number}",
            ("rdf:type", term("iag:Workstream")),
            ("iag:workstreamOf", iri(WORKPLAN)),
            ("iag:position", integer(number)),
            ("iag:printedNumber", text(str(number))),
            ("dcterms:identifier", text(f"WS{number}")),
            ("dcterms:title", text(title, "en")),
            ("iag:asPrinted", text(f"Workstream {number}: {title}")),
            ("iag:sourceRow", iri(f"{WORKPLAN}/row-{row}")),
        )
    for task in group.tasks:
        lines += _task(task, group.decisions)
        for note in _notes(task):
            notes += 1
            lines += say(PRINTED, f"{WORKPLAN}/note-{notes}", *note)
    return lines, notes


def mandate_of(task: Task, decisions: tuple[Decision, ...]) -> list[str]:
    """Return what the mandate cell of a task prints, citation by citation."""
    cited = [
        decision_label(decisions[one.decision], place_of(decisions[one.decision], one)) for one in task.cites
    ]
    target = [f"KMGBF Target {task.target}"] if task.target else []
    return [*cited, *target, *([task.unread] if task.unread else [])]


def _task(task: Task, decisions: tuple[Decision, ...]) -> Iterator[str]:
    address = f"{WORKPLAN}/ws-{task.stream}/t-{task.position}"
    row = iri(f"{WORKPLAN}/row-{task.row}")
    yield from _row(task.row)
    yield from say(
        PRINTED,
        address,
        ("rdf:type", term("iag:Task")),
        ("iag:position", integer(task.position)),
        ("dcterms:identifier", text(task.ref)),
        ("dcterms:description", text(task.text, "en")),
        ("iag:taskOf", iri(f"{WORKPLAN}/ws-{task.stream}")),
        ("iag:printedNumber", text(str(task.position))),
        ("iag:printedMandate", text("; ".join(mandate_of(task, decisions)))),
        ("iag:sourceRow", row),
        (
            "iag:namesTarget",
            iri(f"http://metadata.cbd.int/kmgbf/target_{task.target}" if task.target else ""),
        ),
        ("dcterms:temporal", iri(f"{address}/period" if task.period.words else "")),
    )
    for number, cited in enumerate(task.cites, start=1):
        decision = decisions[cited.decision]
        place = place_of(decision, cited)
        yield from say(PRINTED, address, ("iag:hasMandate", iri(f"{address}/c-{number}")))
        yield from say(
            PRINTED,
            f"{address}/c-{number}",
            ("rdf:type", term("iag:MandateCitation")),
            ("iag:position", integer(number)),
            ("iag:asPrinted", text(decision_label(decision, place))),
            ("iag:sourceRow", row),
            ("iag:citedProvision", iri(named(decision, place).address if place else "")),
            ("iag:citedDecision", iri(whole(decision).address)),
        )
    if task.period.words:
        yield from _period(task, f"{address}/period")


def _period(task: Task, address: str) -> Iterator[str]:
    period = task.period
    ending = "open" if period.kind == "ongoing" else "fixed" if period.last else "not-printed"
    precision = "none" if period.kind == "ongoing" else "month"
    yield from say(
        PRINTED,
        address,
        ("rdf:type", term("iag:Period")),
        ("rdf:type", term("dcterms:PeriodOfTime")),
        ("iag:asPrinted", text(period.words)),
        ("dcat:startDate", day(period.first)),
        ("dcat:endDate", day(period.last)),
        ("iag:precision", iri(f"{SCHEME}precision/{precision}")),
        ("iag:periodKind", iri(f"{SCHEME}period-kind/{period.kind}")),
        ("iag:ending", iri(f"{SCHEME}period-ending/{ending}")),
        ("iag:startYearSource", iri(f"{SCHEME}year-source/printed" if period.first else "")),
    )


def _notes(task: Task) -> Iterator[list[Pair]]:
    """Yield what is remarked on a task when the table is read."""
    address = f"{WORKPLAN}/ws-{task.stream}/t-{task.position}"
    for severity, code, message, found in _remarks(task):
        yield [
            ("rdf:type", term("iag:SourceNote")),
            ("iag:severity", iri(f"{SCHEME}severity/{severity}")),
            ("iag:noteCode", text(code)),
            ("dcterms:description", text(message, "en")),
            ("iag:asPrinted", text(found)),
            ("iag:sourceRow", iri(f"{WORKPLAN}/row-{task.row}")),
            ("iag:noteOn", iri(address)),
        ]


def _remarks(task: Task) -> Iterator[tuple[str, str, str, str]]:
    printed = f"{task.position}. {task.text}"[:80]
    if not task.cites and not task.unread:
        yield "for-information", "task-without-mandate", "The task has no mandate.", printed
    if task.unread:
        message = f'No citation is understood in this mandate: \\"{task.unread}\\". It is kept as printed.'
        yield "please-check", "mandate-not-read", message, task.unread
    if not task.period.words:
        yield "for-information", "task-without-timeline", "The task has no timeline.", printed
    if task.backwards:
        message = "The end is before the start; both stay open. Correct the dates."
        yield "must-be-corrected", "end-before-start", message, task.period.words
