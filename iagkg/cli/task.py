"""`iagkg task`: tasks that a meeting added beside the document, never shown as a part of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ByOption,
    ColumnsOption,
    FormOption,
    JsonOption,
    Lang,
    LangOption,
    OwnSourceOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import TableForm, print_listing

if TYPE_CHECKING:
    from iagkg.cli.status_inputs import Inputs
    from iagkg.progress.added import AddedTask

__all__ = ["app"]

app = typer.Typer(
    help="Tasks that a meeting added: record one, list them, withdraw one. They are no part of the document.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def add(
    words: Annotated[str, typer.Argument(help="What is to be done.", metavar="WORDS")],
    meeting: Annotated[str, typer.Option("--meeting", help="The meeting that added it.")],
    on: Annotated[str, typer.Option("--on", help="The day of the meeting, such as 2026-02-10.")],
    by: ByOption,
    workstream: Annotated[
        str, typer.Option("--workstream", help="The workstream it belongs to.", show_default=False)
    ] = "",
    mandate: Annotated[
        str, typer.Option("--mandate", help="What mandates it, as the meeting said.", show_default=False)
    ] = "",
    period: Annotated[
        str, typer.Option("--period", help="When, as the meeting said.", show_default=False)
    ] = "",
    document: OwnSourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Record a task that a meeting added: one line is added to data/added.csv.

    It is shown as "added: meeting, date", and never counted among the tasks of the document.

    Example: iagkg task add "Prepare a note on costs" --meeting "TSC-IAG 3" --on 2026-02-10
    --by "secretary of the group" --mandate "Dec. 16/9 B, para. 9 (a)"
    """
    from iagkg.cli.status_inputs import day_given, inputs, today
    from iagkg.errors import UsageError
    from iagkg.progress.added import AddedTask, adding, read_added

    day = day_given("--on", on)
    if day > today():
        raise UsageError(f"--on {on}: this day is still to come.", "the day of the meeting, today or before")
    given = inputs(document, workspace, help_given(columns, sheet))
    new = AddedTask(
        workplan=given.standing.key,
        workstream=workstream,
        task=words,
        mandate=mandate,
        period=period,
        meeting=meeting,
        date=day.isoformat(),
        who=by,
        recorded=today().isoformat(),
    )
    _append(given, adding(read_added(given.table("added.csv")), new), lang)


def _append(given: "Inputs", line: "AddedTask", lang: str) -> None:
    from iagkg.progress.added import append_added
    from iagkg.wording import say

    path = given.table("added.csv")
    added = append_added(path, [line])
    origin = say("added.origin", lang, meeting=line.meeting, date=line.date)
    typer.echo("  ".join(filter(None, (line.task, f"({origin})" if line.task else "", line.id))))
    typer.echo(say("added.written" if added else "status.known", lang, file=path))


@app.command("list")
def show_all(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    form: FormOption = TableForm.table,
    as_json: JsonOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """List the tasks that meetings added beside the document.

    Example: iagkg task list
    """
    from iagkg.cli.status_inputs import inputs
    from iagkg.queries import named, run
    from iagkg.wording import say

    given = inputs(source, workspace, help_given(columns, sheet))
    found = run(given.store(), named("tasks-added"), {})
    print_listing(found, TableForm.json if as_json else form, lang, say("added.none", lang))


@app.command()
def withdraw(
    identifier: Annotated[
        str, typer.Argument(help="The id of an added task, as iagkg task list gives it.", metavar="ID")
    ],
    by: ByOption,
    source: OwnSourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Withdraw an added task, by a line of its own.

    Example: iagkg task withdraw a0123456789ab --by "secretary of the group"
    """
    from iagkg.cli.status_inputs import inputs, today
    from iagkg.progress.added import read_added, withdrawn

    given = inputs(source, workspace, help_given(columns, sheet))
    lines = read_added(given.table("added.csv"))
    _append(given, withdrawn(lines, identifier, by, today().isoformat()), lang)
