"""Print a table in the form asked for."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from iagkg.table import Table

__all__ = ["TableForm", "print_listing", "print_result", "remark", "write_file"]


class TableForm(StrEnum):
    """The forms a table can be printed in; srj is SPARQL results JSON."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    srj = "srj"


def print_result(table: "Table", form: TableForm, lang: str) -> None:
    """Print a table to standard output: set and wrapped on a terminal, aligned and unwrapped in a pipe."""
    if form is TableForm.table:
        from iagkg.table_text import print_table, to_text
        from iagkg.wording import say

        if not table.rows:
            remark(say("query.rows.none", lang).capitalize() + ".")

        if sys.stdout.isatty():
            print_table(table, sys.stdout, lang)
        else:
            sys.stdout.write(to_text(table, lang))
        return
    write = {
        TableForm.csv: table.to_csv,
        TableForm.tsv: table.to_tsv,
        TableForm.json: table.to_json,
        TableForm.srj: table.to_srj,
    }[form]
    sys.stdout.write(write())


def print_listing(table: "Table", form: TableForm, lang: str, nothing: str) -> None:
    """Print a table, on a screen without its empty columns; of one without rows it says `nothing`."""
    from iagkg.report.progress import without_empty_columns

    if form is not TableForm.table:
        print_result(table, form, lang)
    elif table.rows:
        print_result(without_empty_columns(table), form, lang)
    else:
        typer.echo(nothing)


def remark(words: str) -> None:
    """Say something beside the result, on standard error; nothing for empty words."""
    if words:
        typer.echo(words, err=True)


def write_file(path: "Path", content: bytes) -> None:
    """Write a file whole or not at all. Raises InputError where it cannot be written."""
    from iagkg.errors import InputError
    from iagkg.files import write_whole

    try:
        with write_whole(path) as temporary:
            temporary.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}.", "a file that you may write to"
        ) from error
