"""`iagkg import`: take back a file that a person filled in; say what it holds, apply it when accepted."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import Lang, LangOption, SourceArgument, WorkspaceOption
from iagkg.cli.output import remark

if TYPE_CHECKING:
    from iagkg.export.workbook_import import Proposal

__all__ = ["run"]


def run(
    file: Annotated[Path, typer.Argument(help="The file that comes back.", metavar="FILE")],
    source: SourceArgument = None,
    apply: Annotated[bool, typer.Option("--apply", help="Accept what was found, all of it.")] = False,
    by: Annotated[
        str, typer.Option("--by", help="The role that accepts, where a row names none.", show_default=False)
    ] = "",
    on: Annotated[
        str | None, typer.Option("--on", help="The day, where a row names none.", show_default="today")
    ] = None,
    meeting: Annotated[
        str,
        typer.Option(
            "--meeting", help="The meeting of a paper, or that added tasks come from.", show_default=False
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="What was found as JSON.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Say what a workbook or a meeting paper that comes back holds; with --apply write it into the tables.

    Nothing is written where a cell cannot be taken or was changed meanwhile. Exit code 1 then.

    Example: iagkg import TSC-IAG_workplan.xlsx --by "secretary of the group" --apply
    """
    from iagkg.cli.import_paper import paper_taken
    from iagkg.cli.import_workbook import Asked, taken
    from iagkg.cli.status_inputs import day_given, today
    from iagkg.errors import InputError, UsageError
    from iagkg.export.paper_import import is_paper
    from iagkg.export.workbook_read import is_workbook

    day = day_given("--on", on)
    if day > today():
        raise UsageError(f"--on {on}: this day is still to come.", "today or before")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}.", "a file that came back") from error
    asked = Asked(str(file), content, source, workspace, by, day, meeting, lang.value)
    if is_workbook(content):
        found, written = taken(asked, apply=apply)
    elif is_paper(content):
        found, written = paper_taken(asked, apply=apply)
    else:
        raise InputError(
            f"{file}: not a file that comes back here.",
            "a workbook (.xlsx) of iagkg export xlsx, or a Word document of iagkg report",
        )
    if as_json:
        _print_json(found, written)
    else:
        _print(found, written, lang.value)
    if found.problems:
        raise typer.Exit(1)


def _print(found: "Proposal", written: tuple[Path, ...], lang: str) -> None:
    from iagkg.wording import say

    typer.echo(found.summary if not written else found.summary.partition(". ")[0] + ".")
    for line in found.lines:
        typer.echo(f"{line.cell}  {line.task}  {line.field}: {line.old or '–'} -> {line.new or '–'}")
    for place, words in found.problems:
        typer.echo(f"{say('book.check', lang)}: {place} {words}")
    for words in found.remarks:
        remark(words)
    for path in written:
        typer.echo(say("book.written", lang, file=path))


def _print_json(found: "Proposal", written: tuple[Path, ...]) -> None:
    answer = {
        "summary": found.summary,
        "changes": [
            {name: getattr(line, name) for name in ("cell", "task", "field", "old", "new")}
            for line in found.lines
        ],
        "problems": [{"cell": place, "message": words} for place, words in found.problems],
        "remarks": list(found.remarks),
        "applied": bool(written),
        "written": [str(path) for path in written],
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
