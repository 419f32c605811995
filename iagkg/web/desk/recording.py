"""Forms that write the same tables as the workbook: status, titles, subjects, corrections, added tasks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iagkg.desk.bench import paper_of
from iagkg.desk.forms import changed_row, new_row
from iagkg.export.workbook_model import COLUMNS, Book, BookRow, heading, normal
from iagkg.export.workbook_read import Found
from iagkg.export.workbook_taking import Acceptance
from iagkg.export.workbook_write import write_workbook
from iagkg.progress.days import today
from iagkg.web.desk.checks import Form, desk_of, posting, showing
from iagkg.web.render import answered, language_of, page

__all__ = ["DOCX", "ROUTES", "XLSX", "file_answer"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TASK = ("short_title", "status", "output", "link", "lead", "next_step", "for_meeting")
_REPORT = ("status", "output", "link", "next_step", "for_meeting")
_TERMS = {"subjects": "subject", "targets_accepted": "target"}
_CORRECTION = ("field", "corrected", "why", "source")
_ADDED = ("stream", "task", "mandate", "period")
_LONG = {"output", "next_step", "corrected", "why", "source", "task", "mandate"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, words, value, what can be chosen, and whether it is long, or a day."""

    name: str
    words: str
    value: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = False
    is_long: bool = False
    is_day: bool = False


def overview(request: Request) -> Response:
    """Show what can be done at the desk."""
    desk, lang = desk_of(request), language_of(request)
    book = desk.bench.book(lang)
    tasks = [(row.cells["ref"], row.cells["short_title"], row.cells["status"]) for row in _rows(book)]
    return page(
        request,
        "desk.html",
        tasks=tasks,
        title=book.facts["title"],
        plan=book.facts["version"],
        done=request.query_params.get("done", "") == "1",
    )


def _rows(book: Book) -> list[BookRow]:
    """Return the rows of the document: tasks that meetings added have no reference."""
    return [row for row in book.rows["tasks"] if normal(row.cells.get("ref"))]


def _row(book: Book, ref: str) -> BookRow:
    for row in _rows(book):
        if row.cells["ref"] == ref:
            return row
    raise HTTPException(404)


def task(request: Request) -> Response:
    """Show the form of a task, filled in with what is recorded."""
    desk, lang = desk_of(request), language_of(request)
    book = desk.bench.book(lang)
    row = _row(book, request.path_params["ref"])
    return _task_form(request, book, row, {}, 200)


def _task_form(request: Request, book: Book, row: BookRow, given: Mapping[str, str], status: int) -> Response:
    ref, lang = str(row.cells["ref"]), language_of(request)
    there = {name: normal(row.cells.get(name)) for name in (*_TASK, *_TERMS)}
    suggested = [
        {"identifier": one.identifier, "words": one.label, "field": name, "reason": one.reason}
        for one in desk_of(request).bench.suggestions(ref)
        for name, relation in _TERMS.items()
        if one.relation == relation and f"({one.identifier})" not in there[name]
    ]
    return page(
        request,
        "desk_task.html",
        status,
        ref=ref,
        facts=[
            (_words("tasks", name, lang), normal(row.cells.get(name)))
            for name in ("task", "mandate", "period")
        ],
        fields=[_field("tasks", name, given.get(name, there[name]), book) for name in _TASK],
        terms=[
            (name, _words("tasks", name, lang), there[name], book.lists[lists])
            for name, lists in _LISTS.items()
        ],
        suggested=suggested,
        held=there,
        **_who(request),
    )


_LISTS = {"subjects": "subjects", "targets_accepted": "targets"}


def _field(sheet: str, name: str, value: str, book: Book) -> Field:
    column = next(one for one in COLUMNS[sheet] if one.name == name)
    choices = book.lists.get(column.choices, ())
    return Field(
        name,
        _words(sheet, name, book.lang),
        value,
        choices,
        column.strict and bool(choices),
        name in _LONG,
        column.kind == "day",
    )


def _words(sheet: str, name: str, lang: str) -> str:
    column = next(one for one in COLUMNS[sheet] if one.name == name)
    return heading(sheet, column, lang).rstrip("*")


