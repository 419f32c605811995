"""`iagkg handover`: one archive for whoever goes on with the work."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption
from iagkg.cli.output import remark, write_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from iagkg.build import Built
    from iagkg.graph.tables import Tables
    from iagkg.store.embedded import EmbeddedStore

__all__ = ["run"]


def run(
    output: Annotated[Path, typer.Option("-o", "--output", help="The archive to write.")] = Path(
        "handover.zip"
    ),
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day of the meeting paper.", show_default="today")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file of that name.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Put all of a workspace into one archive: tables, documents, dataset, workbook, paper, page, calendar.

    Unpacked on another machine it is a workspace that builds the same dataset. Names of persons stay out.

    Example: iagkg handover -o handover.zip
    """
    from iagkg.build import standing_words, write_dataset
    from iagkg.cli.export_inputs import free, opened
    from iagkg.cli.status_inputs import day_given
    from iagkg.export.handover import parcel, readme
    from iagkg.wording import say

    day = day_given("--as-of", as_of)
    free(output, replace=replace)
    built, store, tables = opened(None, workspace)
    files = _inputs(built, tables)
    with tempfile.TemporaryDirectory(prefix="iagkg-") as name:
        folder = Path(name)
        write_dataset(built, folder)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                files[f"build/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    made, left_out = _made(built, store, tables, day, lang.value)
    files |= made
    standing = standing_words(built.standing, lang.value)
    facts = {
        "title": " ".join((built.workplan.title or "").split()),
        "version": f"{built.standing.key}/{built.standing.version}",
        "standing": standing,
        "as_of": day.isoformat(),
        "file": built.inputs[0][0],
        "checksum": built.inputs[0][1][:12],
    }
    words = readme(facts, files, left_out, lang.value)
    write_file(output, parcel(f"{built.standing.key}-{built.standing.version}", files, words))
    remark(standing)
    for kept, why in left_out.items():
        remark(f"{say('handover.left-out', lang.value)} {kept}: {why}")
    typer.echo(f"{output}: {len(files) + 3} files")


def _inputs(built: "Built", tables: "Tables") -> dict[str, bytes]:
    """Return the files that the dataset is made from, by their path in a workspace.

    Raises UsageError where one does not lie in the workspace, or holds the names of persons.
    """
    from iagkg.chm.batch import batch_folders, read_head
    from iagkg.errors import UsageError
    from iagkg.files import shipped

    found = {}
    for name, _ in built.inputs:
        if name.startswith("ontology/"):
            continue
        roots = [root for root in (tables.workspace, shipped()) if root is not None]
        place = next((root / name for root in roots if (root / name).is_file()), None)
        if place is None or not name.startswith("data/"):
            raise UsageError(
                f"{name}: does not lie in the workspace.", "documents in data/workplans/, tables in data/"
            )
        found[name] = place.read_bytes()
    found["data/release.tsv"] = tables.path("release.tsv").read_bytes()
    for folder in batch_folders(tables.path("imported")):
        if read_head(folder).get("with_people"):
            raise UsageError(
                f"data/imported/{folder.name}: this batch has the names of persons.",
                "a batch without them",
                "import it again without --with-people.",
            )
    return found


def _made(
    built: "Built", store: "EmbeddedStore", tables: "Tables", day: "dt.date", lang: str
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files for people, and what could not be made with the reason."""
    from iagkg.build import standing_words
    from iagkg.cli.export_ics import calendar_of
    from iagkg.cli.site import single_page
    from iagkg.errors import UsageError
    from iagkg.export.workbook import book_of, keys_of_tasks
    from iagkg.export.workbook_write import write_workbook
    from iagkg.report.meeting import meeting_paper
    from iagkg.report.paper_docx import paper_docx
    from iagkg.report.paper_rows import asker

    standing = standing_words(built.standing, lang)
    ask = asker(store, lang, day, f"{built.standing.key}/{built.standing.version}")
    keys = keys_of_tasks(built, tables)
    files = {
        "workplan.xlsx": write_workbook(book_of(built, store, tables, day, lang)),
        "meeting-paper.docx": paper_docx(meeting_paper(ask, day, lang, standing, keys)),
    }
    left_out: dict[str, str] = {}
    makers: dict[str, Callable[[], bytes]] = {
        "workplan.ics": lambda: calendar_of(built, store, tables, lang)[0],
        "workplan.html": lambda: single_page(built, store, day, lang),
    }
    for name, make in makers.items():
        try:
            files[name] = make()
        except UsageError as error:
            left_out[name] = error.what
    return files, left_out
