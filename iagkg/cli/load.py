"""`iagkg load`: put a dataset into a running triple store, or compare the two."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    DatasetOption,
    GraphStoreOption,
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
from iagkg.cli.output import TableForm, print_result, remark

if TYPE_CHECKING:
    from iagkg.store.canonical import Content
    from iagkg.store.dataset import Opened
    from iagkg.store.endpoint import EndpointStore
    from iagkg.store.loading import Loaded

__all__ = ["run"]

_SHOWN = 5


def run(
    url: Annotated[str, typer.Argument(help="Address of the server, or of its dataset.", show_default=False)],
    dataset: DatasetOption = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="A workplan document, built in memory first.")
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    check: Annotated[bool, typer.Option("--check", help="Only compare, and list what differs.")] = False,
    only_changed: Annotated[
        bool, typer.Option("--only-changed", help="Send only graphs whose content differs.")
    ] = False,
    merge_default: Annotated[
        bool, typer.Option("--merge-default", help="Put the union of all graphs into the default graph too.")
    ] = False,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only graphs of this kind, such as register or printed; may be repeated.",
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Load a draft into a server that is not on this machine.")
    ] = False,
    query: QueryOption = None,
    update: UpdateOption = None,
    graph_store: GraphStoreOption = None,
    timeout: TimeoutOption = 600.0,
    plain_http: PlainHttpOption = False,
    form: Annotated[TableForm, typer.Option("--format", help="How --check prints.")] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Put the dataset into a running triple store, all or nothing as its readers see it.

    Only graphs of the dataset are touched; those of an earlier load that it no longer has are removed. User
    and password, or a token, come from IAGKG_USER, IAGKG_PASSWORD and IAGKG_TOKEN.

    Example: iagkg load http://localhost:3030/workplans
    """
    from iagkg.errors import ExitCode, UsageError
    from iagkg.store.dataset import open_dataset
    from iagkg.store.detect import Places, connect
    from iagkg.store.loading import compare, load

    if kinds and merge_default:
        raise UsageError(
            "--kind and --merge-default: the union is that of all graphs.",
            "one of the two",
            "leave --kind out.",
        )
    opened = open_dataset(dataset, source, workspace, help_given(columns, sheet))
    remark(opened.remark)
    if not check:
        _ask_for_draft(opened, url, draft)
    store = connect(url, Places(query, update, graph_store), timeout, plain_http=plain_http)
    here = _chosen(opened.store.contents(), kinds)
    if check:
        from iagkg.table import Table

        rows = tuple((each.graph, each.kind, each.here, each.there) for each in compare(store, here))
        table = Table(("graph", "difference", "here", "there"), rows, ("text", "text", "integer", "integer"))
        if not rows:
            size = sum(len(content.lines) for content in here.values())
            remark(f"The same: {size} statements in {len(here)} graphs.")
        if rows or form is not TableForm.table or as_json:
            print_result(table, TableForm.json if as_json else form, lang)
        raise typer.Exit(ExitCode.TO_ACT_ON if rows else ExitCode.DONE)
    _say_what_will_be(store)
    with _progress() as progress:
        done = load(store, here, only_changed=only_changed, merge_default=merge_default, progress=progress)
    _say(done, {graph: len(content.lines) for graph, content in here.items()})


def _chosen(here: "dict[str, Content]", kinds: list[str] | None) -> "dict[str, Content]":
    """Return the graphs of these kinds, or all. Raises UsageError for a kind that there is not."""
    from iagkg.errors import UsageError
    from iagkg.graph.about import kind_of

    known = {graph: kind_of(graph) for graph in here}
    for kind in kinds or []:
        if kind not in known.values():
            raise UsageError(
                f"--kind {kind}: the dataset has none.", " or ".join(sorted(set(known.values())))
            )
    return {graph: content for graph, content in here.items() if not kinds or known[graph] in kinds}


def _ask_for_draft(opened: "Opened", url: str, draft: bool) -> None:
    """Refuse to publish a draft by oversight."""
    from iagkg.errors import UsageError
    from iagkg.names import IAG, ID
    from iagkg.store.web import is_here, shown

    unrecorded = opened.store.ask(f"ASK {{ ?version <{IAG}adoption> <{ID}scheme/adoption/not-recorded> }}")
    if unrecorded and not draft and not is_here(url):
        raise UsageError(
            f"{shown(url)} is not on this machine, and this is a draft: its adoption is not recorded.",
            "--draft, to load it all the same",
            "record the adoption in data/workplans/versions.tsv, or add --draft.",
        )


def _say_what_will_be(store: "EndpointStore") -> None:
    found = store.addresses
    remark(f"{found.kind.capitalize()} {found.version}".rstrip() + f" at {found.query}")
    if found.kind == "virtuoso":
        remark(
            "Virtuoso does not show readers an update all at once: while it runs, a query can see old and "
            "new statements of a graph side by side. No graph is ever absent; only what differs is sent."
        )


def _say(done: "Loaded", sizes: dict[str, int]) -> None:
    sent = sum(sizes[graph] for graph in done.sent)
    typer.echo(f"Loaded: {sent} statements in {len(done.sent)} graphs.")
    if done.same:
        typer.echo(f"Left as they were, being the same: {len(done.same)} graphs.")
    if done.removed:
        more = f" and {len(done.removed) - _SHOWN} more" if len(done.removed) > _SHOWN else ""
        typer.echo(f"Removed, of an earlier load: {', '.join(done.removed[:_SHOWN])}{more}.")
    if done.merged:
        typer.echo("The default graph holds the union of all of them.")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("sending")
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)
