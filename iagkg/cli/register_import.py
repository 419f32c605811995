"""`iagkg register import`: a decision as published to a sheet for review, or tracked, into the workspace."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iagkg.cli.options import WorkspaceOption
from iagkg.cli.register_home import OnOption

if TYPE_CHECKING:
    from iagkg.citation.model import Citation
    from iagkg.problem import Problem
    from iagkg.register.loading import Prefilled
    from iagkg.register.model import Paragraph, Text
    from iagkg.register.published import PublishedReading

__all__ = ["run"]

COUNTED = {
    "preamble": ("preambular paragraph", "preambular paragraphs"),
    "section": ("section", "sections"),
    "paragraph": ("paragraph", "paragraphs"),
    "item": ("subparagraph", "subparagraphs"),
    "subitem": ("sub-subparagraph", "sub-subparagraphs"),
    "annex": ("annex", "annexes"),
    "footnote": ("footnote", "footnotes"),
}


def run(
    file: Annotated[Path, typer.Argument(help="The decision: .docx, .txt, or .json of the Tracking Tool.")],
    decision: Annotated[
        str, typer.Option("--decision", help="Its number, such as 16/9.", show_default="as the .json says")
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the text: en, fr, es, ar, ru, zh.")] = "en",
    version: Annotated[
        str, typer.Option("--version", help="advance, final, rev-1, corr-1, reissue-1 …")
    ] = "final",
    symbol: Annotated[
        str, typer.Option("--symbol", help="Symbol of the document.", show_default="as printed")
    ] = "",
    date: Annotated[str, typer.Option("--date", help="Day of the text, such as 2025-02-27.")] = "",
    source: Annotated[str, typer.Option("--source", help="Address where it is published.")] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="The sheet: .xlsx or .csv.", show_default="by decision and language"
        ),
    ] = None,
    on: OnOption = "",
    complete: Annotated[
        bool, typer.Option("--complete", help="Of a .json: you know that no paragraph is left out.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a sheet of that name; of a .json, what is loaded.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Read a decision as published and write a sheet on which a person reviews it; nothing is loaded.

    Verbs, addressees and the role of the group are proposed, each with the words it rests on. `iagkg register
    load` loads the reviewed sheet. The JSON of the Decision Tracking Tool is loaded at once.

    Example: iagkg register import 16-09.docx --decision 16/9 --lang en -o 16-9-en.xlsx
    """
    from iagkg.cli.register_tracking import ImportOptions, import_tracking, is_json
    from iagkg.errors import UsageError

    content = _content(file)
    if is_json(file, content):
        options = ImportOptions(
            *(decision, complete, replace, source, on, as_json, dry_run),
            lang=lang if lang in {"en", "fr", "es"} else "en",
            workspace=workspace,
        )
        raise typer.Exit(import_tracking(file.name, content, options))
    if not decision:
        raise UsageError("--decision is needed: which decision is it?", "--decision 16/9")
    if complete:
        raise UsageError(
            "--complete is for loading.", "iagkg register load SHEET --complete, after the review"
        )
    text = _text(lang=lang, version=version, symbol=symbol, date=date, source=source, on=on)
    raise typer.Exit(_published(file, content, decision, text, output, replace, dry_run, as_json, workspace))


def _content(file: Path) -> bytes:
    from iagkg.errors import InputError
    from iagkg.office.package import MAX_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{file}: cannot be read: {error.strerror}.", "one file with a decision", "check the name."
        ) from error


def _text(*, on: str, **values: str) -> "Text":
    import datetime as dt

    from iagkg.cli.register_home import day
    from iagkg.errors import UsageError
    from iagkg.register.model import LANGUAGES, Text, is_version

    if values["lang"] not in LANGUAGES:
        raise UsageError(f"--lang {values['lang']}: no language of decisions.", ", ".join(LANGUAGES))
    if not is_version(values["version"]):
        raise UsageError(
            f"--version {values['version']}: not a version.", "advance, final, rev-1, corr-1, reissue-1"
        )
    if values["date"]:
        try:
            dt.date.fromisoformat(values["date"])
        except ValueError as error:
            raise UsageError(f"--date {values['date']}: not a day.", "a day such as 2025-02-27") from error
    return Text(**values, imported_on=day(on))


