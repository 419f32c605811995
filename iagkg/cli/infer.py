"""`iagkg infer`: what follows from the vocabulary, of a dataset or in a triple store."""

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
    UpdateOption,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import remark, write_file

if TYPE_CHECKING:
    from iagkg.store.endpoint import EndpointStore

__all__ = ["run"]


def run(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A workplan document or a dataset; without it the workspace's own.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Write N-Quads to this file.", show_default="the screen"),
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    endpoint: EndpointOption = None,
    workplans: Annotated[
        list[str] | None,
        typer.Option(
            "--workplan",
            help="On a server: only this workplan and version, as KEY/VERSION; may be repeated.",
            show_default=False,
        ),
    ] = None,
    reference: Annotated[
        bool, typer.Option("--reference", help="Infer with owlrl, the slow reference.")
    ] = False,
    query: QueryOption = None,
    update: UpdateOption = None,
    timeout: TimeoutOption = 600.0,
    plain_http: PlainHttpOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Give the inferred statements of a dataset as N-Quads, or compute them anew in a triple store.

    In a triple store the rules run there, and no statement leaves it.

    Example: iagkg infer --endpoint http://localhost:3030/workplans
    """
    from iagkg.errors import UsageError
    from iagkg.store.detect import Places, connect

    if endpoint is not None:
        if file is not None or out is not None or reference:
            raise UsageError("--endpoint computes in the server.", "no FILE, -o and --reference beside it")
        store = connect(endpoint, Places(query, update, ""), timeout, plain_http=plain_http)
        _in_place(store, workplans or [])
        return
    if workplans:
        raise UsageError("--workplan goes with --endpoint.", "--endpoint URL")

    from iagkg.cli.check import quads_of
    from iagkg.files import find_workspace
    from iagkg.graph.about import kind_of
    from iagkg.graph.quads import nquads

    quads = quads_of(file, find_workspace(workspace), help_given(columns, sheet), reference)
    content = nquads(quad for quad in quads if kind_of(quad.graph[1:-1]) == "inferred")
    if out is None:
        typer.echo(content.decode(), nl=False)
    else:
        write_file(out, content)


def _in_place(store: "EndpointStore", workplans: list[str]) -> None:
    from iagkg.names import GRAPH, graph_iri
    from iagkg.store.inferring import infer_in_place

    for one in infer_in_place(store, [graph_iri("printed", *name.split("/")) for name in workplans]):
        before = "as many as before" if one.before == one.now else f"before: {one.before}"
        typer.echo(f"{one.graph.removeprefix(GRAPH)}: {one.now} statements ({before})")
    if store.addresses.kind == "virtuoso":
        remark("Virtuoso shows readers old and new statements side by side while this runs.")
