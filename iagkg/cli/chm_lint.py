"""`iagkg chm lint`: look over records and tables of tags before they are handed on."""

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption

__all__ = ["run"]


def run(
    paths: Annotated[
        list[Path], typer.Argument(help="Records in JSON, tables (.csv, .tsv, .xlsx), or folders of them.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Look over targets, subjects and decisions: one finding a line, with file, place, found and expected.

    Nothing is changed. Exit code 1 if anything is found.

    Example: iagkg chm lint calendar.xlsx
    """
    from iagkg.chm.importing import files_of
    from iagkg.chm.lint import lint_files
    from iagkg.chm.lint_keys import KeyCheck
    from iagkg.errors import ExitCode, InputError
    from iagkg.files import find_workspace, read_table
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.terms import read_vocabulary
    from iagkg.wording import say

    files = files_of(paths)
    if not files:
        raise InputError("There is no file in what was named.", "records in JSON, or tables with tags")
    tables = Tables(find_workspace(workspace))
    rows = read_table(tables.path("register", "decisions.tsv"), ("decision",))
    check = KeyCheck(read_vocabulary(tables.path), frozenset(row["decision"] for row in rows))
    count = 0
    for finding in lint_files(files, check):
        said = say(f"chm.lint.{finding.code}", lang.value)
        if as_json:
            typer.echo("[" if not count else ",")
            value = {**dataclasses.asdict(finding), "message": said}
            typer.echo(json.dumps(value, ensure_ascii=True, indent=1), nl=False)
        else:
            place = f"{finding.file}, {finding.path}" if finding.path else finding.file
            parts = [f"{place}: {said}"]
            if finding.found:
                parts.append(say("chm.lint.found", lang.value, found=finding.found))
            if finding.expected:
                parts.append(say("chm.lint.expected", lang.value, expected=finding.expected))
            line = "; ".join(parts)
            typer.echo("".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line))
        count += 1
    if as_json:
        typer.echo("\n]" if count else "[]")
    else:
        words = say(
            "chm.lint.one" if count == 1 else "chm.lint.count", lang.value, count=count, files=len(files)
        )
        typer.echo(words)
    if count:
        raise typer.Exit(ExitCode.TO_ACT_ON)
