"""`iagkg query`: ask a named question, or one of your own, of a dataset."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import DatasetOption, Lang, LangOption, WorkspaceOption
from iagkg.cli.output import TableForm, print_result, remark

if TYPE_CHECKING:
    from iagkg.queries import Query
    from iagkg.store.embedded import EmbeddedStore
    from iagkg.table import Table

__all__ = ["run"]


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
    dataset: DatasetOption = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="A workplan document, built in memory first.")
    ] = None,
    form: Annotated[TableForm, typer.Option("--format", help="How to print the answer.")] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day for questions of time.", show_default="today")
    ] = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask a question of a dataset: one of the named queries, or a SPARQL file of your own.

    Example: iagkg query paragraphs-shared --set decision=16/3
    """
    from iagkg.errors import UsageError
    from iagkg.queries import named

    chosen = TableForm.json if as_json else form
    if listed:
        print_result(_list(), chosen, lang)
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
    from iagkg.store.dataset import open_dataset

    opened = open_dataset(dataset, source, workspace)
    remark(opened.remark)
    table = _own(opened.store, own) if own else _named(opened.store, query, given)
    print_result(table, chosen, lang)


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


def _values(given: list[str], as_of: str | None, lang: str, query: "Query | None") -> dict[str, str]:
    from iagkg.errors import UsageError

    values = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals:
            raise UsageError(f"--set {item}: not a parameter.", "name=value")
        values[key] = value
    if query is None:
        if values:
            raise UsageError("--set goes with a named query.", "a query of your own without --set")
        return {}
    if query.parameter("as_of") and "as_of" not in values:
        values["as_of"] = as_of or dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
        remark(f"As of {values['as_of']}.")
    elif as_of is not None:
        raise UsageError(
            f"--as-of: {query.name} does not ask about a day.", "a query with the parameter as_of"
        )
    if query.parameter("lang") and "lang" not in values:
        values["lang"] = lang
    return values


def _named(store: "EmbeddedStore", query: "Query | None", values: dict[str, str]) -> "Table":
    from iagkg.queries import run as ask

    assert query is not None  # noqa: S101  # a query without a file has a name
    return ask(store, query, values)


def _own(store: "EmbeddedStore", path: Path) -> "Table":
    """Return the answer to a query of the user's; what would leave the store or change it is refused."""
    from iagkg.errors import InputError
    from iagkg.store.guard import query_form, refuse_unsafe
    from iagkg.table import Table

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "a SPARQL query in UTF-8") from error
    refuse_unsafe(text, str(path))
    match query_form(text):
        case "select":
            answer = store.select(text)
            return Table(answer.columns, answer.rows)
        case "ask":
            return Table(("answer",), ((store.ask(text),),), ("boolean",))
        case _:
            return Table(("subject", "predicate", "object"), store.construct(text))
