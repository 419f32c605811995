"""`iagkg chm export`: hand tasks on to the clearing-house in the forms that its staff use."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    DatasetOption,
    Lang,
    LangOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import remark
from iagkg.errors import InputError, UsageError

if TYPE_CHECKING:
    from iagkg.report.chm_records import ExportSet

__all__ = ["run"]


class ExportForm(StrEnum):
    """The forms, in the order of their use."""

    calendar_csv = "calendar-csv"
    calendar_xlsx = "calendar-xlsx"
    form_html = "form-html"
    form_docx = "form-docx"
    resource_form_html = "resource-form-html"
    resource_form_docx = "resource-form-docx"
    bioland = "bioland"
    calendar_activity = "calendar-activity"
    resource = "resource"
    dcat = "dcat"
    schema_org = "schema-org"
    informea = "informea"


def run(
    form: Annotated[ExportForm, typer.Option("--as", help="What the clearing-house is to take.")],
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file, or a folder for it.", show_default="the screen"),
    ] = None,
    workstream: Annotated[
        str | None, typer.Option("--workstream", help="One workstream, such as WS1.", show_default="all")
    ] = None,
    workplan: Annotated[
        str | None,
        typer.Option("--workplan", help="A version, such as iag-tsc/2025-2027.", show_default="current"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Hand on a draft, marked as one.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over files of an earlier call.")] = False,
    dataset: DatasetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Hand tasks on to the clearing-house: calendar table, form sheet, tags, records.

    Only what the document prints and what somebody accepted is handed on, never a suggestion. A field for
    which nothing is stated stays empty. Beside a file, a second one says where each value comes from.

    Example: iagkg chm export --as calendar-xlsx -o calendar.xlsx --draft
    """
    from iagkg.report.chm_forms import FORMS, sources_csv
    from iagkg.report.chm_records import export_set
    from iagkg.store.dataset import open_dataset

    chosen = FORMS[form.value]
    if output is None and chosen.binary:
        raise UsageError(f"--as {form.value}: cannot be shown on the screen.", f"-o {chosen.file}")
    path = None if output is None else output / chosen.file if _is_folder(output) else output
    beside = [] if path is None or chosen.own_sources else [path.with_name(f"{path.name}.sources.csv")]
    if path is not None and not replace:
        _free([path, *beside])
    opened = open_dataset(dataset, source, workspace, help_given(columns, sheet))
    values = {name: value for name, value in (("workplan", workplan), ("workstream", workstream)) if value}
    export = export_set(opened.store, values, lang.value)
    if export.draft and not draft:
        raise UsageError(
            "This is a draft: its adoption is not recorded.",
            "a workplan whose adoption is recorded, or --draft",
            "record the adoption in data/workplans/versions.tsv, or add --draft: every record is then marked"
            " as tentative.",
        )
    content = chosen.write(export, lang.value)
    remark(opened.remark)
    _remarks(export, lang.value)
    if form is ExportForm.calendar_activity:
        _keys(export, lang.value)
    if path is None:
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
        return
    files = {path: content} | {name: sources_csv(export, lang.value) for name in beside}
    _put(files)
    for name in files:
        typer.echo(name)


def _is_folder(path: Path) -> bool:
    return path.is_dir() or str(path).endswith(("/", os.sep)) or not path.suffix


def _free(paths: list[Path]) -> None:
    """Raise UsageError where a file is there already: a person may have filled it in."""
    for path in paths:
        if path.exists():
            raise UsageError(f"{path}: is there already; it may be filled in.", "a new name", "or --replace.")


def _remarks(export: "ExportSet", lang: str) -> None:
    """Say what a person must know of the records: their standing, citations that lead nowhere, no tags."""
    from iagkg.wording import say

    remark(export.standing(lang))
    for record in export.records:
        for words in record.unread:
            remark(f"{record.ref}: {say('chm.unread', lang, words=words)}")
    if not any(record.tags for record in export.records):
        remark(say("chm.no-tags", lang))


def _keys(export: "ExportSet", lang: str) -> None:
    """Name the decisions of which no key was seen in the calendar: none is made up."""
    from iagkg.chm.calendar_keys import seen_key
    from iagkg.wording import say

    used = dict.fromkeys((one.decision, one.body) for record in export.records for one in record.mandates)
    if unseen := [decision for decision, body in used if not seen_key(decision, body)]:
        remark(say("chm.keys-not-seen", lang, decisions=", ".join(unseen)))


def _put(files: dict[Path, bytes]) -> None:
    """Write all files or none: each is made ready beside its place before the first is put there."""
    from contextlib import ExitStack

    from iagkg.files import write_whole

    try:
        with ExitStack() as ready:
            for path, content in files.items():
                ready.enter_context(write_whole(path)).write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{next(iter(files))}: cannot be written: {error.strerror}.", "a place that you may write to"
        ) from error
