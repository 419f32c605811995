"""`iagkg site`: the explorer as one file to send, or as a folder for a web server."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import Lang, LangOption, SourceArgument, WorkspaceOption
from iagkg.cli.output import remark, write_file

if TYPE_CHECKING:
    import datetime as dt

    from iagkg.build import Built
    from iagkg.graph.tables import Tables
    from iagkg.store.embedded import EmbeddedStore

__all__ = ["run", "single_page"]


def run(
    source: SourceArgument = None,
    single: Annotated[
        bool, typer.Option("--single-file", help="One page that needs no server and no network.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The folder to write, or the file.",
            show_default="site, or workplan.html",
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            "--base-url",
            help="The address at which the folder will be served, such as https://example.org/plan.",
            show_default=False,
        ),
    ] = "",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day shown; later reports do not count.", show_default="today"),
    ] = None,
    texts: Annotated[
        bool,
        typer.Option(
            "--with-texts", help="In the one page: loaded texts of decisions, for readers who may have them."
        ),
    ] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Publish a draft, marked as one.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over a file, or a site of before, of that name.")
    ] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the explorer for others: a folder for a web server, or with --single-file one page.

    The folder has every page in three languages, the dataset, its descriptions, and rules for a server.
    Texts of decisions, imported records and documents stay out of both. Needs the extra iagkg[web].

    Example: iagkg site --draft --base-url https://example.org/plan -o site
    """
    from iagkg.build import standing_words
    from iagkg.cli.export_inputs import free, opened
    from iagkg.cli.status_inputs import day_given
    from iagkg.errors import UsageError

    if single and base:
        raise UsageError("--base-url: one file has no address.", "--base-url without --single-file")
    if not single and not base:
        raise UsageError(
            "A site of many pages needs the address at which it will be served.",
            "--base-url https://… , or --single-file",
        )
    day = day_given("--as-of", as_of)
    place = output or Path("workplan.html" if single else "site")
    if single:
        free(place, replace=replace)
    else:
        _free_folder(place, replace=replace)
    built, store, tables = opened(source, workspace)
    if not built.standing.adoption and not draft:
        raise UsageError(
            "The workplan is a draft: its adoption is not recorded.", "--draft, to publish it marked as one"
        )
    if single:
        write_file(place, single_page(built, store, day, lang.value, texts=texts))
    else:
        for line in _folder(built, store, tables, day, base, place, lang.value):
            remark(line)
    remark(standing_words(built.standing, lang.value))
    typer.echo(str(place))


def single_page(
    built: "Built", store: "EmbeddedStore", day: "dt.date", lang: str, *, texts: bool = True
) -> bytes:
    """Return the explorer as one file, without `texts` as it may be published.

    Raises UsageError where the libraries for pages are not installed.
    """
    from iagkg.errors import extra_needed
    from iagkg.files import sha256
    from iagkg.graph.publishing import publication
    from iagkg.graph.quads import nquads
    from iagkg.store.embedded import EmbeddedStore

    try:
        from iagkg.web.explorer import Explorer, KeptStore
        from iagkg.web.single import single_file
    except ModuleNotFoundError as error:
        raise extra_needed(error, "web") from error
    quads = built.quads
    if not texts:
        quads = publication(quads).quads
        store = EmbeddedStore.from_quads(quads)
    return single_file(Explorer(KeptStore(store), sha256(nquads(quads)), store.counts()), day, lang)


def _free_folder(folder: Path, *, replace: bool) -> None:
    """Raise UsageError where a folder holds other things than a site of ours that may be replaced."""
    from iagkg.errors import UsageError

    if folder.is_file():
        raise UsageError(f"{folder}: is a file.", "a folder for the site")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / "site.json").is_file():
        raise UsageError(f"{folder}: is not empty, and no site of before.", "an empty or a new folder")
    if not replace:
        raise UsageError(f"{folder}: holds a site already.", "a new name", "or --replace.")


def _folder(
    built: "Built",
    store: "EmbeddedStore",
    tables: "Tables",
    day: "dt.date",
    base: str,
    folder: Path,
    lang: str,
) -> list[str]:
    """Write the site to a folder; return what was left out, in words."""
    from functools import partial
    from importlib.util import find_spec

    from iagkg.build import standing_words
    from iagkg.errors import InputError, UsageError, extra_needed
    from iagkg.exchange import put_files
    from iagkg.files import sha256
    from iagkg.graph.publishing import publication
    from iagkg.graph.quads import nquads
    from iagkg.store.embedded import EmbeddedStore
    from iagkg.wording import say

    try:
        from iagkg.cli.export_ics import calendar_of
        from iagkg.web.explorer import Explorer, KeptStore
        from iagkg.web.settings import Settings
        from iagkg.web.site import MANIFEST, Site, earlier_files, left_out, site_address, site_files
    except ModuleNotFoundError as error:
        raise extra_needed(error, "web") from error
    address = site_address(base)
    if address is None:
        raise UsageError(f"--base-url {base}: no address of a web site.", "https://… without ? and #")
    found = publication(built.quads)
    shown = EmbeddedStore.from_quads(found.quads)

    def calendar(lang: str) -> bytes:
        return calendar_of(built, store, tables, lang)[0]

    explorer = Explorer(
        KeptStore(shown),
        sha256(nquads(found.quads)),
        shown.counts(),
        calendar if find_spec("icalendar") else None,
    )
    missing = left_out(found)
    settings = Settings(address, hosts=("localhost",), day=day, fixed=True, left_out=missing)
    site = Site(explorer, found.quads, settings, partial(standing_words, built.standing))
    try:
        put_files(site_files(site), folder, MANIFEST, earlier_files)
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be written: {error.strerror}.", "a folder that you may write to"
        ) from error
    return [f"{say('web.left-out', lang)}: {say(key, lang, count=count)}" for key, count in missing]
