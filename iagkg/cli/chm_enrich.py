"""`iagkg chm enrich`: propose targets and subjects for records, and add what a person accepted."""

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption

if TYPE_CHECKING:
    from iagkg.chm.proposing import Proposal
    from iagkg.chm.review import Choice
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.model import Vocabulary

__all__ = ["run"]


def run(
    file: Annotated[Path, typer.Argument(help="A file of clearing-house records in JSON.")],
    apply: Annotated[
        Path | None,
        typer.Option("--apply", help="The reviewed side file: add what is accepted.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Where to write the records.", show_default="beside FILE"),
    ] = None,
    side: Annotated[
        Path | None,
        typer.Option("--side", help="Where to write the side file.", show_default="FILE.proposals.csv"),
    ] = None,
    least: Annotated[float, typer.Option("--least", min=0.0, max=1.0, help="The least score shown.")] = 0.5,
    replace: Annotated[bool, typer.Option("--replace", help="Write over files of an earlier call.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the proposals, or what was added, as JSON.")
    ] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Propose targets and subjects for the records of a file; what the author wrote is never changed.

    Writes the records with all proposals added (FILE.proposed.json), and a side file (FILE.proposals.csv)
    with the reason of each. A person writes accept or reject in its column choice; with --apply, the records
    are written with what was accepted, and nothing else, added (FILE.enriched.json).

    Example: iagkg chm enrich guide.json, then iagkg chm enrich guide.json --apply guide.proposals.csv
    """
    from iagkg.chm.content import content_of
    from iagkg.chm.splicing import spliced
    from iagkg.files import find_workspace, sha256
    from iagkg.graph.tables import Tables
    from iagkg.register.tracking_json import read_json
    from iagkg.vocabulary.terms import read_vocabulary

    content = content_of(str(file), file)
    value = read_json(file.name, content)
    tables = Tables(find_workspace(workspace))
    vocabulary = read_vocabulary(tables.path)
    given = (file, apply) if apply else (file,)
    target = _free(output or _beside(file, "proposed" if apply is None else "enriched"), given, replace)
    if apply is not None:
        from iagkg.chm.review import apply as add
        from iagkg.chm.review import read_choices

        choices = add(
            value, read_choices(apply.name, content_of(str(apply), apply), sha256(content)), vocabulary
        )
        added = [dataclasses.asdict(each) for each in choices]
        _write({target: spliced(file.name, content, map(_addition, choices))})
        _say(added, "chm.added", {"count": len(added), "file": target}, as_json, lang.value)
        return
    from iagkg.chm.review import side_file

    beside = _free(side or file.with_name(f"{file.stem}.proposals.csv"), given, replace)
    proposals = _proposals(value, tables, vocabulary, least)
    shown = [dataclasses.asdict(each) for each in proposals]
    if not proposals:
        _say(shown, "chm.nothing-proposed", {}, as_json, lang.value)
        return
    proposed = spliced(file.name, content, map(_addition, proposals))
    _write({target: proposed, beside: side_file(proposals, sha256(content))})
    values = {"count": len(proposals), "file": target, "side": beside}
    _say(shown, "chm.proposed", values, as_json, lang.value)


def _beside(file: Path, what: str) -> Path:
    return file.with_name(f"{file.stem}.{what}.json")


def _free(path: Path, given: tuple[Path, ...], replace: bool) -> Path:
    """Return a path that may be written. Raises UsageError where a file is there, or is one that is read."""
    from iagkg.errors import UsageError

    if path.exists():
        if any(path.samefile(each) for each in given):
            raise UsageError(f"{path}: would be written over.", "another name")
        if not replace:
            raise UsageError(f"{path}: is there already; it may be reviewed.", "a new name", "or --replace.")
    return path


def _proposals(value: Any, tables: "Tables", vocabulary: "Vocabulary", least: float) -> list["Proposal"]:
    from iagkg.chm.proposing import propose
    from iagkg.vocabulary.entities import read_entities
    from iagkg.vocabulary.suggest_labels import collect

    entities = read_entities(tables.path("vocabulary", "entities.tsv"))
    return propose(value, vocabulary, collect(vocabulary, entities, tables.workspace), entities, least)


def _addition(each: "Proposal | Choice") -> tuple[str, str, str]:
    return each.path, each.relation, each.identifier


def _write(files: dict[Path, bytes]) -> None:
    import contextlib

    from iagkg.errors import InputError
    from iagkg.files import write_whole

    try:
        with contextlib.ExitStack() as stack:
            for path, content in files.items():
                stack.enter_context(write_whole(path)).write_bytes(content)
    except OSError as error:
        raise InputError(f"cannot be written: {error}", "a folder that you may write to") from error


def _say(rows: list[dict[str, Any]], key: str, values: dict[str, Any], as_json: bool, lang: str) -> None:
    from iagkg.wording import say

    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=True, indent=1))
        return
    for row in rows:
        score = f" {row['score']:.2f}" if "score" in row else ""
        reason = f": {row['reason']}" if "reason" in row else ""
        where = row.get("record") or row["path"] or "top"
        line = f"{where}  {row['field']} + {row['identifier']} {row.get('label', '')}".rstrip()
        typer.echo(
            "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line + score + reason)
        )
    typer.echo(say(key, lang, **values))
