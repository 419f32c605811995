"""`iagkg coverage`: which decision paragraphs the tasks rest on."""

import datetime as dt
import sys
from typing import Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    DatasetOption,
    Lang,
    LangOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import TableForm, print_result, remark

__all__ = ["run"]


def run(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    decision: Annotated[str | None, typer.Option("--decision", help="One decision, such as 16/9.")] = None,
    workplan: Annotated[
        str | None,
        typer.Option("--workplan", help="A version, such as iag-tsc/2025-2027.", show_default="current"),
    ] = None,
    directed_to: Annotated[
        str | None,
        typer.Option("--directed-to", help="Paragraphs directed to a body, such as executive-secretary."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", help="Paragraphs of a status of the Decision Tracking Tool, such as elapsed."
        ),
    ] = None,
    workstream: Annotated[
        str | None, typer.Option("--workstream", help="What the tasks of a workstream cite, such as WS1.")
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--target", help="What meets a target or goal of the framework, such as 21 or A."),
    ] = None,
    percent: Annotated[
        bool, typer.Option("--percent", help="Add percentages of the decisions that are known in full.")
    ] = False,
    not_cited: Annotated[
        bool, typer.Option("--not-cited", help="List every paragraph that is not cited.")
    ] = False,
    dataset: DatasetOption = None,
    form: Annotated[
        TableForm, typer.Option("--format", help="The screen, or every paragraph as csv, tsv, json or srj.")
    ] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day shown.", show_default="today")] = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Show which decision paragraphs are cited by which tasks, and which are not cited.

    Other forms than the screen list every paragraph that the register knows, with its class. The screen lists
    paragraphs that are not cited only where they ask or consult the group, and counts the others.

    Example: iagkg coverage --decision 16/9
    """
    from iagkg.errors import UsageError
    from iagkg.queries import named
    from iagkg.queries import run as ask
    from iagkg.store.dataset import open_dataset

    try:
        day = dt.date.fromisoformat(as_of) if as_of else dt.datetime.now(tz=dt.UTC).astimezone().date()
    except ValueError as error:
        raise UsageError(f"--as-of {as_of}: not a day.", "a day such as 2026-05-15") from error
    given = {
        **{"decision": decision, "workplan": workplan, "body": directed_to, "tracking_status": status},
        **{"workstream": workstream, "target": target},
    }
    values = {name: value for name, value in given.items() if value is not None}
    chosen = TableForm.json if as_json else form
    _agree(values, chosen, percent=percent, not_cited=not_cited)
    opened = open_dataset(dataset, source, workspace, help_given(columns, sheet))
    remark(opened.remark)
    from iagkg.report.coverage_filters import checked

    if not_cited or chosen is not TableForm.table:
        query = named("not-cited" if not_cited else "coverage-by-paragraph")
        print_result(ask(opened.store, query, {**checked(opened.store, values), "lang": lang}), chosen, lang)
        if not_cited and chosen is TableForm.table:
            from iagkg.wording import say

            typer.echo(say("coverage.note", lang))
        return
    from iagkg.report.coverage import coverage
    from iagkg.report.coverage_text import print_coverage, to_text

    found = coverage(opened.store, values, day, lang, percent=percent)
    if sys.stdout.isatty():
        print_coverage(found, sys.stdout, lang)
    else:
        sys.stdout.write(to_text(found, lang))


def _agree(values: dict[str, str], form: TableForm, *, percent: bool, not_cited: bool) -> None:
    """Refuse what cannot be asked together."""
    from iagkg.errors import UsageError

    if percent and (not_cited or form is not TableForm.table):
        raise UsageError(
            "--percent adds a line to each decision of the screen; a list of paragraphs has none.",
            "--percent without --not-cited and without --format",
            "in the other forms the column in_share tells what counts.",
        )
    if percent and {"workstream", "target"} & set(values):
        raise UsageError(
            "--percent is of the whole workplan.",
            "--percent without --workstream and --target",
            "a percentage of what some tasks cite would be of nothing else than that.",
        )
    if not_cited and "workstream" in values:
        raise UsageError(
            "--not-cited and --workstream: what no task cites belongs to no workstream.", "one of the two"
        )
