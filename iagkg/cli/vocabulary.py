"""`iagkg vocabulary import` and `lint`: take in the CHM's thesaurus, look over identifiers."""

import dataclasses
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli import vocabulary_show
from iagkg.cli.options import Lang, LangOption, WorkspaceOption
from iagkg.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.importing import Imports
    from iagkg.vocabulary.lint import Finding
    from iagkg.vocabulary.model import Vocabulary

__all__ = ["app"]

app = typer.Typer(
    help="The CBD's vocabulary: import it, look it over, look terms up.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Form(StrEnum):
    """The forms a list of findings can be printed in."""

    text = "text"
    json = "json"


JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
DomainOption = Annotated[
    str, typer.Option("--domain", help="One domain, such as CBD-SUBJECTS.", show_default="any")
]


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A thesaurus file of the CHM, in JSON.")],
    domain: Annotated[
        str, typer.Option("--domain", help="The domain of terms that do not say it.", show_default="told")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Take in terms of the CHM's thesaurus: one table a domain below data/vocabulary/imported/.

    Labels of the hand-kept tables are never overwritten. Exit code 1 if the file has others, or if something
    in it could not be read.

    Example: iagkg vocabulary import terms.json --domain CBD-SUBJECTS --dry-run
    """
    from iagkg.files import find_workspace, workspace_to_write
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.importing import import_thesaurus

    home = workspace_to_write(find_workspace(workspace))
    folder = home / "data" / "vocabulary" / "imported"
    found = import_thesaurus(file, Tables(home).path, folder, domain, dry_run=dry_run)
    if as_json:
        value = dataclasses.asdict(found) | {"folder": "" if dry_run else str(folder)}
        typer.echo(json.dumps(value, ensure_ascii=True, indent=1))
    else:
        for line in _imported(found, None if dry_run else folder, lang.value):
            typer.echo(_printable(line))
    if found.conflicts or any(problem.severity == "error" for problem in found.problems):
        raise SystemExit(ExitCode.TO_ACT_ON)


def _imported(found: "Imports", folder: Path | None, lang: str) -> Iterator[str]:
    from iagkg.wording import say

    for counts in found.domains:
        yield say("vocabulary.imported", lang, **dataclasses.asdict(counts))
    if found.copies:
        yield say("vocabulary.copies", lang, count=found.copies)
    if found.mended:
        yield say("vocabulary.mended", lang, count=found.mended)
    if found.unknown_fields:
        fields = ", ".join(f"{name} ({count})" for name, count in found.unknown_fields.items())
        yield say("vocabulary.unknown-fields", lang, fields=fields)
    for link in found.superseded:
        yield say("vocabulary.superseded", lang, link=link)
    for problem in found.problems:
        yield f"{_severity(problem.severity, lang)}: {problem.message} ({problem.found})"
    if found.conflicts:
        yield say("vocabulary.conflicts", lang, count=len(found.conflicts))
    for conflict in found.conflicts:
        yield "  " + say("vocabulary.conflict", lang, **dataclasses.asdict(conflict))
    yield say("vocabulary.written", lang, folder=folder) if folder else say("vocabulary.would-write", lang)


@app.command()
def lint(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A thesaurus file (.json), or a sheet (.xlsx, .csv, .tsv) with --column.", show_default=False
        ),
    ] = None,
    column: Annotated[
        str | None, typer.Option("--column", help="The heading of the column of identifiers in a sheet.")
    ] = None,
    domain: DomainOption = "",
    every: Annotated[bool, typer.Option("--all", help="List each term without a label.")] = False,
    form: Annotated[Form, typer.Option("--format", help="How to print the findings.")] = Form.text,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Look over the vocabulary, a thesaurus file, or the identifiers in a sheet.

    Exit code 1 if something must be corrected.

    Example: iagkg vocabulary lint tags.csv --column subjects
    """
    from iagkg.files import find_workspace
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.lookup import Index
    from iagkg.vocabulary.spreadsheet import lint_column, read_column
    from iagkg.vocabulary.terms import read_vocabulary

    tables = Tables(find_workspace(workspace))
    vocabulary = read_vocabulary(tables.path)
    if domain and domain not in vocabulary.domains and (file is None or file.suffix.lower() != ".json"):
        raise UsageError(f"--domain {domain}: no such domain.", ", ".join(sorted(vocabulary.domains)))
    if file is None:
        found = _of_workspace(tables, vocabulary, domain, every, lang.value)
    elif file.suffix.lower() == ".json":
        if column is not None:
            raise UsageError("--column goes with a sheet.", "an .xlsx, .csv or .tsv file, or no --column")
        found = _of_thesaurus(file, vocabulary, domain, every, lang.value)
    else:
        found = lint_column(read_column(file, column), Index(vocabulary), domain, lang.value)
    if as_json or form is Form.json:
        typer.echo(json.dumps([dataclasses.asdict(each) for each in found], ensure_ascii=True, indent=1))
    else:
        for line in _shown(found, lang.value):
            typer.echo(_printable(line))
    if any(each.severity == "error" for each in found):
        raise SystemExit(ExitCode.TO_ACT_ON)


def _of_workspace(
    tables: "Tables", known: "Vocabulary", domain: str, every: bool, lang: str
) -> list["Finding"]:
    from iagkg.vocabulary.imported import read_imported
    from iagkg.vocabulary.lint import lint_imported, lint_vocabulary

    imported = read_imported(tables.path("vocabulary", "imported"))
    rows = [(place, term) for place, term in imported if domain in ("", term.domain)]
    domains = [domain] if domain else []
    return [*lint_imported(rows, known, lang), *lint_vocabulary(known, lang, domains, every=every)]


def _of_thesaurus(file: Path, known: "Vocabulary", domain: str, every: bool, lang: str) -> list["Finding"]:
    from iagkg.vocabulary.lint import Finding, lint_imported, lint_vocabulary
    from iagkg.vocabulary.merging import with_imported
    from iagkg.vocabulary.thesaurus_json import read_thesaurus

    reading = read_thesaurus(file, known, domain)
    rows = [("", term) for term in reading.terms]
    merged = with_imported(known, rows)
    odd = [Finding(p.severity, p.code, "", f"{p.message} ({p.found})") for p in reading.problems]
    domains = sorted({term.domain for term in reading.terms})
    return [*odd, *lint_imported(rows, merged, lang), *lint_vocabulary(merged, lang, domains, every=every)]


def _shown(found: list["Finding"], lang: str) -> Iterator[str]:
    from iagkg.wording import say

    if not found:
        yield say("vocabulary.nothing-found", lang)
    for severity in ("error", "warning", "info"):
        these = [each for each in found if each.severity == severity]
        if these:
            yield f"{_severity(severity, lang).capitalize()} ({len(these)})"
        for each in these:
            places = f"  [{'; '.join(each.places)}]" if each.places and each.places[0] else ""
            yield f"  {each.message}{places}"


def _severity(severity: str, lang: str) -> str:
    from iagkg.wording import say

    if severity == "error":
        return say("severity.must-be-corrected", lang)
    return (
        say("severity.please-check", lang) if severity == "warning" else say("severity.for-information", lang)
    )


def _printable(line: str) -> str:
    """Return a line without the signs that would steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


app.command("show")(vocabulary_show.show)
app.command("search")(vocabulary_show.search)
