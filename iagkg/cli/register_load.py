"""`iagkg register load`: a reviewed sheet into the register of the workspace."""

import json
from pathlib import Path
from typing import Annotated

import typer

from iagkg.cli.options import WorkspaceOption
from iagkg.cli.register_home import OnOption

__all__ = ["run"]


def run(
    sheet: Annotated[Path, typer.Argument(help="The reviewed sheet: .xlsx or .csv.")],
    reviewed_by: Annotated[
        str, typer.Option("--reviewed-by", help="The role of the person who reviewed it, never a name.")
    ],
    complete: Annotated[
        bool | None,
        typer.Option(
            "--complete/--partial",
            help="Whether every paragraph of the decision is there.",
            show_default="not said",
        ),
    ] = None,
    confirm: Annotated[
        bool,
        typer.Option("--confirm", help="With --complete: what is listed was looked at, and all is there."),
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Let the sheet replace what is loaded.")] = False,
    on: OnOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Load a reviewed sheet into data/register/imported/ of the workspace.

    Where it differs from what is loaded, or from the tables of the register, nothing is written and every
    difference is shown; with --replace the sheet is taken, and that is said. Holes in the numbering, empty
    texts and words without a row are listed; --complete then needs --confirm. Changed numbers are listed with
    the citations of the workplans that they concern.

    Example: iagkg register load 16-9-en.xlsx --reviewed-by "secretary of the group" --complete
    """
    import dataclasses

    from iagkg.citation import canonical
    from iagkg.cli.output import remark
    from iagkg.cli.register_home import problem_line, workspace_to_write
    from iagkg.desk.loading import Review, checked_review, load_sheet
    from iagkg.errors import ExitCode
    from iagkg.register.sheet import read_sheet
    from iagkg.report.loading_text import affected_line, change_line, conflict_line, outcome_lines

    review = checked_review(Review(reviewed_by, on, complete, confirm, replace))
    home = workspace_to_write(workspace)
    done = load_sheet(home, str(sheet), read_sheet(sheet), review)
    for words in done.unread:
        remark(f"Its citations were not looked at: {words}")
    if as_json:
        account = {
            "decision": done.loaded.decision,
            "lang": done.lang,
            "version": done.version,
            "paragraphs": len(done.loaded.paragraphs),
            "written_to": done.folder.relative_to(home).as_posix() if done.written else None,
            "conflicts": [dataclasses.asdict(item) for item in done.differences],
            "numbering": [dataclasses.asdict(item) for item in done.changes],
            "citations_affected": [dataclasses.asdict(item) for item in done.cited],
            "complete": done.loaded.complete,
            "problems": [dataclasses.asdict(problem) for problem in done.problems],
        }
        typer.echo(json.dumps(account, ensure_ascii=False, indent=1))
    else:
        for doubt in done.problems:
            typer.echo(problem_line(doubt))
        for conflict in done.differences:
            typer.echo(conflict_line(conflict, replace))
        for change in done.changes:
            typer.echo(change_line(change))
        for item in done.cited:
            typer.echo(affected_line(item))
        for line in outcome_lines(
            canonical(done.decision), done.folder, done.old, done.loaded, len(done.differences), done.written
        ):
            typer.echo(line)
    raise typer.Exit(ExitCode.TO_ACT_ON if done.cited or not done.written else ExitCode.DONE)
