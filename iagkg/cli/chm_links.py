"""`iagkg chm links`: which imported records are linked with which tasks, and which are not, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    DatasetOption,
    Lang,
    LangOption,
    SheetOption,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import TableForm, print_result, remark

if TYPE_CHECKING:
    from iagkg.store.terms import Value
    from iagkg.table import Table

__all__ = ["run"]

_COLUMNS = (
    ("record_id", "group"),
    ("record_title", "group"),
    ("ref", "text"),
    ("link_key", "code link-key"),
    ("strength", "code link-strength"),
    ("shared", "text"),
    ("link_reason", "code link-reason"),
    ("link_detail", "text"),
    ("weak_count", "integer"),
    ("record", "iri"),
    ("task", "iri"),
    ("common", "iri"),
)


def run(
    weak: Annotated[
        bool, typer.Option("--weak", help="List pairs with only a target or subject in common too.")
    ] = False,
    workplan: Annotated[
        str, typer.Option("--workplan", help="Key and version of a workplan.", show_default="current")
    ] = "",
    dataset: DatasetOption = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="A workplan document, built in memory first.")
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    form: Annotated[TableForm, typer.Option("--format", help="How to print the answer.")] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """List which imported records are linked with which tasks, by what, and which are not, with the reason.

    A link is a decision paragraph (strong) or a decision (fair) that both name, never words. A target or
    subject in common is counted only; --weak lists these pairs. The named queries behind it: chm-links,
    chm-links-weak, chm-not-linked.

    Example: iagkg chm links --weak --format csv
    """
    from iagkg.queries import named
    from iagkg.queries import run as ask
    from iagkg.store.dataset import open_dataset
    from iagkg.table import Table
    from iagkg.wording import say

    opened = open_dataset(dataset, source, workspace, help_given(columns, sheet))
    remark(opened.remark)
    values = {"lang": lang.value, **({"workplan": workplan} if workplan else {})}
    links, hints, others = (
        ask(opened.store, named(name), values) for name in ("chm-links", "chm-links-weak", "chm-not-linked")
    )
    shown = (links, hints, others) if weak else (links, others)
    rows = sorted((row for table in shown for row in _rows(table)), key=lambda row: str(row[0]))
    names, kinds = zip(*_COLUMNS, strict=True)
    print_result(Table(names, tuple(rows), kinds), TableForm.json if as_json else form, lang.value)
    if not (links.rows or others.rows):
        remark(say("chm.no-records", lang.value))
        return
    linked = {row[links.columns.index("record")] for row in links.rows}
    counts = {"links": len(links.rows), "records": len(linked), "unlinked": len(others.rows)}
    remark(say("chm.links", lang.value, **counts) + ".")
    pairs = {(row[hints.columns.index("record")], row[hints.columns.index("task")]) for row in hints.rows}
    if pairs and not weak:
        remark(say("chm.links-weak", lang.value, count=len(pairs)) + ".")


def _rows(table: "Table") -> list[tuple["Value", ...]]:
    """Return the rows of a query under the columns of the command; what a query has not is empty."""
    places = [table.columns.index(name) if name in table.columns else None for name, _ in _COLUMNS]
    return [tuple(None if at is None else row[at] for at in places) for row in table.rows]
