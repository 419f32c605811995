"""Load a decision at the desk: what was read, the sheet for its review, and keeping what was reviewed."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iagkg.desk.decisions import ReviewSheet, keep_sheet, review_sheet
from iagkg.desk.documents import PASTED
from iagkg.desk.loading import Loading, Review
from iagkg.errors import UsageError
from iagkg.progress.days import today
from iagkg.register.conflicts import place_words
from iagkg.register.model import LANGUAGES, Text
from iagkg.report.loading_text import affected_line, change_line, conflict_line
from iagkg.web.desk.checks import Form, desk_of, gone, posting, showing
from iagkg.web.desk.recording import XLSX, file_answer
from iagkg.web.render import language_of, page
from iagkg.wording import say

__all__ = ["ROUTES"]


def ask(request: Request) -> Response:
    """Show the form that takes a decision."""
    return page(request, "desk_decision.html", token=desk_of(request).token, tongues=LANGUAGES)


def take(request: Request, form: Form) -> Response:
    """Read a decision, and lead to what was read; nothing is kept."""
    desk, lang = desk_of(request), language_of(request)
    name, content = form.name, form.content
    if not content:
        name, content = PASTED, form.one("words").encode()
    if not content:
        raise UsageError(say("web.desk-nothing", lang), say("web.desk-file-or-words", lang))
    tongue = form.one("tongue") if form.one("tongue") in LANGUAGES else "en"
    text = Text(tongue, imported_on=today().isoformat(), source=form.one("source"))
    sheet = review_sheet(name, content, form.one("decision"), text, desk.bench.workspace)
    found = desk.sheets.put(sheet)
    return RedirectResponse(f"{request.app.state.settings.root}/desk/decision/{found}?lang={lang}", 303)


def _sheet(request: Request) -> ReviewSheet:
    found = desk_of(request).sheets.get(request.path_params["draft"])
    if found is None:
        raise gone()
    return found


def read(request: Request) -> Response:
    """Show what was read of a decision."""
    return _read(request, _sheet(request), None)


def _read(request: Request, sheet: ReviewSheet, done: Loading | None) -> Response:
    reading, made = sheet.reading, sheet.read
    problems = [
        *reading.problems,
        *(made.reading.problems if made else ()),
        *(made.filled.problems if made else ()),
    ]
    tongue = reading.source.lang or "en"
    return page(
        request,
        "desk_paragraphs.html",
        409 if done else 200,
        decision=reading.decision,
        title=reading.source.title,
        tongue=tongue,
        rows=[
            (
                place_words(item.place),
                item.text.get(tongue) or next(iter(item.text.values()), ""),
                item.verb_words,
                item.directed_to_words,
                item.role_words or item.role,
            )
            for item in reading.paragraphs
        ],
        problems=[(problem.message, problem.found, problem.expected) for problem in problems],
        name=sheet.name,
        at=f"/desk/decision/{request.path_params['draft']}",
        differences=_lines(done) if done else [],
        token=desk_of(request).token,
        today=today().isoformat(),
    )


def _lines(done: Loading) -> list[str]:
    return [
        *(conflict_line(one, False) for one in done.differences),
        *map(change_line, done.changes),
        *map(affected_line, done.cited),
    ]


def file(request: Request) -> Response:
    """Give the sheet, to be reviewed in Excel and read again."""
    sheet = _sheet(request)
    return file_answer(sheet.content, sheet.name, XLSX)


def put(request: Request, form: Form) -> Response:
    """Load what was reviewed; where it differs from what is loaded, the differences are shown instead."""
    desk, lang, sheet = desk_of(request), language_of(request), _sheet(request)
    whole = {"complete": True, "partial": False}.get(form.one("whole"))
    review = Review(
        form.one("by"), form.day("on"), whole, form.one("confirm") == "1", form.one("replace") == "1"
    )
    with desk.lock:
        done = keep_sheet(sheet, review, desk.bench.workspace)
    if not done.written:
        return _read(request, sheet, done)
    desk.sheets.drop(request.path_params["draft"])
    desk.renewed()
    return RedirectResponse(f"{request.app.state.settings.root}/desk?done=1&lang={lang}", 303)


ROUTES = [
    Route("/desk/decision", showing(ask), methods=["GET"]),
    Route("/desk/decision", posting(take), methods=["POST"]),
    Route("/desk/decision/{draft}", showing(read), methods=["GET"]),
    Route("/desk/decision/{draft}/keep", posting(put), methods=["POST"]),
    Route("/desk/decision/{draft}/sheet", showing(file), methods=["GET"]),
]
