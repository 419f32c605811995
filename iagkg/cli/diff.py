"""`iagkg diff`: what changed between two versions of a workplan."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import ColumnsOption, Lang, LangOption, SheetOption, WorkspaceOption, help_given
from iagkg.cli.output import write_file

if TYPE_CHECKING:
    from iagkg.compare.change import Differences

__all__ = ["DifferentOption", "Form", "SameOption", "run"]


class Form(StrEnum):
    """The forms of a comparison."""

    text = "text"
    json = "json"
    md = "md"
    html = "html"


SameOption = Annotated[
    list[str] | None,
    typer.Option("--same", help="These are one task: WS1.T2=WS1.T3, old and new.", show_default=False),
]
DifferentOption = Annotated[
    list[str] | None,
    typer.Option("--different", help="These are two tasks: WS1.T2=WS1.T3, old and new.", show_default=False),
]
_NAMED = "a document, a built dataset, or a version of the workspace."


def run(
    old: Annotated[str, typer.Argument(help=f"The old version: {_NAMED}")],
    new: Annotated[str, typer.Argument(help=f"The new version: {_NAMED}")],
    same: SameOption = None,
    different: DifferentOption = None,
    form: Annotated[Form, typer.Option("--format", help="How to show what changed.")] = Form.text,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write to.", show_default="the screen")
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Compare two versions of a workplan: what was added, dropped, moved, reworded, re-timed, re-mandated.

    Tasks that are neither clearly the same nor clearly not are asked about; say it with --same or
    --different. Exit code 1 if anything differs.

    Example: iagkg diff draft.docx adopted.docx --format html -o changes.html
    """
    from iagkg.compare.differences import differences
    from iagkg.compare.matching import said_of
    from iagkg.compare.versions import named_side

    said = said_of(same or (), different or ())
    given = help_given(columns, sheet)
    found = differences(named_side(old, workspace, given), named_side(new, workspace, given), said)
    words = _written(found, Form.json if as_json else form, lang)
    if output is None:
        sys.stdout.write(words)
    else:
        write_file(output, words.encode())
        typer.echo(str(output))
    if found.changes:
        raise typer.Exit(1)


def _written(found: "Differences", form: Form, lang: str) -> str:
    from iagkg.report.diff_html import diff_html
    from iagkg.report.diff_text import diff_json, diff_markdown, diff_text

    if form is Form.json:
        return diff_json(found)
    return {Form.text: diff_text, Form.md: diff_markdown, Form.html: diff_html}[form](found, lang)
