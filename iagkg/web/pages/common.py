"""What several pages do: days, files beside a page, the query behind it, lines of statements."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from iagkg.errors import UsageError
from iagkg.progress.days import today
from iagkg.queries import bind, named
from iagkg.web.addresses import page_of, safe_link
from iagkg.web.explorer import Explorer, Statement, short
from iagkg.wording import has_words, say

__all__ = ["Behind", "FileLink", "Line", "Value", "behind", "day_of", "downloads", "grouped", "value_of"]


@dataclass(frozen=True, slots=True)
class Behind:
    """A query that a page rests on."""

    name: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file of what a page shows: its name, address and media type."""

    name: str
    href: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """Something said: words, their language, and where they lead: to a page here or elsewhere."""

    words: str
    tongue: str = ""
    address: str = ""
    external: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said under one heading."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one origin."""

    origin: str
    heading: str
    lines: tuple[Line, ...]


def day_of(request: Request) -> dt.date:
    """Return the day that a page is asked for, else that of the site, else today.

    Raises UsageError for what is no day.
    """
    given = request.query_params.get("as_of", "")
    try:
        return dt.date.fromisoformat(given) if given else request.app.state.settings.day or today()
    except ValueError as error:
        raise UsageError(f"as_of={given[:40]}: not a day.", "a day such as 2026-05-15") from error


def behind(names: Sequence[str], values: Mapping[str, str]) -> list[Behind]:
    """Return the queries that a page rests on, as they are asked."""
    found = []
    for name in names:
        query = named(name)
        known = {key: value for key, value in values.items() if query.parameter(key)}
        found.append(Behind(name, query.question, bind(query, known)))
    return found


def downloads(request: Request, path: str) -> list[FileLink]:
    """Return the files of a table page at a path, with the parameters of the page."""
    root, query = request.app.state.settings.root, request.url.query
    suffix = f"?{query}" if query else ""
    names = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
    return [FileLink(name, f"{root}{path}.{form}{suffix}") for form, name in names.items()]


def value_of(explorer: Explorer, term: str, words: str, tongue: str, lang: str) -> Value:
    """Return what is said of an address, by its name; `term` is its address, empty for words."""
    if not term:
        return Value(words, tongue)
    label = explorer.label(term, lang)
    external = "" if page_of(term) else safe_link(term)
    return Value(label, address=term, external=external)


def grouped(explorer: Explorer, address: str, lang: str) -> list[Group]:
    """Return all that is said of a thing, and all that points to it, by the origin of what is said."""
    lines: dict[str, dict[str, list[Value]]] = {}
    for one in explorer.about(address):
        value = value_of(explorer, one.value if one.is_address else "", one.value, one.lang, lang)
        _put(lines, one, predicate_words(explorer, one.predicate, lang), value)
    for one in explorer.pointing_to(address):
        subject = one.subject.strip("<>") if one.subject.startswith("<") else ""
        value = value_of(explorer, subject, one.subject, "", lang)
        _put(lines, one, say("web.inverse", lang, name=predicate_words(explorer, one.predicate, lang)), value)
    order = ("printed", "corrected", "register", "curated", "suggested", "inferred", "imported", "other")
    return [
        Group(
            origin,
            say(f"web.origin-{origin}", lang),
            tuple(Line(name, tuple(values)) for name, values in lines[origin].items()),
        )
        for origin in order
        if origin in lines
    ]


def predicate_words(explorer: Explorer, address: str, lang: str) -> str:
    """Return what a predicate says, in words."""
    key = f"web.said-{short(address).replace(':', '-')}"
    return say(key, lang) if has_words(key) else explorer.label(address, lang)


def _put(lines: dict[str, dict[str, list[Value]]], one: Statement, name: str, value: Value) -> None:
    values = lines.setdefault(one.origin, {}).setdefault(name, [])
    if value not in values:
        values.append(value)


def words_of(columns: Iterable[str], lang: str) -> list[str]:
    """Return the headings of columns of the first screen."""
    return [say(f"coverage.{name}", lang) for name in columns]
