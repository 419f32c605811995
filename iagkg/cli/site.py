"""`iagkg site`: the explorer as a file to send or to put on a shared folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import Lang, LangOption, SourceArgument, WorkspaceOption
from iagkg.cli.output import remark, write_file

if TYPE_CHECKING:
    import datetime as dt

    from iagkg.build import Built
    from iagkg.store.embedded import EmbeddedStore

__all__ = ["run", "single_page"]


def run(
    source: SourceArgument = None,
    single: Annotated[
        bool, typer.Option("--single-file", help="One page that needs no server and no network.")
    ] = False,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")] = Path(
        "workplan.html"
    ),
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day shown; later reports do not count.", show_default="today"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Publish a draft, marked as one.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file of that name.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the explorer as one file, with search, filters, print and Excel files in it.

    It opens from an e-mail or a shared folder. Needs the extra web: pip install 'iagkg[web]'.

    Example: iagkg site --single-file --draft -o workplan.html
    """
    from iagkg.build import standing_words
    from iagkg.cli.export_inputs import free, opened
    from iagkg.cli.status_inputs import day_given
    from iagkg.errors import UsageError

    if not single:
        raise UsageError("A site of many pages is not written yet.", "--single-file")
    day = day_given("--as-of", as_of)
    free(output, replace=replace)
    built, store, _ = opened(source, workspace)
    if not built.standing.adoption and not draft:
        raise UsageError(
            "The workplan is a draft: its adoption is not recorded.", "--draft, to publish it marked as one"
        )
    content = single_page(built, store, day, lang.value)
    write_file(output, content)
    remark(standing_words(built.standing, lang.value))
    typer.echo(str(output))


def single_page(built: "Built", store: "EmbeddedStore", day: "dt.date", lang: str) -> bytes:
    """Return the explorer as one file. Raises UsageError where the libraries for pages are not installed."""
    import hashlib

    from iagkg.errors import extra_needed
    from iagkg.graph.quads import nquads

    try:
        from iagkg.web.explorer import Explorer, KeptStore
        from iagkg.web.single import single_file
    except ModuleNotFoundError as error:
        raise extra_needed(error, "web") from error
    version = hashlib.sha256(nquads(built.quads)).hexdigest()
    return single_file(Explorer(KeptStore(store), version, store.counts()), day, lang)