def _who(request: Request) -> dict[str, Any]:
    return {"token": desk_of(request).token, "today": today().isoformat()}


def record_task(request: Request, form: Form) -> Response:
    """Take the form of a task: show what it would record, or record it."""
    lang = language_of(request)
    book = desk_of(request).bench.book(lang)
    row = _row(book, request.path_params["ref"])
    values = {name: form.one(name) for name in _TASK if name in form.values}
    for name in _TERMS:
        more = [one for one in form.values.get(f"add-{name}", ()) if one.strip()]
        values[name] = "; ".join(filter(None, [form.one(f"held-{name}"), *more]))
    held = {name: form.one(f"held-{name}") for name in (*_TASK, *_TERMS) if f"held-{name}" in form.values}
    if any(values.get(name, "") != held.get(name, "") for name in _REPORT):
        # A report is of one day and by one role: those of this form.
        values |= {"as_of": form.day("on"), "reported_by": form.one("by")}
    found = changed_row(book, "tasks", row.key, values, held)
    return _proposed(request, form, found, f"/desk/tasks/{request.path_params['ref']}")


def correction(request: Request) -> Response:
    """Show the form of a correction, and what is corrected."""
    return _new(request, "corrections", _CORRECTION, "desk_correction.html")


def record_correction(request: Request, form: Form) -> Response:
    """Take the form of a correction."""
    values = {name: form.one(name) for name in ("ref", *_CORRECTION)}
    values |= {"role": form.one("by"), "when": form.day("on")}
    found = new_row(desk_of(request).bench.book(language_of(request)), "corrections", values)
    return _proposed(request, form, found, "/desk/corrections")


def added(request: Request) -> Response:
    """Show the form of a task that a meeting added."""
    return _new(request, "tasks", _ADDED, "desk_added.html")


def record_added(request: Request, form: Form) -> Response:
    """Take the form of an added task."""
    values = {name: form.one(name) for name in _ADDED}
    found = new_row(desk_of(request).bench.book(language_of(request)), "tasks", values)
    return _proposed(request, form, found, "/desk/added")


def _new(request: Request, sheet: str, names: tuple[str, ...], template: str) -> Response:
    book = desk_of(request).bench.book(language_of(request))
    listed = [row for row in book.rows[sheet] if sheet == "corrections" or not normal(row.cells.get("ref"))]
    shown = [column for column in COLUMNS[sheet] if column.name != "key"]
    filled = [column for column in shown if any(normal(row.cells.get(column.name)) for row in listed)]
    return page(
        request,
        template,
        fields=[_field(sheet, name, "", book) for name in names],
        tasks=[(row.cells["ref"], row.cells["short_title"]) for row in _rows(book)],
        meetings=book.lists["meetings"],
        headings=[_words(sheet, column.name, book.lang) for column in filled],
        rows=[[normal(row.cells.get(column.name)) for column in filled] for row in listed],
        **_who(request),
    )


def _proposed(request: Request, form: Form, found: Found, back: str) -> Response:
    """Show what a form would record, with what stands in its way; with `keep` it is recorded."""
    desk, lang = desk_of(request), language_of(request)
    on = dt.date.fromisoformat(form.day("on"))
    acceptance = Acceptance(form.one("by"), on, form.one("meeting"), lang)
    keep = form.one("keep") == "1"
    told, written = desk.bench.propose(found, acceptance, apply=keep)
    if written:
        desk.renewed()
        return RedirectResponse(f"{request.app.state.settings.root}/desk?done=1&lang={lang}", 303)
    return page(
        request,
        "desk_review.html",
        400 if told.problems else 200,
        told=told,
        back=back,
        values=[(name, value) for name, values in form.values.items() for value in values if name != "keep"],
        **_who(request),
    )


def paper(request: Request) -> Response:
    """Give the paper of a meeting as a Word document."""
    now = desk_of(request).bench.now
    return file_answer(paper_of(now, today(), language_of(request)), "meeting-paper.docx", DOCX)


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
