"""`iagkg register load`: a reviewed sheet into the register of the workspace."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import WorkspaceOption
from iagkg.cli.register_home import OnOption

if TYPE_CHECKING:
    from iagkg.register.conflicts import Conflict
    from iagkg.register.renumbered import Affected, CitedIn, Renumbered

__all__ = ["run"]

FIRST_WORDS = 90


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
    replace: Annotated[bool, typer.Option("--replace", help="Let the sheet replace what is loaded.")] = False,
    on: OnOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Load a reviewed sheet into data/register/imported/ of the workspace.

    Where it differs from what is loaded, nothing is written and every difference is shown; with --replace the
    sheet is taken, and that is said. Changed numbers are listed with the citations of the workplans that they
    concern.

    Example: iagkg register load 16-9-en.xlsx --reviewed-by "secretary of the group" --complete
    """
    import dataclasses

    from iagkg.cli.register_home import day, folder_of, loaded_of, workspace_to_write
    from iagkg.errors import ExitCode, InputError, UsageError
    from iagkg.register.folder import write_folder
    from iagkg.register.loading import merge
    from iagkg.register.model import Loaded
    from iagkg.register.published import decision_named
    from iagkg.register.renumbered import affected
    from iagkg.register.sheet import read_sheet
    from iagkg.role import role_problem

    role = " ".join(reviewed_by.split())
    if problem := role_problem(role):
        shown = f" {role}" if role else ""
        raise UsageError(f"--reviewed-by{shown}: {problem}.", 'a role, such as "secretary of the group"')
    reviewed_on = day(on)
    if reviewed_on > day(""):
        raise UsageError(f"--on {on}: a day that is still to come.", "the day of the review")
    home = workspace_to_write(workspace)
    reading = read_sheet(sheet)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise InputError(
            "\n".join(problem.message for problem in errors),
            "values that are allowed: " + "; ".join(dict.fromkeys(e.expected for e in errors if e.expected))
            if any(error.expected for error in errors)
            else "words as they were written",
            "correct the sheet and load it again; nothing was loaded.",
        )
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
    result = merge(old, Loaded(reading.decision, reading.paragraphs, (text,)), replace)
    cited = affected(result.changes, citation, _citations(home)) if result.changes else ()
    written = replace or not result.conflicts
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
            "conflicts": [dataclasses.asdict(item) for item in result.conflicts],
            "numbering": [dataclasses.asdict(item) for item in result.changes],
            "citations_affected": [dataclasses.asdict(item) for item in cited],
        }
        typer.echo(json.dumps(account, ensure_ascii=False, indent=1))
    else:
        for conflict in result.conflicts:
            typer.echo(_conflict(conflict, replace))
        for change in result.changes:
            typer.echo(_change(change))
        for item in cited:
            typer.echo(_affected(item))
        typer.echo(_outcome(reading.decision, folder, written, len(result.conflicts), result.loaded.complete))
    raise typer.Exit(ExitCode.TO_ACT_ON if cited or not written else ExitCode.DONE)


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


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= FIRST_WORDS else f"{plain[:FIRST_WORDS]}…"


def _conflict(conflict: "Conflict", replaced: bool) -> str:
    from iagkg.register.conflicts import place_words

    what = f"{conflict.field} ({conflict.language})" if conflict.language else conflict.field
    new = f"“{_short(conflict.new)}”" if conflict.new else "nothing"
    stands = "was loaded and was replaced" if replaced else "is loaded and stays"
    return (
        f"{place_words(conflict.place)}, {what}: “{_short(conflict.loaded)}” {stands}; the sheet has {new}."
    )


def _change(change: "Renumbered") -> str:
    from iagkg.register.conflicts import place_words

    place = place_words(change.place)
    match change.kind:
        case "moved":
            return f"Numbering: {place} is now {place_words(change.to)} (“{_short(change.words)}”)."
        case "vanished":
            return f"Numbering: the text of {place} is no longer there (“{_short(change.words)}”)."
    return f"Numbering: the text of {place} is new (“{_short(change.words)}”)."


def _affected(item: "Affected") -> str:
    from iagkg.citation import canonical
    from iagkg.register.conflicts import place_words

    cited = item.cited
    now = {"moved": f"is now {place_words(item.change.to)}", "vanished": "is no longer there"}
    what = now.get(item.change.kind, "is new")
    return (
        f"To check: {cited.reference} ({cited.document}) cites {canonical(cited.citation)}; "
        f"{place_words(item.change.place)} {what}."
    )


def _outcome(decision: str, folder: Path, written: bool, conflicts: int, complete: bool) -> str:
    if not written:
        count = "1 difference" if conflicts == 1 else f"{conflicts} differences"
        return (
            f"Nothing was loaded: {count} from what is loaded of decision {decision}. Correct the sheet, or "
            "load it with --replace."
        )
    state = "complete" if complete else "partial"
    return f"Decision {decision} is loaded ({state}): {folder}"
