"""`iagkg check`: what must be corrected, what to check, what to know."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import ColumnsOption, Lang, LangOption, SheetOption, WorkspaceOption, help_given

if TYPE_CHECKING:
    from iagkg.graph.quads import Quad
    from iagkg.source.given import Given

__all__ = ["run"]


class Form(StrEnum):
    """The forms a list of findings can be printed in."""

    text = "text"
    json = "json"
    turtle = "turtle"


def run(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Workplan documents or datasets; without any, the workspace's own."),
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the findings.")] = Form.text,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    reference: Annotated[
        bool, typer.Option("--reference", help="Check with pySHACL and infer with owlrl, the slow reference.")
    ] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Check a workplan: what must be corrected, what to check, what to know.

    Exit code 1 if something must be corrected.

    Example: iagkg check data/workplans/iag_tsc_2025_2027.txt
    """
    from iagkg.check import check
    from iagkg.check.layout import as_text, as_turtle, json_of
    from iagkg.files import find_workspace

    home = find_workspace(workspace)
    chosen = Form.json if as_json else form
    given = help_given(columns, sheet)
    several = len(files or ()) > 1
    # All are read before anything is printed: a file that is refused leaves no half of an answer.
    paths: list[Path | None] = [*files] if files else [None]
    datasets = [(str(path) if several else "", _quads(path, home, given, reference)) for path in paths]
    checked = [(name, check(quads, lang, reference=reference)) for name, quads in datasets]
    if chosen is Form.json:
        typer.echo(json_of(checked, lang), nl=False)
    elif chosen is Form.turtle:
        typer.echo(as_turtle([finding for _, found in checked for finding in found]).decode(), nl=False)
    else:
        texts = [(f"{name}\n" if name else "") + as_text(found, lang) for name, found in checked]
        typer.echo("\n".join(texts), nl=False)
    if any(finding.severity == "must-be-corrected" for _, found in checked for finding in found):
        raise typer.Exit(1)


def _quads(path: Path | None, home: Path | None, given: "Given", reference: bool) -> "list[Quad]":
    """Return the quads of a document (built in memory), of a dataset, or of its folder."""
    from iagkg.build import build
    from iagkg.errors import UsageError
    from iagkg.graph.dataset import RDF_SUFFIXES, read_dataset

    if path is not None and (path.is_dir() or path.suffix.lower() in RDF_SUFFIXES):
        if given:
            raise UsageError(
                f"{path}: a dataset is not read by --columns and --sheet.", "a workplan document"
            )
        return read_dataset(path)
    return build(path, home, given=given, reference=reference).quads
