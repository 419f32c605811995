"""Forms that write the same tables as the workbook: status, titles, subjects, corrections, added tasks."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.desk.forms import changed_row, new_row
from iagkg.errors import IagkgError
from iagkg.export.workbook_model import COLUMNS, Book, BookRow, normal
from iagkg.export.workbook_read import Found
from iagkg.export.workbook_taking import Acceptance
from iagkg.export.workbook_write import write_workbook
from iagkg.graph.correcting import understood
from iagkg.progress.corrections import field_named
from iagkg.progress.days import today
from iagkg.progress.people import looks_like_a_name
from iagkg.web.desk.checks import Form, desk_of, kept, plain, posting, showing
from iagkg.web.desk.fields import field_of, rows_of, words_of
from iagkg.web.render import answered, language_of, page
from iagkg.wording import say

__all__ = ["DOCX", "ROUTES", "XLSX", "file_answer"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REPORT = ("status", "output", "link", "next_step", "for_meeting")
_TASK = ("short_title", *_REPORT, "lead")
_TERMS = {"subjects": ("subject", "subjects"), "targets_accepted": ("target", "targets")}
_CORRECTION = ("field", "corrected", "why", "source")
_ADDED = ("stream", "task", "mandate", "period")
Values = Mapping[str, str]


def overview(request: Request) -> Response:
    """Show what can be done at the desk."""
    desk, lang = desk_of(request), language_of(request)
    book = desk.bench.book(lang)
    version = book.facts["version"]
    done, elsewhere = (request.query_params.get(name, "") for name in ("done", "version"))
    return page(
        request,
        "desk.html",
        tasks=[(row.cells["ref"], row.cells["short_title"], row.cells["status"]) for row in rows_of(book)],
        title=book.facts["title"],
        plan=version,
        done=done == "1",
        elsewhere=elsewhere if elsewhere != version else "",
        versions=[f"{one.key}/{one.version}" for one in desk.bench.versions()],
    )


def _row(book: Book, ref: str) -> BookRow:
    for row in rows_of(book):
        if row.cells["ref"] == ref:
            return row
    raise HTTPException(404)


def task(request: Request) -> Response:
    """Show the form of a task."""
    return _task(request, {})


def _task(request: Request, given: Values) -> Response:
    """Show the form: what is reported stands above it, and a new report is written into empty fields."""
    desk, lang = desk_of(request), language_of(request)
    book, ref = desk.bench.book(lang), request.path_params["ref"]
    row = _row(book, ref)
    there = {name: normal(row.cells.get(name)) for name in (*_TASK, *_TERMS)}
    shown = ("task", "mandate", "period", "as_of", "reported_by", *_REPORT)
    return page(
        request,
        "desk_task.html",
        ref=ref,
        facts=[
            (words_of("tasks", name, lang), words) for name in shown if (words := normal(row.cells.get(name)))
        ],
        fields=[
            field_of("tasks", name, given.get(name, "" if name in _REPORT else there[name]), book)
            for name in _TASK
        ],
        terms=[
            (name, words_of("tasks", name, lang), there[name], book.lists[lists])
            for name, (_, lists) in _TERMS.items()
        ],
        suggested=[
            {"identifier": one.identifier, "words": one.label, "field": name, "reason": one.reason}
            for one in desk.bench.suggestions(ref)
            for name, (relation, _) in _TERMS.items()
            if one.relation == relation and f"({one.identifier})" not in there[name]
        ],
        held=there,
        **_who(request, given),
    )


def _who(request: Request, given: Values) -> dict[str, Any]:
    day = today().isoformat()
    return {
        "token": desk_of(request).token,
        "today": day,
        "on": given.get("on") or day,
        "by": given.get("by", ""),
    }


def record_task(request: Request, form: Form) -> Response:
    """Take the form of a task: show what it would record, or record it."""
    book = desk_of(request).bench.book(language_of(request))
    row = _row(book, request.path_params["ref"])

    def found() -> Found:
        held = {name: form.one(f"held-{name}") for name in (*_TASK, *_TERMS) if f"held-{name}" in form.values}
        return changed_row(book, "tasks", row.key, _said(form, row, held), held)

    return _proposed(request, form, found, lambda given: _task(request, given))


def _said(form: Form, row: BookRow, held: Values) -> dict[str, str]:
    """Return what the cells of a row say by a form: a report is of one day and role, and of its own words.

    Fields of a report that are left empty say nothing new; where the same role corrects its report of the
    same day, they keep what it said.
    """
    values: dict[str, str] = {name: form.one(name) for name in ("short_title", "lead") if name in form.values}
    for name in _TERMS:
        more = [one for one in form.values.get(f"add-{name}", ()) if one.strip()]
        values[name] = "; ".join(filter(None, [held.get(name, ""), *more]))
    report = {name: form.one(name) for name in _REPORT}
    if any(report.values()):
        day, role = form.day("on"), form.one("by")
        same = (normal(row.cells.get("as_of")), normal(row.cells.get("reported_by"))) == (day, role)
        values |= {name: words or (held.get(name, "") if same else "") for name, words in report.items()}
        values |= {"as_of": day, "reported_by": role}
    return values


def correction(request: Request) -> Response:
    """Show the form of a correction, and what is corrected."""
    return _new(request, "corrections", _CORRECTION, "desk_correction.html", {})


def record_correction(request: Request, form: Form) -> Response:
    """Take the form of a correction; one that was recorded meanwhile is a conflict."""
    desk, lang = desk_of(request), language_of(request)
    field, words = field_named(form.one("field")), form.one("corrected")
    before = desk.bench.corrected(form.one("ref"), field)
    notes, problems = [], []
    if before:
        notes.append(say("web.desk-corrected-already", lang, words=before))
    if form.one("keep") == "1" and before != form.one("replaces"):
        problems.append(say("web.desk-meanwhile", lang, words=before or "–"))
    if field in {"mandate", "period"} and words:
        read = understood(field, words, lang)
        what = say(f"corrected-field.{field}", lang)
        notes.append(
            say("corrected.read-as", lang, words=read) if read else say("corrected.not-read", lang, what=what)
        )

    def found() -> Found:
        values = {name: form.one(name) for name in ("ref", *_CORRECTION)}
        values |= {"role": form.one("by"), "when": form.day("on")}
        return new_row(desk.bench.book(lang), "corrections", values)

    def again(given: Values) -> Response:
        return _new(request, "corrections", _CORRECTION, "desk_correction.html", given)

    return _proposed(request, form, found, again, notes, problems, {"replaces": before})


def added(request: Request) -> Response:
    """Show the form of a task that a meeting added."""
    return _new(request, "tasks", _ADDED, "desk_added.html", {})


def record_added(request: Request, form: Form) -> Response:
    """Take the form of an added task."""
    lang = language_of(request)

    def found() -> Found:
        values = {name: form.one(name) for name in _ADDED}
        return new_row(desk_of(request).bench.book(lang), "tasks", values)

    notes = [
        f"{words_of('tasks', name, lang)}: {form.one(name)}"
        for name in _ADDED
        if name != "task" and form.one(name)
    ]
    return _proposed(
        request, form, found, lambda given: _new(request, "tasks", _ADDED, "desk_added.html", given), notes
    )


def _new(request: Request, sheet: str, names: tuple[str, ...], template: str, given: Values) -> Response:
    book = desk_of(request).bench.book(language_of(request))
    listed = [row for row in book.rows[sheet] if sheet == "corrections" or not normal(row.cells.get("ref"))]
    shown = [column for column in COLUMNS[sheet] if column.name != "key"]
    filled = [column for column in shown if any(normal(row.cells.get(column.name)) for row in listed)]
    return page(
        request,
        template,
        fields=[field_of(sheet, name, given.get(name, ""), book) for name in names],
        tasks=[(row.cells["ref"], row.cells["short_title"]) for row in rows_of(book)],
        ref=given.get("ref", ""),
        meeting=given.get("meeting", ""),
        meetings=book.lists["meetings"],
        headings=[words_of(sheet, column.name, book.lang) for column in filled],
        rows=[[normal(row.cells.get(column.name)) for column in filled] for row in listed],
        **_who(request, given),
    )


def _proposed(  # noqa: PLR0913, PLR0917  # a form, what it says, how it is shown again, what is said of it
    request: Request,
    form: Form,
    found: Callable[[], Found],
    again: Callable[[Values], Response],
    notes: Sequence[str] = (),
    problems: Sequence[str] = (),
    more: Values | None = None,
) -> Response:
    """Show what a form would record, with what stands in its way; with `keep` it is recorded."""
    desk, lang = desk_of(request), language_of(request)
    if form.one("change") == "1":
        return again({name: values[0] for name, values in form.values.items()})
    lines: list[tuple[str, str, str]] = []
    wrong, empty = list(problems), False
    try:
        on = dt.date.fromisoformat(form.day("on"))
        acceptance = Acceptance(form.one("by"), on, form.one("meeting"), lang)
        keep = form.one("keep") == "1" and not wrong
        told, written = desk.bench.propose(found(), acceptance, apply=keep)
        if written:
            return kept(request)
        wrong += [f"{place}: {' '.join(plain(words))}".lstrip(": ") for place, words in told.problems]
        lines = [(f"{one.task} {one.field}".strip(), one.old, one.new) for one in told.lines if one.new]
        empty = told.empty
    except IagkgError as error:
        wrong += plain(error)
    role = form.one("by")
    if looks_like_a_name(role):
        notes = [*notes, say("web.desk-a-name", lang, words=role)]
    hidden = {**{name: values for name, values in form.values.items() if name not in {"keep", "replaces"}}}
    return page(
        request,
        "desk_review.html",
        400 if wrong else 200,
        lines=lines,
        wrong=wrong,
        empty=empty,
        notes=notes,
        at=request.url.path,
        back="",
        values=[
            *((name, value) for name, values in hidden.items() for value in values),
            *(more or {}).items(),
        ],
        token=desk.token,
    )


def paper(request: Request) -> Response:
    """Give the paper of a meeting as a Word document."""
    content = desk_of(request).bench.paper(today(), language_of(request))
    return file_answer(content, "meeting-paper.docx", DOCX)


def workbook(request: Request) -> Response:
    """Give the workbook of the workplan."""
    content = write_workbook(desk_of(request).bench.book(language_of(request)))
    return file_answer(content, "workplan.xlsx", XLSX)


def file_answer(content: bytes, name: str, media: str) -> Response:
    """Return a file to be saved; its name has letters, digits and - . _ alone."""
    return answered(content, media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


ROUTES = [
    Route("/desk", showing(overview)),
    Route("/desk/meeting-paper.docx", showing(paper)),
    Route("/desk/workplan.xlsx", showing(workbook)),
    Route("/desk/tasks/{ref}", showing(task), methods=["GET"]),
    Route("/desk/tasks/{ref}", posting(record_task), methods=["POST"]),
    Route("/desk/corrections", showing(correction), methods=["GET"]),
    Route("/desk/corrections", posting(record_correction), methods=["POST"]),
    Route("/desk/added", showing(added), methods=["GET"]),
    Route("/desk/added", posting(record_added), methods=["POST"]),
]