def _published(
    file: Path,
    content: bytes,
    named: str,
    text: "Text",
    output: Path | None,
    replace: bool,
    dry_run: bool,
    as_json: bool,
    workspace: Path | None,
) -> int:
    import dataclasses

    from iagkg.desk.decisions import published
    from iagkg.errors import ExitCode, UsageError
    from iagkg.files import find_workspace
    from iagkg.register.folder import folder_name
    from iagkg.register.published import decision_named
    from iagkg.register.sheet import write_sheet

    target = output or Path(f"{folder_name(decision_named(named))}-{text.lang}.xlsx")
    if target.exists() and not replace and not dry_run:
        raise UsageError(
            f"{target}: is there already; it may be reviewed.",
            "a new name",
            "name another with -o, or --replace.",
        )
    found = published(file.name, content, named, text, find_workspace(workspace))
    reading, filled, sheet = found.reading, found.filled, found.sheet
    if not dry_run:
        write_sheet(target, sheet, text.lang)
    account = _account(found.citation, sheet.source, reading, filled)
    problems = sorted((*reading.problems, *filled.problems), key=lambda problem: problem.severity == "info")
    to_check = [problem for problem in problems if problem.severity != "info"]
    account["to_check"] = len(to_check)
    if as_json:
        account["sheet"] = None if dry_run else str(target)
        account["problems"] = [dataclasses.asdict(problem) for problem in problems]
        typer.echo(json.dumps(account, ensure_ascii=False, indent=1))
    else:
        for line in _lines(account):
            typer.echo(line)
        for line in _checks(problems, len(to_check)):
            typer.echo(line)
        if not dry_run:
            typer.echo(f"Written for review: {target}. Nothing is loaded.")
            typer.echo(f'Next: iagkg register load {target} --reviewed-by "…" --complete (or --partial)')
    return ExitCode.TO_ACT_ON if to_check else ExitCode.DONE


def _account(
    citation: "Citation", text: "Text", reading: "PublishedReading", filled: "Prefilled"
) -> dict[str, Any]:
    from iagkg.citation import canonical

    counts = Counter(item.kind for item in reading.paragraphs)
    return {
        "decision": canonical(citation),
        "title": reading.found_title,
        "symbol": text.symbol,
        "lang": text.lang,
        "date": text.date,
        "date_read": bool(reading.found_date) and text.date == reading.found_date,
        "version": text.version,
        "sha256": text.sha256,
        "head": list(reading.head),
        **{kind: counts[kind] for kind in COUNTED},
        "proposals": sum(map(_with_proposal, filled.proposed)),
        "roles": dict(sorted(Counter(_roles(filled.paragraphs)).items())),
        "problem_count": len(reading.problems) + len(filled.problems),
    }


def _with_proposal(names: frozenset[str]) -> int:
    return sum(not name.endswith("_words") for name in names)


def _roles(paragraphs: "tuple[Paragraph, ...]") -> Iterator[str]:
    return (item.role for item in paragraphs if item.role)


def _lines(account: dict[str, Any]) -> Iterator[str]:
    title = f", {account['title']}" if account["title"] else ""
    symbol = f" ({account['symbol']})" if account["symbol"] else ""
    yield f"Decision {account['decision']}{title}{symbol}, {account['lang']}, {account['version']}"
    counts = [
        f"{account[kind]} {words[account[kind] != 1]}" for kind, words in COUNTED.items() if account[kind]
    ]
    yield f"Read: {', '.join(counts)}"
    roles = ", ".join(f"{role} {count}" for role, count in account["roles"].items())
    yield f"Proposed: {account['proposals']} values to review; role of the group: {roles or 'none'}"
    if account["head"]:
        yield f"Head of the document, not taken as paragraphs: {' / '.join(account['head'])}"
    if account["date_read"]:
        yield f"Date of the text, read in its head: {account['date']}. --date names another."


def _checks(problems: "list[Problem]", count: int) -> Iterator[str]:
    """Give the lines on what to check, and apart from them those that only inform."""
    from iagkg.cli.register_home import problem_line

    yield f"To check: {count}" if count else "Nothing to check."
    yield from map(problem_line, problems[:count])
    if problems[count:]:
        yield f"For information: {len(problems) - count}"
        yield from (problem_line(problem).replace("for information: ", "", 1) for problem in problems[count:])
