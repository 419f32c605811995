"""Load a decision at the desk: what was read, the sheet for its review, and keeping what was reviewed."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iagkg.desk.decisions import ReviewSheet, keep_sheet, review_sheet
from iagkg.desk.documents import PASTED
from iagkg.desk.loading import Loading, Review
from iagkg.errors import IagkgError, UsageError
from iagkg.progress.days import today
from iagkg.register.conflicts import place_words
from iagkg.register.model import LANGUAGES, Text
from iagkg.report.loading_text import affected_line, change_line, conflict_line
from iagkg.web.addresses import safe_link
from iagkg.web.desk.checks import Form, desk_of, gone, kept, plain, posting, showing
from iagkg.web.desk.recording import XLSX, file_answer
from iagkg.web.render import language_of, page
from iagkg.wording import say

__all__ = ["ROUTES"]


_TONGUES = {
    "en": "English", "fr": "Français", "es": "Español", "ar": "العربية", "ru": "Русский", "zh": "中文",
}  # fmt: skip


def ask(request: Request) -> Response:
    """Show the form that takes a decision."""
    return _ask(request, [], {}, 200)


def _ask(request: Request, trouble: list[str], given: Mapping[str, str], status: int) -> Response:
    token = desk_of(request).token
    tongues = [(code, _TONGUES[code]) for code in LANGUAGES]
    return page(
        request, "desk_decision.html", status, token=token, tongues=tongues, trouble=trouble, given=given
    )


def take(request: Request, form: Form) -> Response:
    """Read a decision, and lead to what was read; nothing is kept."""
    desk, lang = desk_of(request), language_of(request)
    name, content = form.name, form.content
    given = {field: form.one(field) for field in ("decision", "tongue", "source", "words")}
    if not content:
        name, content = PASTED, given["words"].encode()
    tongue = given["tongue"] if given["tongue"] in LANGUAGES else "en"
    text = Text(tongue, imported_on=today().isoformat(), source=given["source"])
    try:
        if not content:
            raise UsageError(say("web.desk-nothing", lang), say("web.desk-file-or-words", lang))
        if given["source"] and not safe_link(given["source"]):
            raise UsageError(say("web.desk-no-address", lang), "https://…")
        sheet = review_sheet(name, content, given["decision"], text, desk.bench.workspace)
    except IagkgError as error:
        return _ask(request, plain(error), given, 400)
    found = desk.sheets.put(sheet)
    return RedirectResponse(f"{request.app.state.settings.root}/desk/decision/{found}?lang={lang}", 303)


def _sheet(request: Request) -> ReviewSheet:
    found = desk_of(request).sheets.get(request.path_params["draft"])
    if found is None:
        raise gone()
    return found


def read(request: Request) -> Response:
    """Show what was read of a decision."""
    return _read(request, _sheet(request), {}, [], 200)


def _read(
    request: Request, sheet: ReviewSheet, given: Mapping[str, str], trouble: list[str], status: int
) -> Response:
    reading, made, lang = sheet.reading, sheet.read, language_of(request)
    problems = [
        *reading.problems,
        *(made.reading.problems if made else ()),
        *(made.filled.problems if made else ()),
    ]
    tongue = reading.source.lang or "en"
    return page(
        request,
        "desk_paragraphs.html",
        status,
        decision=reading.decision,
        title=reading.source.title,
        tongue=tongue,
        rows=[
            (
                place_words(item.place),
                item.text.get(tongue) or next(iter(item.text.values()), ""),
                _value(item.verb, item.verb_words),
                _value(item.directed_to, item.directed_to_words),
                say(f"group-role.{item.role}", lang) if item.role else "",
                item.role_words,
            )
            for item in reading.paragraphs
        ],
        problems=[(problem.message, problem.found, problem.expected) for problem in problems],
        name=sheet.name,
        at=f"/desk/decision/{request.path_params['draft']}",
        trouble=trouble,
        differs=status == 409,
        given=given,
        token=desk_of(request).token,
        today=today().isoformat(),
        on=given.get("on") or today().isoformat(),
        by=given.get("by", ""),
    )


def _value(code: str, words: str) -> str:
    """Return what is proposed with the words that it rests on."""
    said = "; ".join(code.split("|")) if code else ""
    return f"{said} ({words})" if said and words else said or words


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
    given = {field: form.one(field) for field in ("by", "on", "whole", "confirm", "replace")}
    whole = {"complete": True, "partial": False}.get(given["whole"])
    try:
        review = Review(given["by"], form.day("on"), whole, given["confirm"] == "1", given["replace"] == "1")
        done = keep_sheet(sheet, review, desk.bench.workspace)
    except IagkgError as error:
        return _read(request, sheet, given, plain(error), 400)
    if not done.written:
        return _read(request, sheet, given, [say("web.desk-differs", lang), *_lines(done)], 409)
    desk.sheets.drop(request.path_params["draft"])
    return kept(request)


ROUTES = [
    Route("/desk/decision", showing(ask), methods=["GET"]),
    Route("/desk/decision", posting(take), methods=["POST"]),
    Route("/desk/decision/{draft}", showing(read), methods=["GET"]),
    Route("/desk/decision/{draft}/keep", posting(put), methods=["POST"]),
    Route("/desk/decision/{draft}/sheet", showing(file), methods=["GET"]),
]
