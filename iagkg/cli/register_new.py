"""`iagkg register new`: what the decisions of a session hold for the group."""

import re
import sys
from typing import Annotated

import typer

from iagkg.cli.options import DatasetOption, Lang, LangOption, WorkspaceOption
from iagkg.cli.output import TableForm, print_result, remark

__all__ = ["run"]

_SESSION = re.compile(r"(?:([A-Za-z]+(?:[ -][A-Za-z]+)*)[ -]?)?0*([1-9][0-9]{0,3})")


def run(
    session: Annotated[str, typer.Argument(help="The session, such as 17 or COP17.")],
    body: Annotated[str, typer.Option("--body", help="The body that decided.")] = "COP",
    group: Annotated[str, typer.Option("--group", help="The key of the group.")] = "iag-tsc",
    dataset: DatasetOption = None,
    form: Annotated[
        TableForm, typer.Option("--format", help="The screen, or the paragraphs as csv, tsv, json or srj.")
    ] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """List the paragraphs of a session's loaded decisions to look at for the group.

    Those that ask or consult the group, name it, or recall a decision that the workplan cites; below them,
    who set up or extended the group, until when, and what a later decision replaces.

    Example: iagkg register new 17
    """
    from iagkg.errors import UsageError
    from iagkg.report.new_mandates import new_mandates
    from iagkg.report.new_mandates_text import as_table, print_new, to_text
    from iagkg.store.dataset import open_dataset

    match = _SESSION.fullmatch(session.strip())
    if match is None:
        raise UsageError(f"{session}: no session of a body.", "a session such as 17, or COP17")
    opened = open_dataset(dataset, None, workspace)
    remark(opened.remark)
    found = new_mandates(opened.store, int(match[2]), match[1] or body, group, lang)
    chosen = TableForm.json if as_json else form
    if chosen is not TableForm.table:
        for line in found.head:
            remark(line)
        print_result(as_table(found, lang), chosen, lang)
    elif sys.stdout.isatty():
        print_new(found, sys.stdout, lang)
    else:
        sys.stdout.write(to_text(found, lang))
