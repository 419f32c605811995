"""`iagkg tag`: suggest subjects and targets for tasks, accept them, list what is tagged."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    FormOption,
    JsonOption,
    Lang,
    LangOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import TableForm, print_result, remark
from iagkg.errors import InputError, UsageError

if TYPE_CHECKING:
    from iagkg.table import Table

__all__ = ["app"]

app = typer.Typer(
    help="Subjects and targets of tasks: suggest, accept, list.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to this file.", show_default="the screen")
]
SourceOption = Annotated[
    Path | None, typer.Option("--source", help="A workplan document.", show_default="the workspace's own")
]


@app.command()
def suggest(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    task: Annotated[str, typer.Option("--task", help="One task, such as WS3.T2.", show_default="all")] = "",
    least: Annotated[float, typer.Option("--min-score", help="From 0 to 1.")] = 0.5,
    form: FormOption = TableForm.table,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Propose subjects and targets for tasks, each with a score and the words it rests on.

    What is proposed is suggested, not reviewed: nothing is written to the tables. A target that the row
    names is left out.

    Example: iagkg tag suggest --task WS4.T3
    """
    from iagkg.cli.tag_inputs import inputs
    from iagkg.store.terms import XSD, Typed
    from iagkg.table import Table

    if not 0 <= least <= 1:
        raise UsageError(f"--min-score {least}: not from 0 to 1.", "a number such as 0.6")
    given = inputs(source, workspace, help_given(columns, sheet))
    accepted = {(tag.ref, tag.concept) for tag in given.tags() if tag.standing == "accepted"}
    rows = tuple(
        (
            s.ref,
            s.relation,
            s.identifier,
            s.label,
            Typed(f"{s.score:.2f}", f"{XSD}decimal"),
            "accepted" if (s.ref, s.identifier) in accepted else "suggested",
            s.reason,
        )
        for s in given.suggestions(given.ref_of(task), least)
    )
    headings = ("ref", "relation", "identifier", "label", "score", "standing", "reason")
    kinds = ("text", "code tag-relation", "text", "text", "text", "code tag-standing", "text")
    _put(Table(headings, rows, kinds), TableForm.json if as_json else form, output, lang)


@app.command()
def accept(
    rows: Annotated[
        list[str],
        typer.Argument(help="Task and identifier, such as WS3.T2:CBD-SUBJECT-KM.", metavar="ROW..."),
    ],
    by: Annotated[str, typer.Option("--by", help="The role that accepts, never a person's name.")],
    on: Annotated[str, typer.Option("--on", help="The day, such as 2026-11-24.")],
    reason: Annotated[
        str, typer.Option("--reason", help="Your own reason.", show_default="that of the suggestion")
    ] = "",
    source: SourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Accept subjects and targets: rows are added to data/tags.tsv, all of them or none.

    Example: iagkg tag accept WS3.T2:CBD-SUBJECT-KM --by "secretary of the group" --on 2026-11-24
    """
    from iagkg.cli.tag_inputs import inputs
    from iagkg.files import workspace_to_write
    from iagkg.vocabulary.accepting import accepted, append_tags
    from iagkg.wording import say

    if not _is_day(on):
        raise UsageError(f"--on {on}: not a day.", "a day such as 2026-11-24")
    if on > dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat():
        raise UsageError(
            f"--on {on}: this day is still to come.", "the day of the acceptance, today or before"
        )
    given = inputs(source, workspace, help_given(columns, sheet))
    path = workspace_to_write(given.workspace) / "data" / "tags.tsv"
    found = accepted(rows, by, on, reason, given.known())
    append_tags(path, given.tags_path, found)
    for tag in found:
        typer.echo(f"{tag.ref}  {tag.concept}  {say('tag.accepted', lang.value, who=tag.who, date=tag.date)}")
    typer.echo(say("tag.written", lang.value, file=path))


@app.command("list")
def show(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    task: Annotated[str, typer.Option("--task", help="One task, such as WS3.T2.", show_default="all")] = "",
    suggested: Annotated[bool, typer.Option("--suggested", help="Show suggestions too.")] = False,
    form: FormOption = TableForm.table,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """List the tags of the table: subjects, targets, and the things that tasks name.

    Suggestions that nobody reviewed are left out unless asked for.

    Example: iagkg tag list --task WS4.T3
    """
    from iagkg.cli.tag_inputs import inputs
    from iagkg.table import Table
    from iagkg.wording import say

    given = inputs(source, workspace, help_given(columns, sheet))
    task = given.ref_of(task)
    tags = [tag for tag in given.tags() if task in {"", tag.ref}]
    shown = [tag for tag in tags if suggested or tag.standing == "accepted"]
    headings = ("ref", "item", "relation", "identifier", "label", "standing", "who", "date", "reason")
    kinds = ("text", "text", "code tag-relation", "text", "text", "code tag-standing", "text", "text", "text")
    rows = tuple(
        (t.ref, t.item, t.relation, t.concept, given.label(t), t.standing, t.who, t.date, t.reason)
        for t in shown
    )
    _put(Table(headings, rows, kinds), TableForm.json if as_json else form, output, lang)
    if len(shown) < len(tags):
        remark(say("tag.hidden", lang.value, count=len(tags) - len(shown)))


@app.command()
def names(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    form: FormOption = TableForm.table,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Find the systems, tools, documents and bodies that tasks name, as rows for data/tags.tsv.

    Example: iagkg tag names --format tsv
    """
    from iagkg.cli.tag_inputs import inputs
    from iagkg.table import Table
    from iagkg.vocabulary.tags import COLUMNS

    given = inputs(source, workspace, help_given(columns, sheet))
    rows = tuple(tuple(str(getattr(tag, column)) for column in COLUMNS) for tag in given.named())
    _put(Table(COLUMNS, rows), TableForm.json if as_json else form, output, lang)


def _is_day(words: str) -> bool:
    try:
        return dt.date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _put(table: "Table", form: TableForm, output: Path | None, lang: Lang) -> None:
    """Print a table, or write it to a file whole or not at all."""
    if output is None:
        print_result(table, form, lang.value)
        return
    from iagkg.files import write_whole
    from iagkg.table_text import to_text

    text = to_text(table, lang.value) if form is TableForm.table else getattr(table, f"to_{form.value}")()
    try:
        with write_whole(output) as temporary:
            temporary.write_bytes(text.encode())
    except OSError as error:
        raise InputError(
            f"{output}: cannot be written: {error.strerror}.", "a file that you may write to"
        ) from error
