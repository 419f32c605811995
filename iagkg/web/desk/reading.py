"""Read a workplan at the desk: what was understood, files of it, and keeping it as a version."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iagkg.compare.matching import said_of
from iagkg.compare.side import Entry
from iagkg.desk.bench import paper_of
from iagkg.desk.documents import PASTED, Document, Version, follows, keep, read_document
from iagkg.errors import IagkgError, UsageError
from iagkg.files import sha256
from iagkg.graph.quads import nquads
from iagkg.progress.days import today
from iagkg.progress.people import address_in, looks_like_a_name
from iagkg.register.opening import language
from iagkg.report.outline import SEVERITIES, columns, counts, mandate_words, period_words, standing, title
from iagkg.source import every_item
from iagkg.source.writing import written
from iagkg.web.desk.checks import Form, desk_of, gone, kept, plain, posting, showing
from iagkg.web.desk.recording import DOCX, XLSX, file_answer
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.render import answered, language_of, page
from iagkg.web.single import single_file
from iagkg.wording import LANGUAGES, say
from iagkg.workplan import Task, Workplan

__all__ = ["ROUTES"]

Pairs = Sequence[tuple[Entry, Entry]]


def ask(request: Request) -> Response:
    """Show the form that takes a workplan."""
    return _ask(request, [], "", 200)


def _ask(request: Request, trouble: list[str], words: str, status: int) -> Response:
    token = desk_of(request).token
    return page(request, "desk_read.html", status, token=token, trouble=trouble, words=words)


def take(request: Request, form: Form) -> Response:
    """Read a workplan, and lead to what was understood; nothing is kept."""
    desk, lang = desk_of(request), language_of(request)
    name, content, words = form.name, form.content, form.one("words")
    if not content:
        name, content = PASTED, words.encode()
    try:
        if not content:
            raise UsageError(say("web.desk-nothing", lang), say("web.desk-file-or-words", lang))
        found = desk.documents.put(read_document(name, content, desk.bench.workspace))
    except IagkgError as error:
        return _ask(request, plain(error), words, 400)
    return RedirectResponse(f"{request.app.state.settings.root}/desk/read/{found}?lang={lang}", 303)


def _document(request: Request) -> Document:
    found = desk_of(request).documents.get(request.path_params["draft"])
    if found is None:
        raise gone()
    return found


def understood(request: Request) -> Response:
    """Show what was understood of a document."""
    document = _document(request)
    return _understood(request, document, _first(request, document), (), [], 200)


def _first(request: Request, document: Document) -> dict[str, str]:
    """Return what the form to keep a document says at first."""
    desk, plan, made = desk_of(request), document.workplan, document.made.built.standing
    now = desk.bench.now.built.standing
    known = {one.version for one in desk.bench.versions()}
    printed = (plan.status or "").casefold()
    tongue = language([task.text for stream in plan.workstreams for task in stream.tasks])
    return {
        "key": made.key,
        "version": _free(made.version, known),
        "previous": f"{now.key}/{now.version}" if follows(document, desk.bench.now) else "",
        "tongue": tongue if tongue in LANGUAGES else "",
        "standing": printed if printed in {"draft", "adopted"} else "",
        "adoption": "",
        "adoption_source": "",
    }


def _understood(  # noqa: PLR0913, PLR0917  # a document, what its form says, what is to be answered
    request: Request,
    document: Document,
    given: Mapping[str, str],
    uncertain: Pairs,
    trouble: list[str],
    status: int,
) -> Response:
    desk, lang, plan = desk_of(request), language_of(request), document.workplan
    known = desk.bench.versions()
    tasks = [task for stream in plan.workstreams for task in stream.tasks]
    return page(
        request,
        "desk_understood.html",
        status,
        name=document.name,
        lines=[title(plan, lang), standing(plan, lang), counts(plan, lang), "; ".join(columns(plan, lang))],
        tasks=[
            (task, mandate_words(task, lang), period_words(task, lang), list(_others(task))) for task in tasks
        ],
        problems=[(SEVERITIES[one.severity], one) for one in plan.problems],
        people=list(dict.fromkeys(_people(plan))),
        at=f"/desk/read/{request.path_params['draft']}",
        stem=_stem(document),
        given=given,
        versions=[f"{one.key}/{one.version}" for one in known],
        known=any(one.sha256 == sha256(document.content) for one in known),
        uncertain=[(f"{mine.ref}={theirs.ref}", mine, theirs) for mine, theirs in uncertain],
        trouble=trouble,
        token=desk.token,
    )


def _others(task: Task) -> Iterator[str]:
    """Yield what a task prints beside text, mandate and period: its sub-items and its other cells."""
    for item in every_item(task.items):
        yield f"{item.path} {item.text}"
    for name, words in (("", task.responsible), ("", task.output), *task.extra.items()):
        if words:
            yield f"{name}: {words}" if name else words


def _people(plan: Workplan) -> Iterator[str]:
    """Yield what stands in a document and is, or may be, the name or address of a person."""
    for stream in plan.workstreams:
        for task in stream.tasks:
            for words in (task.text, *_others(task)):
                if found := address_in(words):
                    yield found
            if task.responsible and looks_like_a_name(task.responsible):
                yield task.responsible


def _free(version: str, taken: set[str]) -> str:
    """Return a version that no other has."""
    if version not in taken:
        return version
    names = (f"{version}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in names if name not in taken)


def file(request: Request) -> Response:
    """Give a file made of a document that was read."""
    document, lang, day = _document(request), language_of(request), today()
    name = request.path_params["name"]
    if name == "meeting-paper.docx":
        return file_answer(paper_of(document.made, day, lang), name, DOCX)
    if name == "workplan.html":
        return answered(_page(document, day, lang), "text/html; charset=utf-8", headers=_SAVED)
    suffix = PurePath(name).suffix
    if name != f"{_stem(document)}{suffix}" or suffix not in {".docx", ".xlsx"}:
        raise HTTPException(404)
    return file_answer(written(document.workplan, name), name, DOCX if suffix == ".docx" else XLSX)


def _stem(document: Document) -> str:
    """Return the name of the tables made of a document; not that of the other files made of it."""
    stem = PurePath(document.name).stem
    return f"{stem}-table" if stem in {"meeting-paper", "workplan"} else stem


_SAVED = {"Content-Disposition": 'attachment; filename="workplan.html"'}


def _page(document: Document, day: dt.date, lang: str) -> bytes:
    made = document.made
    version = sha256(nquads(made.built.quads))
    return single_file(Explorer(KeptStore(made.store), version, made.store.counts()), day, lang)


def put(request: Request, form: Form) -> Response:
    """Keep a document as a version; asks which tasks are the same where that cannot be told."""
    desk, document = desk_of(request), _document(request)
    given = {name: form.one(name) for name in _first(request, document)}
    key = given["previous"].rpartition("/")[0] or given["key"]
    version = Version(
        key,
        given["version"],
        given["previous"].rpartition("/")[2],
        given["tongue"],
        given["standing"],
        given["adoption"],
        given["adoption_source"],
    )
    pairs = {name.removeprefix("pair-"): form.one(name) for name in form.values if name.startswith("pair-")}
    uncertain: Pairs = ()
    try:
        said = said_of(
            [pair for pair, answer in pairs.items() if answer == "same"],
            [pair for pair, answer in pairs.items() if answer == "different"],
        )
        uncertain = keep(document, version, desk.bench.workspace, said)
    except IagkgError as error:
        return _understood(request, document, given, (), plain(error), 400)
    if uncertain:
        words = [say("web.desk-same-task", language_of(request), count=len(uncertain))]
        return _understood(request, document, given, uncertain, words, 400)
    desk.documents.drop(request.path_params["draft"])
    return kept(request, version=f"{version.key}/{version.version}")


ROUTES = [
    Route("/desk/read", showing(ask), methods=["GET"]),
    Route("/desk/read", posting(take), methods=["POST"]),
    Route("/desk/read/{draft}", showing(understood), methods=["GET"]),
    Route("/desk/read/{draft}/keep", posting(put), methods=["POST"]),
    Route("/desk/read/{draft}/{name}", showing(file), methods=["GET"]),
]
