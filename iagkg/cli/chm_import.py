"""`iagkg chm import`: records of the clearing-house into a batch of the workspace."""

import contextlib
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption
from iagkg.cli.register_home import OnOption

if TYPE_CHECKING:
    from iagkg.chm.importing import FileAccount, Totals
    from iagkg.problem import Problem

__all__ = ["run"]

_SHOWN = 50


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of the clearing-house (JSON, calendar tables), or folders of them."),
    ] = None,
    addresses: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            help="An address that answers with records in JSON; may be repeated.",
            show_default=False,
        ),
    ] = None,
    batch: Annotated[
        str, typer.Option("--batch", help="Name of the batch.", show_default="by the first name and the day")
    ] = "",
    with_people: Annotated[
        bool, typer.Option("--with-people", help="Take in names, e-mail addresses and telephone numbers too.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a batch of that name.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be imported; write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account of each file as JSON.")] = False,
    on: OnOption = "",
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Import records of the clearing-house: each value is stated, or kept as it stands, or left out by rule.

    The form of a record is told by its shape. Names of persons are left out. A file that cannot be read is a
    problem; the others are imported. The network is asked only with --from. Exit code 1 if something should
    be looked at.

    Example: iagkg chm import downloads/ --batch knowledge-hub --dry-run
    """
    from iagkg.chm.batch import BatchWriter
    from iagkg.chm.importing import Importer, files_of, side_files
    from iagkg.chm.values import Terms
    from iagkg.cli.register_home import day, workspace_to_write
    from iagkg.errors import ExitCode, InputError, UsageError
    from iagkg.files import find_workspace
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.lookup import Index
    from iagkg.vocabulary.terms import read_vocabulary
    from iagkg.wording import say

    today = day(on)
    stack = contextlib.ExitStack()
    named = [*(paths or []), *(_fetched(address, stack) for address in addresses or [])]
    if not named:
        raise UsageError("Nothing is named.", "files or folders, or --from ADDRESS")
    files = files_of(named)
    aside = side_files(named, files)
    files = [each for each in files if each not in aside]
    for given, _ in aside:
        typer.echo(_printable(say("chm.side-file", lang.value, file=given)), err=as_json)
    if not files:
        raise InputError("There is no file in what was named.", "files of the clearing-house in JSON")
    name = _name(batch, named[0], today)
    home = find_workspace(workspace) if dry_run else workspace_to_write(workspace)
    folder = home / "data" / "imported" / name if home else None
    if folder is not None and folder.exists() and not replace and not dry_run:
        raise InputError(
            f"{folder}: is there already.", "a name of its own", "name another with --batch, or --replace."
        )
    terms = Terms(Index(read_vocabulary(Tables(home).path)))
    shown = _Shown(as_json)
    with stack:
        step = stack.enter_context(_progress(len(files), shown.take))
        writer = None if dry_run or folder is None else stack.enter_context(BatchWriter(folder))
        importer = Importer(terms, writer, with_people)
        totals = importer.totals
        for given, path in files:
            step(importer.take(given, path))
        if writer is not None and totals.records:
            writer.finish(_head(name, today, with_people, totals))
    shown.end()
    if not as_json:
        _report(totals, shown.problems, None if dry_run or not totals.records else folder, lang.value)
    if not totals.records and folder is not None and folder.exists() and not dry_run:
        raise InputError(
            f"{folder}: not replaced: no record could be read.",
            "a file with records",
            "the batch is as it was.",
        )
    if totals.to_act_on or totals.refused:
        raise typer.Exit(ExitCode.TO_ACT_ON)


def _fetched(address: str, stack: contextlib.ExitStack) -> Path:
    """Return a file with what an address answers, named as the address; it goes when the import is done."""
    import re
    import tempfile

    from iagkg.register.fetch import fetch

    found = fetch(address, option="--from")
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="iagkg-")))
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", found.address.partition("//")[2]).strip("-")[:100]
    path = folder / (plain if plain.endswith(".json") else f"{plain}.json")
    path.write_bytes(found.content)
    return path


def _name(given: str, first: Path, today: str) -> str:
    """Return the name of the batch, made from the name of the first file or folder where none is given."""
    import re

    from iagkg.chm.batch import check_name

    if given:
        return check_name(given)
    stem = re.sub(r"[^a-z0-9]+", "-", first.resolve().stem.lower()).strip("-")[:60] or "records"
    return check_name(f"chm-{stem}-{today}")


def _head(name: str, today: str, with_people: bool, totals: "Totals") -> dict[str, Any]:
    account = totals.account
    return {
        "batch": name,
        "imported_on": today,
        "with_people": with_people,
        "files": totals.files,
        "files_not_read": totals.refused,
        "records": totals.records,
        "values": totals.values,
        "stated": account.stated,
        "kept": account.kept,
        "withheld": account.withheld,
        "empty": account.empty,
        "around": totals.around,
        "repeated": totals.repeated,
    }


class _Shown:
    """Takes the account of each file: prints it at once as JSON, or holds the first problems for the end."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._count = 0
        self.problems: list[tuple[str, Problem]] = []

    def take(self, account: "FileAccount") -> None:
        """Take one file."""
        if self._as_json:
            typer.echo("[" if not self._count else ",")
            typer.echo(json.dumps(_as_object(account), ensure_ascii=True, indent=1), nl=False)
        elif len(self.problems) <= _SHOWN:
            self.problems += [(account.name, p) for p in account.problems if p.severity != "info"]
        self._count += 1

    def end(self) -> None:
        """Close the list."""
        if self._as_json:
            typer.echo("\n]" if self._count else "[]")


