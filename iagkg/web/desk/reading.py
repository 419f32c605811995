"""Read a workplan at the desk: what was understood, files of it, and keeping it as a version."""

import datetime as dt
import re
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iagkg.compare.matching import said_of
from iagkg.desk.bench import paper_of
from iagkg.desk.documents import PASTED, Document, Version, keep, read_document
from iagkg.errors import UsageError
from iagkg.files import sha256
from iagkg.graph.quads import nquads
from iagkg.graph.standing import standings
from iagkg.progress.days import today
from iagkg.report.outline import SEVERITIES, columns, counts, mandate_words, period_words, standing, title
from iagkg.source.writing import written
from iagkg.web.desk.checks import Form, desk_of, gone, posting, showing
from iagkg.web.desk.recording import DOCX, XLSX, file_answer
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.render import answered, language_of, page
from iagkg.web.single import single_file
from iagkg.wording import say

__all__ = ["ROUTES"]


def ask(request: Request) -> Response:
    """Show the form that takes a workplan."""
    return page(request, "desk_read.html", token=desk_of(request).token)


def take(request: Request, form: Form) -> Response:
    """Read a workplan, and lead to what was understood; nothing is kept."""
    desk, lang = desk_of(request), language_of(request)
    name, content = form.name, form.content
    if not content:
        name, content = PASTED, form.one("words").encode()
    if not content:
        raise UsageError(say("web.desk-nothing", lang), say("web.desk-file-or-words", lang))
    found = desk.documents.put(read_document(name, content, desk.bench.workspace))
    return RedirectResponse(f"{request.app.state.settings.root}/desk/read/{found}?lang={lang}", 303)


def _document(request: Request) -> Document:
    found = desk_of(request).documents.get(request.path_params["draft"])
    if found is None:
        raise gone()
    return found


def understood(request: Request) -> Response:
    """Show what was understood of a document."""
    return _understood(request, _document(request), (), 200)


def _understood(request: Request, document: Document, uncertain: object, status: int) -> Response:
    desk, lang = desk_of(request), language_of(request)
    plan, made = document.workplan, document.made.built.standing
    known = standings(desk.bench.now.tables.path("workplans", "versions.tsv"))
    now = desk.bench.now.built
    follows = _plain(plan.title) == _plain(now.workplan.title)
    return page(
        request,
        "desk_understood.html",
        status,
        name=document.name,
        lines=[title(plan, lang), standing(plan, lang), counts(plan, lang), "; ".join(columns(plan, lang))],
        tasks=[
            (
                task.ref,
                task.number or "",
                task.text,
                task.mandate_text,
                mandate_words(task, lang),
                period_words(task, lang),
            )
            for stream in plan.workstreams
            for task in stream.tasks
        ],
        problems=[
            (
                problem.row or "",
                say(SEVERITIES[problem.severity], lang),
                problem.message,
                problem.found,
                problem.expected,
            )
            for problem in plan.problems
        ],
        at=f"/desk/read/{request.path_params['draft']}",
        stem=PurePath(document.name).stem,
        key=made.key,
        edition=_free(made.version, {one.version for one in known}),
        versions=[f"{one.key}/{one.version}" for one in known],
        previous=f"{now.standing.key}/{now.standing.version}" if follows else "",
        kept=any(one.sha256 == sha256(document.content) for one in known),
        uncertain=uncertain,
        token=desk.token,
    )


def _free(version: str, taken: set[str]) -> str:
    """Return a version that no other has."""
    return (
        version
        if version not in taken
        else next(
            found for number in range(2, len(taken) + 3) if (found := f"{version}-{number}") not in taken
        )
    )


def _plain(title: str) -> str:
    """Return a title without figures, which differ from version to version."""
    return " ".join(re.sub(r"\d+|draft", " ", title.casefold()).split())


def file(request: Request) -> Response:
    """Give a file made of a document that was read."""
    document, lang, day = _document(request), language_of(request), today()
    name = request.path_params["name"]
    if name == "meeting-paper.docx":
        return file_answer(paper_of(document.made, day, lang), name, DOCX)
    if name == "workplan.html":
        return answered(_page(document, day, lang), "text/html; charset=utf-8", headers=_SAVED)
    suffix = PurePath(name).suffix
    if name != f"{PurePath(document.name).stem}{suffix}" or suffix not in {".docx", ".xlsx"}:
        raise HTTPException(404)
    return file_answer(written(document.workplan, name), name, DOCX if suffix == ".docx" else XLSX)


_SAVED = {"Content-Disposition": 'attachment; filename="workplan.html"'}


def _page(document: Document, day: dt.date, lang: str) -> bytes:
    made = document.made
    version = sha256(nquads(made.built.quads))
    return single_file(Explorer(KeptStore(made.store), version, made.store.counts()), day, lang)


def put(request: Request, form: Form) -> Response:
    """Keep a document as a version; asks which tasks are the same where that cannot be told."""
    desk, lang, document = desk_of(request), language_of(request), _document(request)
    before = form.one("previous")
    version = Version(
        before.rpartition("/")[0] or form.one("key"),
        form.one("version"),
        before.rpartition("/")[2],
        form.one("tongue") or "en",
        "draft" if form.one("standing") == "draft" else "",
    )
    pairs = {name.removeprefix("pair-"): form.one(name) for name in form.values if name.startswith("pair-")}
    said = said_of(
        [pair for pair, answer in pairs.items() if answer == "same"],
        [pair for pair, answer in pairs.items() if answer == "different"],
    )
    with desk.lock:
        uncertain = keep(document, version, desk.bench.workspace, said)
    if uncertain:
        asked = [
            (f"{mine.ref}={theirs.ref}", mine.ref, mine.words, theirs.ref, theirs.words)
            for mine, theirs in uncertain
        ]
        return _understood(request, document, asked, 400)
    desk.documents.drop(request.path_params["draft"])
    desk.renewed()
    return RedirectResponse(f"{request.app.state.settings.root}/desk?done=1&lang={lang}", 303)


ROUTES = [
    Route("/desk/read", showing(ask), methods=["GET"]),
    Route("/desk/read", posting(take), methods=["POST"]),
    Route("/desk/read/{draft}", showing(understood), methods=["GET"]),
    Route("/desk/read/{draft}/keep", posting(put), methods=["POST"]),
    Route("/desk/read/{draft}/{name}", showing(file), methods=["GET"]),
]
