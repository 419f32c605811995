"""`iagkg report`: the meeting paper, and the report by decision paragraph."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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

if TYPE_CHECKING:
    from iagkg.report.paper import Paper

__all__ = ["run"]


class PaperForm(StrEnum):
    """The kinds of paper."""

    meeting = "meeting"
    sbi = "sbi"


class PaperFile(StrEnum):
    """The kinds of file."""

    docx = "docx"
    html = "html"
    xlsx = "xlsx"
    md = "md"


def run(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    form: Annotated[
        PaperForm, typer.Option("--form", help="The meeting paper, or the report by decision paragraph.")
    ] = PaperForm.meeting,
    kind: Annotated[
        PaperFile, typer.Option("--as", help="Word document, web page, workbook or Markdown.")
    ] = PaperFile.docx,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write.", show_default="meeting-paper.docx"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Later reports do not count.", show_default="today")
    ] = None,
    before: Annotated[
        str, typer.Option("--before", help="A milestone, such as SBI 7, to group by.", show_default=False)
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file of that name.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the paper of a meeting, or the report by decision paragraph (--form sbi).

    The meeting paper says where the tasks stand, has a column for the conclusion of the meeting, and three
    annexes: texts cited, changes since the last version, points to check. Words of the document stay in its
    language. Markdown without -o goes to the screen.

    Example: iagkg report --form meeting --as docx -o paper.docx --as-of 2026-05-15
    """
    from iagkg.build import standing_words
    from iagkg.cli.export_inputs import free, opened
    from iagkg.cli.status_inputs import day_given
    from iagkg.export.workbook import keys_of_tasks
    from iagkg.progress.milestones import milestone_named, read_milestones
    from iagkg.report.diff_text import changes_since
    from iagkg.report.meeting import meeting_paper
    from iagkg.report.paper_rows import asker
    from iagkg.report.sbi import sbi_paper

    to_screen = output is None and kind is PaperFile.md
    path = output or Path(f"{'meeting-paper' if form is PaperForm.meeting else 'report'}.{kind.value}")
    if not to_screen:
        free(path, replace=replace)
    day = day_given("--as-of", as_of)
    built, store, tables = opened(source, workspace, help_given(columns, sheet))
    ask = asker(store, lang.value, day, f"{built.standing.key}/{built.standing.version}")
    standing = standing_words(built.standing, lang.value)
    if form is PaperForm.sbi:
        paper = sbi_paper(ask, day, lang.value, standing)
    else:
        milestone = ""
        if before:
            milestone = milestone_named(read_milestones(tables.path("milestones.tsv")), before).code
        changes = changes_since(built.standing, workspace, lang.value)
        paper = meeting_paper(
            ask, day, lang.value, standing, keys_of_tasks(built, tables), milestone, changes
        )
    content = _content(paper, kind)
    remark(standing)
    if to_screen:
        sys.stdout.write(content.decode())
        return
    write_file(path, content)
    typer.echo(str(path))


def _content(paper: "Paper", kind: PaperFile) -> bytes:
    from iagkg.report.paper_docx import paper_docx
    from iagkg.report.paper_text import paper_html, paper_markdown
    from iagkg.report.paper_xlsx import paper_xlsx

    write = {
        PaperFile.docx: paper_docx,
        PaperFile.html: paper_html,
        PaperFile.xlsx: paper_xlsx,
        PaperFile.md: paper_markdown,
    }
    return write[kind](paper)