def _as_object(account: "FileAccount") -> dict[str, Any]:
    return {
        "file": account.name,
        "sha256": account.sha256,
        "values": account.values,
        "around": account.around,
        "repeated": account.repeated,
        "problem_count": account.problem_count,
        "records": [
            {
                "form": record.form,
                "schema": record.schema,
                "identifier": record.identifier,
                "path": record.path,
                "links": [{"relation": predicate, "to": value} for predicate, value in record.links],
                "stated": record.account.stated,
                "kept": record.account.kept,
                "withheld": record.account.withheld,
                "empty": record.account.empty,
                "unknown_fields": dict(sorted(record.account.unknown.items())),
            }
            for record in account.records
        ],
        "problems": [dataclasses.asdict(problem) for problem in account.problems],
    }


def _report(totals: "Totals", problems: list[tuple[str, "Problem"]], folder: Path | None, lang: str) -> None:
    from iagkg.wording import say

    account = totals.account
    typer.echo(say("chm.imported", lang, records=totals.records, files=totals.files, values=totals.values))
    lines = (
        ("chm.stated", account.stated),
        ("chm.kept", account.kept),
        ("chm.copies", account.copies),
        ("chm.empty", account.empty),
        ("chm.withheld", account.withheld),
        ("chm.masked", account.masked),
        ("chm.around", totals.around),
        ("chm.repeated", totals.repeated),
        ("chm.not-read", totals.refused),
    )
    for key, count in lines:
        if count:
            typer.echo("  " + say(key, lang, count=count))
    if account.unknown:
        fields = ", ".join(f"{name} ({count})" for name, count in sorted(account.unknown.items())[:_SHOWN])
        typer.echo("  " + _printable(say("chm.unknown-fields", lang, fields=fields)))
    for file, problem in problems[:_SHOWN]:
        typer.echo(_printable(_line(file, problem, lang)))
    if totals.to_act_on > _SHOWN:
        typer.echo(say("chm.more-problems", lang, count=totals.to_act_on - _SHOWN))
    if folder is None:
        typer.echo(say("chm.would-write", lang))
    else:
        typer.echo(say("chm.written", lang, folder=folder))


def _line(file: str, problem: "Problem", lang: str) -> str:
    from iagkg.cli.register_home import problem_line

    line = problem_line(problem, lang)
    return line if file in line else f"{file}: {line}"


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


@contextlib.contextmanager
def _progress(total: int, take: Callable[["FileAccount"], None]) -> Iterator[Callable[["FileAccount"], None]]:
    """Give what is called after each file; on a terminal it moves a bar."""
    if not sys.stderr.isatty():
        yield take
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def step(account: "FileAccount") -> None:
            take(account)
            bar.advance(task)

        yield step
