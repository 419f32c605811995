"""Pages from templates: every word escaped, one language a page, an entity tag on each."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from iagkg.web.addresses import page_of, safe_link
from iagkg.web.direction import attributes
from iagkg.web.explorer import Explorer
from iagkg.web.negotiation import preferred_language
from iagkg.wording import LANGUAGES, say

__all__ = ["TEMPLATES", "answered", "explorer_of", "language_of", "page"]

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,  # whatever the name of a file
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["in_tongue"] = attributes
_FILES = sorted((Path(__file__).parent / "static").glob("*"))
_STYLE = hashlib.sha256(b"".join(path.read_bytes() for path in _FILES)).hexdigest()[:12]
"""A mark of what the static files hold, so that a browser keeps none that is old."""


def explorer_of(request: Request) -> Explorer:
    """Return the dataset that is served."""
    found = request.app.state.explorer
    assert isinstance(found, Explorer)  # noqa: S101  # what the application was made with
    return found


def language_of(request: Request) -> str:
    """Return the language of a page: the one in its address, else the one that the browser wants most."""
    given = request.query_params.get("lang", "")
    if given in LANGUAGES:
        return given
    return preferred_language(request.headers.get("accept-language", ""), LANGUAGES)


def page(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """Return a page in the language of the request. `context` is what the template names."""
    lang = language_of(request)
    explorer, root = explorer_of(request), request.app.state.settings.root
    chosen = request.query_params.get("lang", "")

    def link(path: str, **values: object) -> str:
        """Return the address of a page here, in the language of this one; `values` are its parameters."""
        path, mark, place = path.partition("#")
        given = {key: value for key, value in values.items() if value not in (None, "")}
        if chosen in LANGUAGES and "lang" not in given:
            given["lang"] = chosen
        query = f"?{urlencode(given, doseq=True)}" if given else ""
        return f"{root}{path}{query}{mark}{place}"

    def here(**values: object) -> str:
        """Return the address of this page with other values of some parameters."""
        given: dict[str, object] = {name: request.query_params.getlist(name) for name in request.query_params}
        given.update(values)
        given = {name: value for name, value in given.items() if value not in (None, "", [])}
        query = f"?{urlencode(given, doseq=True)}" if given else ""
        return f"{root}{request.url.path}{query}"

    words = TEMPLATES.get_template(template).render(
        **context,
        lang=lang,
        languages=LANGUAGES,
        say=lambda key, **values: say(key, lang, **values),
        link=link,
        here=here,
        href=lambda address: link(path) if (path := page_of(address)) else "",
        safe_link=safe_link,
        draft=explorer.is_draft,
        desk=request.app.state.desk is not None,
        fixed=request.app.state.settings.fixed,
        endpoint=request.app.state.endpoint is not None,
        version=explorer.version,
        style=_STYLE,
        path=request.url.path,
        params=request.query_params,
    )
    return answered(words.encode(), "text/html; charset=utf-8", status, {"Content-Language": lang})


def answered(
    content: bytes,
    media: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer with an entity tag, by which `Kept` tells that a client has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    vary = "Accept, Accept-Language"
    known = {"ETag": tag, "Vary": vary, "Cache-Control": "no-cache", **(headers or {})}
    return Response(content, status, {**known, "Content-Type": media})
