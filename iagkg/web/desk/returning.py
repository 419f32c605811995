"""What comes back to the desk: a workbook or a meeting paper that was filled in, and entries taken back."""

import datetime as dt

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iagkg.desk.bench import Entry
from iagkg.desk.documents import plain_name
from iagkg.errors import IagkgError, UsageError
from iagkg.export.workbook_taking import Acceptance
from iagkg.progress.days import today
from iagkg.web.desk.checks import Form, desk_of, gone, kept, plain, posting, showing
from iagkg.web.desk.desk import Returned
from iagkg.web.render import language_of, page
from iagkg.wording import say

__all__ = ["ROUTES"]


def ask(request: Request) -> Response:
    """Show the form that takes a workbook or a meeting paper."""
    return _ask(request, [], "", "", 200)


def _ask(request: Request, trouble: list[str], by: str, meeting: str, status: int) -> Response:
    desk, day = desk_of(request), today().isoformat()
    return page(
        request,
        "desk_back.html",
        status,
        token=desk.token,
        trouble=trouble,
        by=by,
        meeting=meeting,
        meetings=desk.bench.book(language_of(request)).lists["meetings"],
        today=day,
        on=day,
    )


def take(request: Request, form: Form) -> Response:
    """Read what came back, and lead to what it proposes; nothing is kept."""
    desk, lang = desk_of(request), language_of(request)
    try:
        if not form.content:
            raise UsageError(say("web.desk-nothing", lang))
        on = form.day("on")
        held = Returned(plain_name(form.name), form.content, form.one("by"), on, form.one("meeting"))
        desk.bench.returned(held.name, held.content, _acceptance(held, lang), apply=False)
    except IagkgError as error:
        return _ask(request, plain(error), form.one("by"), form.one("meeting"), 400)
    found = desk.returned.put(held)
    return RedirectResponse(f"{request.app.state.settings.root}/desk/back/{found}?lang={lang}", 303)


def _acceptance(held: Returned, lang: str) -> Acceptance:
    return Acceptance(held.by, dt.date.fromisoformat(held.on), held.meeting, lang)


def _held(request: Request) -> Returned:
    found = desk_of(request).returned.get(request.path_params["draft"])
    if found is None:
        raise gone()
    return found


def look(request: Request) -> Response:
    """Show what a file that came back proposes."""
    return _shown(request, _held(request), keep=False)


def put(request: Request, _: Form) -> Response:
    """Record what a file that came back proposes."""
    return _shown(request, _held(request), keep=True)


def _shown(request: Request, held: Returned, *, keep: bool) -> Response:
    desk, lang = desk_of(request), language_of(request)
    told, written = desk.bench.returned(held.name, held.content, _acceptance(held, lang), apply=keep)
    if written:
        desk.returned.drop(request.path_params["draft"])
        return kept(request)
    return page(
        request,
        "desk_review.html",
        400 if told.problems else 200,
        lines=[(f"{one.cell} {one.task} {one.field}".strip(), one.old, one.new) for one in told.lines],
        wrong=[f"{place}: {' '.join(plain(words))}".lstrip(": ") for place, words in told.problems],
        empty=told.empty,
        notes=[told.summary, *told.remarks],
        at=f"/desk/back/{request.path_params['draft']}",
        values=[],
        back="/desk/back",
        token=desk.token,
    )


def entries(request: Request) -> Response:
    """List what was recorded, to take one entry back."""
    return _entries(request, [], "", 200)


def _entries(request: Request, trouble: list[str], by: str, status: int) -> Response:
    desk, lang = desk_of(request), language_of(request)
    return page(
        request,
        "desk_undo.html",
        status,
        entries=[(entry.id, _words(entry, lang)) for entry in desk.bench.entries()],
        trouble=trouble,
        token=desk.token,
        by=by,
    )


def _words(entry: Entry, lang: str) -> str:
    first, second, third = entry.words
    if entry.kind == "status":
        said = f"{say(f'task-status.{first}', lang)}, {second}, {third}"
    elif entry.kind == "correction":
        field = say(f"corrected-field.{first}", lang)
        said = f"{field}: {say('corrected.from', lang, right=second, printed=third or '–')}"
    else:
        said = f"{first} ({say('added.origin', lang, meeting=second, date=third)})"
    return f"{entry.ref} {said}".strip()


def undo(request: Request, form: Form) -> Response:
    """Take back an entry."""
    try:
        desk_of(request).bench.take_back(form.one("entry"), form.one("by"))
    except IagkgError as error:
        return _entries(request, plain(error), form.one("by"), 400)
    return kept(request)


ROUTES = [
    Route("/desk/back", showing(ask), methods=["GET"]),
    Route("/desk/back", posting(take), methods=["POST"]),
    Route("/desk/back/{draft}", showing(look), methods=["GET"]),
    Route("/desk/back/{draft}", posting(put), methods=["POST"]),
    Route("/desk/undo", showing(entries), methods=["GET"]),
    Route("/desk/undo", posting(undo), methods=["POST"]),
]
