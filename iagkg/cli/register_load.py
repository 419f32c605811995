"""`iagkg register load`: a reviewed sheet into the register of the workspace."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import WorkspaceOption
from iagkg.cli.register_home import OnOption

if TYPE_CHECKING:
    from iagkg.citation.model import Citation
    from iagkg.problem import Problem
    from iagkg.register.conflicts import Conflict
    from iagkg.register.model import Loaded
    from iagkg.register.renumbered import CitedIn
    from iagkg.register.sheet import SheetReading

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
    from iagkg.cli.register_home import folder_of, loaded_of, problem_line, workspace_to_write
    from iagkg.cli.register_said import affected_line, change_line, conflict_line, outcome_lines
    from iagkg.errors import ExitCode, InputError, UsageError
    from iagkg.register.folder import write_folder
    from iagkg.register.loading import merge
    from iagkg.register.model import Loaded
    from iagkg.register.published import decision_named
    from iagkg.register.renumbered import affected
    from iagkg.register.sheet import read_sheet

    role, reviewed_on = _reviewer(reviewed_by, on)
    home = workspace_to_write(workspace)
    reading = read_sheet(sheet)
    problems = _looked_through(reading, complete and not confirm)
    citation = decision_named(reading.decision)
    old = loaded_of(home, citation)
    known = {lang for item in old.paragraphs for lang in item.text} if old else set()
    if not reading.source.lang and not {lang for item in reading.paragraphs for lang in item.text} <= known:
        raise InputError(
            f"{sheet}: the sheet does not say what document its text was read from.",
            "the tab or columns on the source, as they were written",
            "write the sheet again with iagkg register import.",
        )
    text = dataclasses.replace(
        reading.source,
        reviewed_by=role,
        reviewed_on=reviewed_on,
        complete={True: "yes", False: "no", None: ""}[complete],
    )
    incoming = Loaded(reading.decision, reading.paragraphs, (text,))
    result = merge(old, incoming, replace)
    differences = (*_from_tables(home, citation, old, incoming), *result.conflicts)
    cited = affected(result.changes, citation, _citations(home)) if result.changes else ()
    written = replace or not differences
    folder = folder_of(home, citation)
    if written and result.completeness_unsaid:
        raise UsageError(
            f"Decision {reading.decision} was loaded as complete, and the sheet has other places.",
            "--complete or --partial",
            "say whether every paragraph is there now; nothing was loaded.",
        )
    if written:
        write_folder(result.loaded, folder)
    if as_json:
        account = {
            "decision": reading.decision,
            "lang": text.lang,
            "version": text.version,
            "paragraphs": len(result.loaded.paragraphs),
            "written_to": folder.relative_to(home).as_posix() if written else None,
            "conflicts": [dataclasses.asdict(item) for item in differences],
            "numbering": [dataclasses.asdict(item) for item in result.changes],
            "citations_affected": [dataclasses.asdict(item) for item in cited],
            "complete": result.loaded.complete,
            "problems": [dataclasses.asdict(problem) for problem in problems],
        }
        typer.echo(json.dumps(account, ensure_ascii=False, indent=1))
    else:
        for doubt in problems:
            typer.echo(problem_line(doubt))
        for conflict in differences:
            typer.echo(conflict_line(conflict, replace))
        for change in result.changes:
            typer.echo(change_line(change))
        for item in cited:
            typer.echo(affected_line(item))
        for line in outcome_lines(canonical(citation), folder, old, result.loaded, len(differences), written):
            typer.echo(line)
    raise typer.Exit(ExitCode.TO_ACT_ON if cited or not written else ExitCode.DONE)


def _reviewer(reviewed_by: str, on: str) -> tuple[str, str]:
    """Return role and day of a review. Raises UsageError for a person, and for a day that is to come."""
    from iagkg.cli.register_home import day
    from iagkg.errors import UsageError
    from iagkg.role import role_problem

    role = " ".join(reviewed_by.split())
    if problem := role_problem(role):
        shown = f" {role}" if role else ""
        raise UsageError(f"--reviewed-by{shown}: {problem}.", 'a role, such as "secretary of the group"')
    reviewed_on = day(on)
    if reviewed_on > day(""):
        raise UsageError(f"--on {on}: a day that is still to come.", "the day of the review")
    return role, reviewed_on


def _looked_through(reading: "SheetReading", whole: bool | None) -> "tuple[Problem, ...]":
    """Return what speaks against a sheet being complete.

    Raises InputError with all that must be corrected, or with this if the sheet is said to be `whole`.
    """
    from iagkg.errors import InputError
    from iagkg.register.sheet_numbers import doubts

    found = doubts(reading)
    errors = [*(problem for problem in reading.problems if problem.severity == "error"), *found.wrong]
    if errors:
        raise InputError(
            "\n".join(problem.message for problem in errors),
            "; ".join(dict.fromkeys(error.expected for error in errors if error.expected))
            or "words as they were written",
            "correct the sheet and load it again; nothing was loaded.",
        )
    if whole and found.open:
        raise InputError(
            "\n".join(problem.message for problem in found.open),
            "a sheet with every paragraph, or --partial",
            "correct the sheet; or, where every paragraph is there all the same, add --confirm. "
            "Nothing was loaded.",
        )
    return found.open


def _from_tables(
    home: Path, citation: "Citation", old: "Loaded | None", incoming: "Loaded"
) -> "tuple[Conflict, ...]":
    """Return where a sheet differs from the hand-kept tables of the workspace, or the shipped ones."""
    from iagkg.graph.tables import Tables
    from iagkg.register.hand_kept import HandKept, against_tables

    tables = Tables(home)
    kept = HandKept(tables.path("register", "provisions.tsv"), tables.path("register", "decisions.tsv"))
    return against_tables(kept, citation, old, incoming)


def _citations(home: Path) -> "list[CitedIn]":
    """Return the citations of the workplans of a workspace."""
    from iagkg.cli.output import remark
    from iagkg.errors import InputError
    from iagkg.files import read_table
    from iagkg.register.renumbered import CitedIn
    from iagkg.source import read

    table = home / "data" / "workplans" / "versions.tsv"
    found = []
    for row in read_table(table, ("file",)) if table.is_file() else []:
        try:
            workplan = read(table.parent / row["file"])
        except InputError as error:
            remark(f"Its citations were not looked at: {error.what}")
            continue
        found += [
            CitedIn(task.ref, row["file"], placed.citation)
            for stream in workplan.workstreams
            for task in stream.tasks
            for placed in task.citations
        ]
    return found
