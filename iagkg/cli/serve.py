"""`iagkg serve`: the dataset in a browser, and for machines at a SPARQL endpoint."""

from typing import Annotated

import typer

from iagkg.cli.options import DatasetOption, SourceArgument, WorkspaceOption
from iagkg.cli.output import remark

__all__ = ["run"]

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def run(
    source: SourceArgument = None,
    dataset: DatasetOption = None,
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; 127.0.0.1 is this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port.")] = 8000,
    base: Annotated[
        str,
        typer.Option(
            "--base-url",
            help="The address that feeds and files name, such as https://example.org.",
            show_default=False,
        ),
    ] = "",
    root: Annotated[
        str,
        typer.Option(
            "--root-path", help="The path below which a proxy serves the pages.", show_default=False
        ),
    ] = "",
    proxy: Annotated[
        bool, typer.Option("--proxy", help="Trust forwarded headers: a proxy stands in front.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option("--server-name", help="A host name to be served; may be repeated.")
    ] = None,
    no_queries: Annotated[
        bool, typer.Option("--no-sparql", help="Serve no endpoint for queries of one's own.")
    ] = False,
    desk: Annotated[
        bool,
        typer.Option(
            "--desk", help="Forms that read documents and write the tables of the workspace; here alone."
        ),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve the dataset: pages for people, data and a SPARQL endpoint for machines. Ends with Ctrl-C.

    Without --dataset the workplan is read and built anew. Nothing can be changed through the pages, unless
    --desk is given. Needs the extra web: pip install 'iagkg[web]'.

    Example: iagkg serve --port 8080
    """
    from iagkg.errors import UsageError, extra_needed

    if desk and (dataset is not None or source is not None):
        raise UsageError(
            "--desk shows and writes the newest workplan of a workspace.",
            "no document and no --dataset beside it",
        )
    if desk and (host not in _LOOPBACK or proxy or name):
        raise UsageError(
            "--desk writes to the workspace: it is for this machine alone.",
            "127.0.0.1, without --proxy and --server-name",
        )
    try:
        from iagkg.cli.serving import Serving, served
    except ModuleNotFoundError as error:
        raise extra_needed(error, "web") from error
    if host not in _LOOPBACK:
        remark(f"Listening at {host}: other machines can reach this server.")
    given = Serving(
        source,
        dataset,
        workspace,
        host,
        port,
        base.rstrip("/"),
        root.rstrip("/"),
        proxy,
        tuple(name or ()),
        not no_queries,
        desk,
    )
    served(given)
