"""`iagkg read`: show how a workplan document is read, or write what was read as another kind of file."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import ColumnsOption, Lang, LangOption, SheetOption, help_given
from iagkg.cli.read_outline import print_outline

if TYPE_CHECKING:
    from iagkg.workplan import Workplan

__all__ = ["run"]

SHOWN = 10


def run(
    file: Annotated[
        Path, typer.Argument(help="The document: Word (.docx), Excel (.xlsx), CSV, or a text (.txt).")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading as one JSON document.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 if there is something to check or correct.")
    ] = False,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    output: Annotated[str, typer.Option("--format", help="table (for a person) or json.")] = "table",
    target: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Write the workplan as .docx, .xlsx or .csv.", show_default=False
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="With -o: write over another file of that name.")
    ] = False,
    separator: Annotated[
        str, typer.Option("--separator", help='Between the cells of a CSV file: "," ";" or tab.')
    ] = ",",
    lang: LangOption = Lang.en,
) -> None:
    """Read a workplan and show its tasks, mandates and periods as read, and all that is odd about it.

    Example: iagkg read data/workplans/iag_tsc_2025_2027.txt
    """
    from iagkg.errors import ExitCode, UsageError
    from iagkg.report.outline import for_a_person
    from iagkg.source import read, to_json

    if output not in {"table", "json"}:
        raise UsageError(f"--format {output}: not known here.", "table or json")
    given = help_given(columns, sheet)
    workplan = read(file, columns=given.columns, sheet=given.sheet)
    if target is not None:
        write(workplan, file, target, separator, lang.value, replace=replace)
    elif as_json or output == "json":
        sys.stdout.write(json.dumps(to_json(workplan), ensure_ascii=False, indent=1) + "\n")
    else:
        print_outline(for_a_person(workplan, lang.value))
    sys.stdout.flush()
    if strict and any(problem.severity != "info" for problem in workplan.problems):
        raise typer.Exit(ExitCode.TO_ACT_ON)


def write(
    workplan: "Workplan", file: Path, target: Path, separator: str, lang: str, *, replace: bool
) -> None:
    """Write the workplan, whole or not at all, read it back, and say what was written.

    Raises UsageError where the target is the document that is read, or is there with another content and
    `replace` is not given; InputError where it cannot be written.
    """
    from iagkg.errors import InputError, UsageError
    from iagkg.files import write_whole
    from iagkg.report.outline import counts, standing, title
    from iagkg.source import read_bytes
    from iagkg.source.comparing import differences
    from iagkg.source.writing import written
    from iagkg.wording import say

    if target.exists() and file.exists() and target.samefile(file):
        raise UsageError(f"-o {target}: this is the document that is read.", "another name")
    content = written(workplan, target.name, separator)
    if target.is_file() and not replace and not _holds(target, content):
        raise UsageError(
            f"-o {target}: is there already, with another content.",
            "a new name",
            "name another file with -o, or --replace it.",
        )
    try:
        other = list(differences(workplan, read_bytes(target.name, content)))
    except InputError:
        other = ["document"]
    try:
        with write_whole(target) as temporary:
            temporary.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{target}: cannot be written: {error.strerror}.", "a place that you may write to"
        ) from error
    for line in (title(workplan, lang), standing(workplan, lang), counts(workplan, lang)):
        typer.echo(line)
    typer.echo(say("read.written", lang, path=target))
    if other:
        places = ", ".join(other[:SHOWN]) + (" …" if len(other) > SHOWN else "")
        typer.echo(say("read.otherwise", lang, places=places), err=True)


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file holds these bytes; one that cannot be read counts as another."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False
