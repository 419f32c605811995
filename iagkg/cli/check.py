"""`iagkg check`: what must be corrected, what to check, what to know."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    EndpointOption,
    Lang,
    LangOption,
    PlainHttpOption,
    QueryOption,
    SheetOption,
    TimeoutOption,
    WorkspaceOption,
    help_given,
)

if TYPE_CHECKING:
    from iagkg.check import Finding
    from iagkg.graph.quads import Quad
    from iagkg.source.given import Given

__all__ = ["quads_of", "run"]


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
    endpoint: EndpointOption = None,
    query: QueryOption = None,
    timeout: TimeoutOption = 600.0,
    plain_http: PlainHttpOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Check a workplan: what must be corrected, what to check, what to know.

    With --endpoint the rules run in the triple store, and only what they find leaves it. Exit code 1 if
    something must be corrected.

    Example: iagkg check data/workplans/iag_tsc_2025_2027.txt
    """
    from iagkg.check import check
    from iagkg.errors import UsageError
    from iagkg.files import find_workspace

    home = find_workspace(workspace)
    chosen = Form.json if as_json else form
    given = help_given(columns, sheet)
    several = len(files or ()) > 1
    if endpoint is not None:
        from iagkg.store.checking import check_in_place
        from iagkg.store.detect import Places, connect

        if files or reference:
            raise UsageError("--endpoint checks in the server.", "no FILE and --reference beside it")
        server = connect(endpoint, Places(query, "", ""), timeout, plain_http=plain_http)
        _print([("", check_in_place(server, lang))], chosen, lang)
        return
    # All are read before anything is printed: a file that is refused leaves no half of an answer.
    paths: list[Path | None] = [*files] if files else [None]
    datasets = [(str(path) if several else "", quads_of(path, home, given, reference)) for path in paths]
    checked = [(name, check(quads, lang, reference=reference)) for name, quads in datasets]
    _print(checked, chosen, lang)


def _print(checked: "list[tuple[str, list[Finding]]]", chosen: Form, lang: Lang) -> None:
    from iagkg.check.layout import as_text, as_turtle, json_of

    if chosen is Form.json:
        typer.echo(json_of(checked, lang), nl=False)
    elif chosen is Form.turtle:
        typer.echo(as_turtle([finding for _, found in checked for finding in found]).decode(), nl=False)
    else:
        texts = [(f"{name}\n" if name else "") + as_text(found, lang) for name, found in checked]
        typer.echo("\n".join(texts), nl=False)
    if any(finding.severity == "must-be-corrected" for _, found in checked for finding in found):
        raise typer.Exit(1)


def quads_of(path: Path | None, home: Path | None, given: "Given", reference: bool) -> "list[Quad]":
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
