"""`iagkg export`: files for people to take away and work in."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from iagkg.cli import export_ics
from iagkg.cli.options import (
    ColumnsOption,
    Lang,
    LangOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import remark, write_file

__all__ = ["app"]


class TemplateForm(StrEnum):
    """The kinds of an empty table."""

    docx = "docx"
    xlsx = "xlsx"


app = typer.Typer(
    help="Files to take away: the workbook of a workplan, its calendar, an empty workplan table.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("ics")(export_ics.run)

ReplaceOption = Annotated[bool, typer.Option("--replace", help="Write over a file of that name.")]


@app.command("xlsx")
def workbook(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")] = Path(
        "workplan.xlsx"
    ),
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Later reports do not count.", show_default="today")
    ] = None,
    replace: ReplaceOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the workbook: tasks, decision paragraphs, corrections, log. White cells are yours to fill in.

    Send it back with iagkg import FILE.xlsx, which says what it found and applies it when you accept.

    Example: iagkg export xlsx -o TSC-IAG_workplan.xlsx
    """
    from iagkg.cli.export_inputs import free, opened
    from iagkg.cli.status_inputs import day_given
    from iagkg.export.workbook import book_of
    from iagkg.export.workbook_write import write_workbook

    day = day_given("--as-of", as_of)
    free(output, replace=replace)
    built, store, tables = opened(source, workspace, help_given(columns, sheet))
    book = book_of(built, store, tables, day, lang.value)
    write_file(output, write_workbook(book))
    remark(book.facts["standing"])
    typer.echo(str(output))


@app.command("template")
def empty_table(
    form: Annotated[TemplateForm, typer.Option("--as", help="A Word document or a workbook.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write.", show_default="workplan-template"),
    ] = None,
    replace: ReplaceOption = False,
    lang: LangOption = Lang.en,
) -> None:
    """Write an empty workplan table to fill in, with one example row; iagkg read takes it back.

    Example: iagkg export template --as docx --lang fr -o plan.docx
    """
    from iagkg.cli.export_inputs import free
    from iagkg.export.template import template

    path = output or Path(f"workplan-template.{form.value}")
    free(path, replace=replace)
    write_file(path, template(form.value, lang.value))
    typer.echo(str(path))
