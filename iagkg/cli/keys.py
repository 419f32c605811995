"""`iagkg keys`: the keys of tasks, which outlive versions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.diff import DifferentOption, SameOption
from iagkg.cli.options import Lang, LangOption, WorkspaceOption
from iagkg.cli.output import TableForm, print_result

if TYPE_CHECKING:
    from iagkg.compare.keying import Keyed
    from iagkg.graph.standing import Standing

__all__ = ["app"]

app = typer.Typer(
    name="keys", help="Keys of tasks: the same task has one key in all versions.", no_args_is_help=True
)


@app.command("assign")
def assign(
    version: Annotated[
        str | None, typer.Argument(help="A version of the workspace.", show_default="the newest")
    ] = None,
    same: SameOption = None,
    different: DifferentOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Give the tasks of a version their keys: the key of the same task before, or a new one.

    Rows are added to data/keys.tsv. Tasks that may or may not be the same get no key until it is said with
    --same or --different; exit code 1 if there are any.

    Example: iagkg keys assign 2025-2027-rev1 --same WS1.T4=WS1.T3
    """
    from iagkg.compare.keying import keyed
    from iagkg.compare.matching import said_of
    from iagkg.compare.versions import side_of_document
    from iagkg.files import find_workspace, workspace_to_write
    from iagkg.graph.standing import standings
    from iagkg.graph.tables import Tables
    from iagkg.keys import read_keys, write_keys
    from iagkg.wording import say

    said = said_of(same or (), different or ())
    home = workspace_to_write(find_workspace(workspace))
    tables = Tables(home)
    table = tables.path("workplans", "versions.tsv")
    rows = read_keys(tables.path("keys.tsv"))
    known = standings(table)
    standing = _named(version, known, table)
    with_keys = {row.version for row in rows if row.workplan == standing.key}
    before = _before(standing, known, with_keys)
    sides = [
        side_of_document(table.parent / item.file, tables, standing=item) if item else None
        for item in (before, standing)
    ]
    new = sides[1]
    assert new is not None  # noqa: S101  # the version itself
    found = keyed(sides[0], new, rows, said)
    target = home / "data" / "keys.tsv"
    if found.rows:
        write_keys(target, (*rows, *found.rows))
        typer.echo(say("keys.written", lang, file=target, count=len(found.rows), version=standing.version))
    elif not found.uncertain:
        typer.echo(say("keys.nothing", lang, version=standing.version))
    _tell(found, before, lang)
    if found.uncertain:
        raise typer.Exit(1)


def _named(version: str | None, known: "tuple[Standing, ...]", table: Path) -> "Standing":
    from iagkg.errors import UsageError
    from iagkg.graph.standing import default_document

    if version is None:
        return next(item for item in known if table.parent / item.file == default_document(table))
    found = [item for item in known if version in {item.version, f"{item.key}/{item.version}"}]
    if len(found) != 1:
        raise UsageError(
            f"{version}: {'several workplans have' if found else 'no workplan has'} such a version.",
            f"one of {', '.join(f'{item.key}/{item.version}' for item in known)}",
            f"a new version gets a row in {table}.",
        )
    return found[0]


def _before(standing: "Standing", known: "tuple[Standing, ...]", with_keys: set[str]) -> "Standing | None":
    """Return the version to take keys from: the one before; None where no other has any."""
    from iagkg.errors import UsageError

    others = [item for item in known if item.key == standing.key and item.version in with_keys]
    others = [item for item in others if item.version != standing.version]
    named = next((item for item in others if item.version == standing.previous), None)
    if named is None and others:
        raise UsageError(
            f"Version {standing.version} does not say which version it follows.",
            f"in the column previous of versions.tsv, one of {', '.join(i.version for i in others)}",
        )
    return named


def _tell(found: "Keyed", before: "Standing | None", lang: str) -> None:
    from iagkg.wording import say

    taken = len(found.rows) - len(found.new)
    if before and taken:
        typer.echo(say("keys.assigned", lang, count=taken, version=before.version))
    if found.new:
        typer.echo(say("keys.new", lang, count=len(found.new), keys=", ".join(found.new)))
    if found.dropped:
        typer.echo(say("keys.dropped", lang, refs=", ".join(found.dropped)))
    if found.uncertain:
        typer.echo(say("keys.uncertain", lang, count=len(found.uncertain)))
    for mine, theirs in found.uncertain:
        pair = f"{mine.ref}={theirs.ref}"
        typer.echo(f"  --same {pair}  |  --different {pair}")
        typer.echo(f"    {say('diff.old', lang)}: {mine.words}")
        typer.echo(f"    {say('diff.new', lang)}: {theirs.words}")


@app.command("list")
def list_keys(
    form: Annotated[TableForm, typer.Option("--format", help="How to print.")] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """List the keys: which task of which version has which.

    Example: iagkg keys list
    """
    from iagkg.files import find_workspace
    from iagkg.graph.tables import Tables
    from iagkg.keys import read_keys
    from iagkg.table import Table

    rows = read_keys(Tables(find_workspace(workspace)).path("keys.tsv"))
    columns = ("task_key", "workplan", "version", "ref")
    cells = tuple((row.key, row.workplan, row.version, row.position) for row in rows)
    table = Table(columns, cells, ("text",) * len(columns))
    print_result(table, TableForm.json if as_json else form, lang)
