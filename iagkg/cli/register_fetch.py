"""`iagkg register fetch`: get one decision from the API of the Decision Tracking Tool."""

import datetime as dt
import shlex
from pathlib import Path
from typing import Annotated

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption

__all__ = ["run"]


def run(
    decision: Annotated[str, typer.Argument(help="The decision, such as 16/3.")],
    base: Annotated[
        str, typer.Option("--base", help="Where the API is: https, or http on this machine.")
    ] = "https://api.cbd.int",
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds to wait in all.")] = 60,
    max_bytes: Annotated[
        int | None, typer.Option("--max-bytes", help="The largest answer taken.", show_default="20000000")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to save to.", show_default="by the decision")
    ] = None,
    load: Annotated[bool, typer.Option("--load", help="Import it at once.")] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="With --load: you know that no paragraph is left out.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a file of that name; with --load, what is loaded too.")
    ] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Get the tree of one decision and save it; this is the only command that asks the Tracking Tool.

    Nothing of yours is sent but the number of the decision. A proxy is taken from HTTPS_PROXY and NO_PROXY.

    Example: iagkg register fetch 16/3 -o 16-3.json
    """
    from iagkg.cli.register_tracking import ImportOptions, import_tracking, named_decision
    from iagkg.errors import UsageError
    from iagkg.files import write_whole
    from iagkg.register.fetch import address_of, fetch
    from iagkg.register.folder import folder_name
    from iagkg.register.tracking_json import MAX_BYTES
    from iagkg.wording import say

    limit = MAX_BYTES if max_bytes is None else max_bytes
    if not 0 < timeout <= 3600:
        raise UsageError(f"--timeout {timeout:g}: not taken.", "more than 0, at most 3600 seconds")
    if not 0 < limit <= MAX_BYTES:
        raise UsageError(f"--max-bytes {limit}: not taken.", f"1 to {MAX_BYTES}")
    if complete and not load:
        raise UsageError("--complete is for loading.", "--load beside it, or --complete with the import")
    citation = named_decision(decision)
    address = address_of(citation, base)
    file = output or Path(f"{folder_name(citation)}.json")
    found = fetch(address, timeout, limit)
    if file.exists() and not replace and file.read_bytes() != found.content:
        raise UsageError(
            f"{file}: is there already, with another content.",
            "a new name",
            "name another file with -o, or --replace it.",
        )
    with write_whole(file) as temporary:
        temporary.write_bytes(found.content)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    typer.echo(say("tracking.fetched", lang, address=found.address, day=today))
    typer.echo(say("tracking.saved", lang, file=file, count=f"{len(found.content):,}", sha256=found.sha256))
    if load:
        options = ImportOptions(
            decision, complete, replace, found.address, today, lang=lang.value, workspace=workspace
        )
        raise typer.Exit(import_tracking(file.name, found.content, options))
    words = ("iagkg", "register", "import", str(file), "--decision", decision)
    command = shlex.join((*words, "--source", found.address, "--on", today))
    typer.echo(say("tracking.load-it", lang, command=command))
