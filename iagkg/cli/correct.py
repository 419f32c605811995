"""`iagkg correct`: what the document prints wrongly of a task, and what is right, by whose word."""

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
from iagkg.cli.output import TableForm, print_listing, remark

if TYPE_CHECKING:
    from iagkg.cli.status_inputs import Inputs
    from iagkg.progress.corrections import Correction

__all__ = ["app"]

app = typer.Typer(
    help="Corrections of the document: record one, list them, take one back. What is printed always stays.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("set")
def set_correction(
    task: Annotated[str, typer.Argument(help="The reference of a task, such as WS1.T2.")],
    field: Annotated[
        str, typer.Argument(help="What is printed wrongly: title, number, mandate, period or workstream.")
    ],
    words: Annotated[str, typer.Argument(help="The words that are right.")],
    written_in: Annotated[
        str, typer.Option("--source", help="Where the right words are written, such as a report.")
    ],
    by: ByOption,
    why: Annotated[str, typer.Option("--why", help="Why, in a few words.", show_default=False)] = "",
    document: OwnSourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Record what is right where the document prints a task wrongly: a line of data/corrections.csv.

    The printed words stay and are shown beside the right ones. The correction holds while the document prints
    the same; where a new version prints other words, it is to be looked at again.

    Example: iagkg correct set WS1.T2 period "Jan 2026 - Jun 2026" --source "TSC-IAG/3/2, para. 4"
    --by "secretary of the group"
    """
    from iagkg.cli.status_inputs import inputs, today
    from iagkg.errors import UsageError
    from iagkg.graph.correcting import printed_words
    from iagkg.progress.corrections import FIELDS, Correction, correcting, field_named, read_corrections

    name = field_named(field)
    if not name:
        raise UsageError(f"{field!r} is no field that can be corrected.", f"one of {', '.join(FIELDS)}")
    given = inputs(document, workspace, help_given(columns, sheet))
    new = Correction(
        task=given.key_of(task),
        field=name,
        printed=printed_words(given.workplan)[given.ref_of(task), name],
        corrected=words,
        why=why,
        source=written_in,
        who=by,
        recorded=today().isoformat(),
    )
    _add(given, correcting(read_corrections(given.table("corrections.csv")), new), lang)


def _add(given: "Inputs", line: "Correction", lang: str) -> None:
    from iagkg.graph.correcting import understood
    from iagkg.progress.corrections import append_corrections
    from iagkg.wording import say

    path = given.table("corrections.csv")
    added = append_corrections(path, [line])
    ref = next((ref for ref, key in given.keys.items() if key == line.task), line.task)
    field = say(f"corrected-field.{line.field}", lang)
    words = say("corrected.from", lang, right=line.corrected, printed=line.printed or "–")
    typer.echo(f"{ref}  {field}: {words if line.corrected else line.printed or '–'}  {line.id}")
    if line.field in {"mandate", "period"} and line.corrected:
        found = understood(line.field, line.corrected, lang)
        if found:
            typer.echo(say("corrected.read-as", lang, words=found))
        else:
            remark(say("corrected.not-read", lang, what=field))
    typer.echo(say("corrected.written" if added else "status.known", lang, file=path))


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
    """List what is corrected, with the words as printed; exit code 1 if any is to be looked at again.

    Example: iagkg correct list
    """
    from iagkg.cli.status_inputs import inputs
    from iagkg.queries import named, run
    from iagkg.wording import say

    given = inputs(source, workspace, help_given(columns, sheet))
    found = run(given.store(), named("corrections"), {})
    print_listing(found, TableForm.json if as_json else form, lang, say("corrected.none", lang))
    again = sum(row[found.columns.index("correction_state")] == "ask-again" for row in found.rows)
    if found.rows:
        remark(say("corrected.listed", lang, count=len(found.rows), again=again))
    if again:
        raise typer.Exit(1)


@app.command()
def undo(
    identifier: Annotated[
        str, typer.Argument(help="The id of a correction, as iagkg correct list gives it.", metavar="ID")
    ],
    by: ByOption,
    source: OwnSourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back a correction by a line of its own: what it replaced holds again, or the words as printed.

    Example: iagkg correct undo c0123456789ab --by "secretary of the group"
    """
    from iagkg.cli.status_inputs import inputs, today
    from iagkg.progress.corrections import read_corrections, taken_back

    given = inputs(source, workspace, help_given(columns, sheet))
    lines = read_corrections(given.table("corrections.csv"))
    _add(given, taken_back(lines, identifier, by, today().isoformat()), lang)
