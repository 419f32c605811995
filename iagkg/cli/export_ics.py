"""`iagkg export ics`: the ends of periods, and milestones, as a calendar."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    Lang,
    LangOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import remark, write_file

if TYPE_CHECKING:
    import datetime as dt

    from iagkg.build import Built
    from iagkg.graph.tables import Tables
    from iagkg.store.embedded import EmbeddedStore

__all__ = ["calendar_of", "run"]


def run(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")] = Path("workplan.ics"),
    workstream: Annotated[
        str | None, typer.Option("--workstream", help="One workstream, such as WS1.", show_default="all")
    ] = None,
    before: Annotated[
        str,
        typer.Option(
            "--before", help="Only periods that end before a milestone, such as SBI 7.", show_default=False
        ),
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file of that name.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a calendar: a whole-day entry where the printed period of a task ends, and the milestones.

    An entry keeps its identifier from version to version. A task whose words fix no last day has none, which
    is said. Needs the extra calendar: pip install 'iagkg[calendar]'.

    Example: iagkg export ics -o workplan.ics --before "SBI 7"
    """
    from iagkg.build import standing_words
    from iagkg.cli.export_inputs import free, opened
    from iagkg.wording import say

    free(output, replace=replace)
    built, store, tables = opened(source, workspace, help_given(columns, sheet))
    content, left = calendar_of(built, store, tables, lang.value, workstream or "", before)
    write_file(output, content)
    remark(standing_words(built.standing, lang.value))
    if left:
        remark(say("ics.without-end", lang.value, tasks=", ".join(left)))
    typer.echo(str(output))


def calendar_of(  # what a calendar is made of
    built: "Built",
    store: "EmbeddedStore",
    tables: "Tables",
    lang: str,
    workstream: str = "",
    before: str = "",
) -> tuple[bytes, list[str]]:
    """Return the calendar of a workplan, and the tasks that have no entry.

    Raises UsageError where the library for calendars is not installed, or a name is not known.
    """
    from dataclasses import replace as changed

    from iagkg.build import standing_words
    from iagkg.errors import extra_needed
    from iagkg.export.workbook import keys_of_tasks
    from iagkg.progress.milestones import milestone_named, read_milestones
    from iagkg.report.chm_records import export_set
    from iagkg.report.paper_rows import Ask

    try:
        from iagkg.export.calendar import Dated, calendar_ics, without_end
    except ModuleNotFoundError as error:
        raise extra_needed(error, "calendar") from error
    version = f"{built.standing.key}/{built.standing.version}"
    values = {"workplan": version} | ({"workstream": workstream} if workstream else {})
    export = export_set(store, values, lang)
    milestones = read_milestones(tables.path("milestones.tsv"))
    if before:
        chosen = milestone_named(milestones, before)
        places = Ask(store, {"workplan": version})("tasks-by-milestone", milestone=chosen.code)
        ending = {row["ref"] for row in places if row["milestone_relation"] == "before"}
        export = changed(export, records=tuple(one for one in export.records if one.ref in ending))
        milestones = (chosen,)
    dated = Dated(*_version(built, tables), standing_words(built.standing, lang))
    content = calendar_ics(export, keys_of_tasks(built, tables), milestones, dated, lang)
    return content, without_end(export.records)


def _version(built: "Built", tables: "Tables") -> "tuple[int, dt.date]":
    """Return how many versions came before, and the day of the data: of the document, else of the release."""
    import datetime as dt

    from iagkg.files import read_table
    from iagkg.graph.editions import earlier_editions

    day = built.standing.date or read_table(tables.path("release.tsv"), ("version", "issued"))[-1]["issued"]
    return len(earlier_editions(built.standing, tables)), dt.date.fromisoformat(day)
