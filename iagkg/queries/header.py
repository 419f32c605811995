"""The strict header of a query file.

Lines `#+ key: value` before the query. Keys: title, question, description, keywords, licence once each;
parameter and column any number of times, with fields between bars; empty, where an answer without rows
is no fault, says why. A header that breaks a rule is refused with file and line, never passed over.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError

__all__ = ["TYPES", "Column", "Parameter", "Query", "parse_query"]

TYPES = (
    "code",
    "date",
    "decision",
    "integer",
    "iri",
    "lang",
    "provision",
    "target",
    "task",
    "workplan",
    "workstream",
)
"""The types a parameter can have."""

_KINDS = ("text", "group", "list", "long", "integer", "date", "boolean", "iri")
_ONCE = ("title", "question", "description", "keywords", "licence")
_LINE = re.compile(r"#\+ (?P<key>[a-z]+): (?P<value>\S.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query may be given: its variable, its type, what holds without it, and a sentence.

    `default` is a value of the type (`en`), or words on what holds where nothing is given (`all`).
    """

    name: str
    type: str
    default: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: its variable, how it is read, and a sentence."""

    name: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its file's name, its header and its text."""

    name: str
    topic: str
    title: str
    question: str
    description: str
    keywords: tuple[str, ...]
    licence: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    empty: str
    text: str

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of a name, None where the query has none such."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def slot(name: str) -> str:
    """Return the line that stands for a parameter in the text of a query."""
    return f"VALUES (?{name}) {{ (UNDEF) }}"


def parse_query(path: Path, content: str | None = None) -> Query:
    """Return the query of a file. Raises InputError, naming file and line, where its header breaks a rule."""
    text = path.read_text(encoding="utf-8") if content is None else content
    once: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    lines = text.splitlines()
    head = next((n for n, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    for number, line in enumerate(lines[:head], start=1):
        where = f"{path}, line {number}"
        match = _LINE.fullmatch(line)
        if match is None:
            raise InputError(f"{where}: {line!r}.", "a line such as #+ title: Paragraphs cited")
        key, value = match["key"], match["value"]
        fields = tuple(field.strip() for field in value.split("|"))
        if key == "parameter":
            parameters.append(_parameter(fields, where))
        elif key == "column":
            columns.append(_column(fields, where))
        elif key in once or key not in (*_ONCE, "empty"):
            known = ", ".join((*_ONCE, "parameter", "column", "empty"))
            raise InputError(
                f"{where}: the key {key!r} is unknown or stands there twice.", f"once each: {known}"
            )
        else:
            once[key] = value
    if missing := [key for key in _ONCE if key not in once]:
        raise InputError(f"{path}: the header lacks {', '.join(missing)}.", "a line for each")
    body = "\n".join(lines[head:]).strip("\n") + "\n"
    _agree(path, body, parameters, columns)
    return Query(
        name=path.stem,
        topic=path.parent.name,
        title=once["title"],
        question=once["question"],
        description=once["description"],
        keywords=tuple(word.strip() for word in once["keywords"].split(",")),
        licence=once["licence"],
        parameters=tuple(parameters),
        columns=tuple(columns),
        empty=once.get("empty", ""),
        text=body,
    )


def _parameter(fields: tuple[str, ...], where: str) -> Parameter:
    if len(fields) != 4 or not all(fields) or not _NAME.fullmatch(fields[0]) or fields[1] not in TYPES:
        raise InputError(
            f"{where}: not a parameter.",
            f"name | type | default | sentence, the type one of {', '.join(TYPES)}",
        )
    return Parameter(*fields)


def _column(fields: tuple[str, ...], where: str) -> Column:
    known = len(fields) == 3 and (fields[1] in _KINDS or re.fullmatch(r"code [a-z-]+", fields[1]))
    if not known or not all(fields) or not _NAME.fullmatch(fields[0]):
        raise InputError(
            f"{where}: not a column.",
            f"name | kind | sentence, the kind one of {', '.join(_KINDS)} or code SCHEME",
        )
    return Column(*fields)


def _agree(path: Path, body: str, parameters: list[Parameter], columns: list[Column]) -> None:
    """Hold the header to the query: each parameter has its line, the columns are what is selected."""
    for parameter in parameters:
        if slot(parameter.name) not in body:
            raise InputError(f"{path}: the parameter {parameter.name} has no place.", slot(parameter.name))
    for name in re.findall(r"VALUES \(\?(\w+)\) \{ \(UNDEF\) \}", body):
        if name not in {parameter.name for parameter in parameters}:
            raise InputError(f"{path}: ?{name} has a place but no line in the header.", "#+ parameter: …")
    selected = re.search(r"^SELECT DISTINCT ((?:\?\w+\s+)+)WHERE", body, flags=re.MULTILINE)
    names = re.findall(r"\?(\w+)", selected[1]) if selected else []
    if names != [column.name for column in columns]:
        raise InputError(
            f"{path}: the columns of the header are not those selected, in their order.",
            f"#+ column lines for {', '.join(names) or 'SELECT DISTINCT ?… WHERE'}",
        )
