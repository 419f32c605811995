"""`iagkg coverage`: which decision paragraphs the tasks rest on."""

import datetime as dt
import sys
from typing import Annotated

import typer

from iagkg.cli.options import DatasetOption, Lang, LangOption, SourceArgument, WorkspaceOption
from iagkg.cli.output import TableForm, print_result, remark

__all__ = ["run"]


def run(
    source: SourceArgument = None,
    decision: Annotated[str | None, typer.Option("--decision", help="One decision, such as 16/9.")] = None,
    workplan: Annotated[
        str | None,
        typer.Option("--workplan", help="A version, such as iag-tsc/2025-2027.", show_default="current"),
    ] = None,
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

    Other forms than the screen list every paragraph that the register knows, with its class.

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
    values = {name: value for name, value in (("decision", decision), ("workplan", workplan)) if value}
    opened = open_dataset(dataset, source, workspace)
    remark(opened.remark)
    chosen = TableForm.json if as_json else form
    if chosen is not TableForm.table:
        print_result(ask(opened.store, named("coverage-by-paragraph"), values), chosen, lang)
        return
    from iagkg.report.coverage import coverage
    from iagkg.report.coverage_text import print_coverage, to_text

    found = coverage(opened.store, values, day, lang)
    if sys.stdout.isatty():
        print_coverage(found, sys.stdout, lang)
    else:
        sys.stdout.write(to_text(found, lang))
