"""The command line: options in, one function called, its result printed.

Start-up is felt on every call, so the commands import what they need when they run.
"""

import os
import sys
from typing import NoReturn

import typer

from iagkg import __version__
from iagkg.cli import (
    build,
    check,
    chm,
    cite,
    correct,
    coverage,
    diff,
    export,
    find,
    handover,
    import_,
    infer,
    init,
    keys,
    load,
    period,
    query,
    read,
    register,
    report,
    serve,
    site,
    status,
    tag,
    task,
    vocabulary,
)
from iagkg.errors import ExitCode, IagkgError

__all__ = ["app", "main"]

app = typer.Typer(
    name="iagkg",
    help="Link the tasks of a workplan to the decision paragraphs that mandate them.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Exit codes: 0 done; 1 done, and something to act on; 2 wrong use; 3 input refused; "
        "4 a server failed; 5 a fault of ours."
    ),
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"iagkg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Link the tasks of a workplan to the decision paragraphs that mandate them."""


app.command("cite")(cite.run)
app.command("period")(period.run)
app.command("read")(read.run)
app.command("init")(init.run)
app.command("check")(check.run)
app.command("build")(build.run)
app.command("query")(query.run)
app.command("coverage")(coverage.run)
app.command("find")(find.run)
app.command("diff")(diff.run)
app.command("import")(import_.run)
app.command("infer")(infer.run)
app.command("report")(report.run)
app.command("handover")(handover.run)
app.command("load")(load.run)
app.command("serve")(serve.run)
app.command("site")(site.run)
app.add_typer(chm.app, name="chm")
app.add_typer(register.app, name="register")
app.add_typer(vocabulary.app, name="vocabulary")
app.add_typer(tag.app, name="tag")
app.add_typer(status.app, name="status")
app.add_typer(correct.app, name="correct")
app.add_typer(task.app, name="task")
app.add_typer(keys.app, name="keys")
app.add_typer(export.app, name="export")


def main() -> NoReturn:
    """Run the command line; every error ends in one to three lines and a documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app()
    except IagkgError as error:
        print(error, file=sys.stderr)
        code = error.exit_code
    except BrokenPipeError:
        sys.stdout = None  # the reader left; nothing more can be said
        code = ExitCode.DONE
    except Exception as error:
        if os.environ.get("IAGKG_DEBUG"):
            raise
        print(f"A fault of ours: {type(error).__name__}: {error}", file=sys.stderr)
        print("What to do: run it again with IAGKG_DEBUG=1 and report what it prints.", file=sys.stderr)
        code = ExitCode.FAULT
    else:
        code = ExitCode.DONE
    raise SystemExit(code)
