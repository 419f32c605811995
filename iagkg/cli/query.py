"""`iagkg query`: ask a named question, or one of your own, of a dataset."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.answers import AnswerForm, form_of, print_rows, print_statements
from iagkg.cli.options import (
    ColumnsOption,
    DatasetOption,
    EndpointOption,
    Lang,
    LangOption,
    PlainHttpOption,
    QueryOption,
    SheetOption,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import remark
from iagkg.cli.query_export import target_of, today, write_examples

if TYPE_CHECKING:
    from iagkg.contain import Limits
    from iagkg.queries import Query
    from iagkg.store.embedded import EmbeddedStore
    from iagkg.store.endpoint import EndpointStore
    from iagkg.table import Table

__all__ = ["run"]

_OWN_MEMORY, _OWN_SIZE = 1024, 512_000_000
"""Megabytes that a query of one's own may take, and bytes of its answer."""


def run(
    name: Annotated[
        str | None, typer.Argument(help="The name of a query, or a file FILE.rq.", show_default=False)
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter, as name=value; may be repeated.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    described: Annotated[
        bool, typer.Option("--describe", help="Show question, parameters, columns and text.")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            help="Write named queries into this folder, as other tools list them.",
            show_default=False,
        ),
    ] = None,
    dataset: DatasetOption = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="A workplan document, built in memory first.")
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    endpoint: EndpointOption = None,
    place: QueryOption = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", min=0.1, help="Seconds of silence of a server to wait for, or that FILE.rq may take."
        ),
    ] = 60.0,
    max_rows: Annotated[
        int, typer.Option("--max-rows", min=1, help="Rows or statements that FILE.rq may give.")
    ] = 1_000_000,
    plain_http: PlainHttpOption = False,
    form: Annotated[AnswerForm, typer.Option("--format", help="How to print the answer.")] = AnswerForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day for questions of time.", show_default="today")
    ] = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask a question of a dataset, or of a server: one of the named queries, or a SPARQL file of your own.

    A server is asked with IAGKG_USER and IAGKG_PASSWORD, or IAGKG_TOKEN, where it wants them.

    Example: iagkg query paragraphs-shared --set decision=16/3
    """
    from iagkg.errors import UsageError
    from iagkg.queries import catalogue, named

    chosen = AnswerForm.json if as_json else form
    if listed:
        table = _list()
        print_rows(table.columns, table.rows, chosen, lang, table.kinds)
        return
    if export is not None:
        if dataset or source or (name is None and values) or (name or "").endswith(".rq"):
            raise UsageError(
                "--export writes named queries as they are, without data.",
                "a name, with --set, or none for all; --query or --endpoint",
            )
        target = target_of(endpoint, place, timeout, plain_http=plain_http)
        queries = catalogue().values() if name is None else [named(name)]
        write_examples(export, queries, _pairs(values or []), as_of, lang, target)
        return
    if name is None:
        raise UsageError(
            "No query is named.", "a name or a file FILE.rq", "iagkg query --list shows all names."
        )
    own = Path(name) if name.endswith(".rq") else None
    if described and own is None:
        typer.echo(_description(named(name)), nl=False)
        return
    query = None if own else named(name)
    given = _values(values or [], as_of, lang, query)
    if endpoint is not None:
        from iagkg.store.detect import Places, connect

        if dataset or source:
            raise UsageError("--endpoint asks a server.", "either --endpoint, or --dataset or --source")
        server = connect(endpoint, Places(query=place), timeout, plain_http=plain_http)
        if own:
            _own_of_server(server, own, chosen, lang)
        else:
            _named_of_server(server, query, given, chosen, lang)
        return
    from iagkg.store.dataset import open_dataset

    opened = open_dataset(dataset, source, workspace, help_given(columns, sheet))
    remark(opened.remark)
    if own:
        from iagkg.contain import Limits

        limits = Limits(timeout, _OWN_MEMORY, max_rows, _OWN_SIZE)
        _own(opened.store, own, chosen, lang, limits)
    else:
        table = _named(opened.store, query, given)
        print_rows(table.columns, table.rows, chosen, lang, table.kinds)


def _list() -> "Table":
    from iagkg.queries import catalogue
    from iagkg.table import Table

    rows = tuple((query.topic, query.name, query.question) for query in catalogue().values())
    return Table(("topic", "name", "question"), rows, ("group", "text", "text"))


def _description(query: "Query") -> str:
    lines = [query.title, query.question, query.description, ""]
    if query.parameters:
        lines.append("Parameters (--set name=value):")
        lines += [f"  {p.name} ({p.type}, without it: {p.default}): {p.sentence}" for p in query.parameters]
    lines += [
        "Columns:",
        *(f"  {column.name}: {column.sentence}" for column in query.columns),
        "",
        query.text,
    ]
    return "\n".join(lines)


def _pairs(given: list[str]) -> dict[str, str]:
    from iagkg.errors import UsageError

    values = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals:
            raise UsageError(f"--set {item}: not a parameter.", "name=value")
        values[key] = value
    return values


def _values(given: list[str], as_of: str | None, lang: str, query: "Query | None") -> dict[str, str]:
    from iagkg.errors import UsageError

    values = _pairs(given)
    if query is None:
        if values:
            raise UsageError("--set goes with a named query.", "a query of your own without --set")
        return {}
    if query.parameter("as_of") and "as_of" not in values:
        values["as_of"] = as_of or today()
        remark(f"As of {values['as_of']}.")
    elif as_of is not None:
        raise UsageError(
            f"--as-of: {query.name} does not ask about a day.", "a query with the parameter as_of"
        )
    if query.parameter("lang") and "lang" not in values:
        values["lang"] = lang
    return values


def _named(store: "EmbeddedStore", query: "Query | None", values: dict[str, str]) -> "Table":
    from iagkg.queries import refuse_unknown
    from iagkg.queries import run as ask

    assert query is not None  # noqa: S101  # a query without a file has a name
    refuse_unknown(store, query, values)
    return ask(store, query, values)


def _named_of_server(
    server: "EndpointStore", query: "Query | None", values: dict[str, str], form: AnswerForm, lang: str
) -> None:
    from iagkg.queries import bind, refuse_unknown, settled

    assert query is not None  # noqa: S101  # a query without a file has a name
    text = bind(query, values)
    refuse_unknown(server, query, values)
    columns, rows = server.stream(text)
    print_rows(columns, settled(query, rows), form, lang, tuple(column.kind for column in query.columns))


def _own(store: "EmbeddedStore", path: Path, form: AnswerForm, lang: str, limits: "Limits") -> None:
    """Print the answer to a query of the user's; what would leave the store or change it is refused.

    It runs in a process of its own that can open neither files nor sockets, and takes so much and no more.
    """
    from iagkg.contain import Refused, Request, ask_once, is_possible
    from iagkg.errors import InputError, UsageError
    from iagkg.store.guard import query_form, refuse_unsafe
    from iagkg.store.sparql_results import rows_of, statements_of

    text = _text(path)
    refuse_unsafe(text, str(path))
    if not is_possible():
        raise UsageError(
            f"{path}: this system cannot contain a query of one's own.", "Linux, macOS or another POSIX"
        )
    kind = query_form(text)
    found = ask_once(store, Request(text, "json" if kind in {"select", "ask"} else "ntriples"), limits)
    if isinstance(found, Refused):
        if found.reason == "query":
            told = f"{path}: the query cannot be read or run: {found.message}"
            raise InputError(told, "a SPARQL 1.1 query")
        raise InputError(
            f"{path}: {found.message}", "a query that takes less", "--timeout and --max-rows allow more."
        )
    if found.cut:
        remark(f"Only the first {limits.rows:,} rows are given; --max-rows allows more.")
    if kind in {"select", "ask"}:
        columns, rows, kinds = rows_of(found.content)
        print_rows(columns, rows, form, lang, kinds)
    else:
        print_statements(statements_of(found.content), form, lang)


def _own_of_server(server: "EndpointStore", path: Path, form: AnswerForm, lang: str) -> None:
    """Print a server's answer to a query of the user's; what it may do is for the server to say."""
    text = _text(path)
    kind, names_data = form_of(text)
    match kind:
        case "select":
            columns, rows = server.stream(text, union=not names_data)
            print_rows(columns, rows, form, lang)
        case "ask":
            print_rows(("answer",), ((server.ask(text, union=not names_data),),), form, lang, ("boolean",))
        case _:
            print_statements(server.stream_statements(text, union=not names_data), form, lang)


def _text(path: Path) -> str:
    from iagkg.errors import InputError

    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "a SPARQL query in UTF-8") from error
