"""`iagkg build`: from a workplan document to a dataset on disk."""

from pathlib import Path
from typing import Annotated

import typer

from iagkg.cli.options import ColumnsOption, SheetOption, SourceArgument, WorkspaceOption, help_given

__all__ = ["run"]


def run(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder to write to.", show_default="build/")
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", help="Key of the workplan in addresses.", show_default="by name")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version-key", help="Key of the version.", show_default="by title")
    ] = None,
    workspace: WorkspaceOption = None,
    reference: Annotated[
        bool, typer.Option("--reference", help="Infer with owlrl, the slow reference.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when all went well.")] = False,
) -> None:
    """Build the graph of a workplan: named graphs, with what follows from them.

    Writes dataset.trig, dataset.nq, graphs/*.ttl and manifest.json, whole or not at all.

    Example: iagkg build data/workplans/iag_tsc_2025_2027.txt -o build
    """
    from iagkg.build import build, standing_words, write_dataset
    from iagkg.errors import InputError
    from iagkg.files import find_workspace

    home = find_workspace(workspace)
    folder = output or (home / "build" if home else None)
    if folder is None:
        raise InputError(
            "There is no workspace here to write to.",
            "a folder with iagkg.toml, or -o FOLDER",
            "iagkg init FOLDER makes a workspace; or name a folder with -o.",
        )
    built = build(source, home, key, version, help_given(columns, sheet), reference=reference)
    manifest = write_dataset(built, folder)
    if quiet:
        return
    graphs = manifest["graphs"]
    assert isinstance(graphs, list)  # noqa: S101  # as written above
    typer.echo(f"{built.workplan.title}\n{standing_words(built.standing)}.")
    typer.echo(f"{len(built.quads)} statements in {len(graphs)} graphs, written to {folder}:")
    for kind in dict.fromkeys(record["kind"] for record in graphs):
        found = [record for record in graphs if record["kind"] == kind]
        name = found[0]["file"] if len(found) == 1 else f"{len(found)} graphs"
        typer.echo(f"  {kind:<11}{sum(record['triples'] for record in found):>6}  {name}")
    typer.echo(f"Check it with: iagkg check {folder}")
    typer.echo(f"Ask it with: iagkg coverage --dataset {folder}")
