"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.output import TableForm

if TYPE_CHECKING:
    from iagkg.source.given import Given

__all__ = [
    "ByOption",
    "ColumnsOption",
    "DatasetOption",
    "EndpointOption",
    "FormOption",
    "GraphStoreOption",
    "JsonOption",
    "Lang",
    "LangOption",
    "OwnSourceOption",
    "PlainHttpOption",
    "QueryOption",
    "SheetOption",
    "SourceArgument",
    "TimeoutOption",
    "UpdateOption",
    "WorkspaceOption",
    "help_given",
]


class Lang(StrEnum):
    """The languages of screens, sheets and papers."""

    en = "en"
    fr = "fr"
    es = "es"


SourceArgument = Annotated[
    Path | None,
    typer.Argument(help="A workplan document; without it the workspace's own.", show_default=False),
]
FormOption = Annotated[TableForm, typer.Option("--format", help="The screen, or csv, tsv, json or srj.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
ByOption = Annotated[str, typer.Option("--by", help="The role that says so, never a person's name.")]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns", help='Which column is what: "task=1,mandate=3,timeline=2".', show_default=False
    ),
]
OwnSourceOption = Annotated[
    Path | None, typer.Option("--document", help="A workplan document.", show_default="the workspace's own")
]
SheetOption = Annotated[
    str | None,
    typer.Option("--sheet", help="The sheet of a workbook, by name or number.", show_default=False),
]
DatasetOption = Annotated[
    Path | None, typer.Option("--dataset", help="The folder of a built dataset.", show_default="build/")
]
EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="Ask a SPARQL server at this address.", show_default=False),
]
WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", help="The folder with iagkg.toml.", show_default="nearest")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of headings and fixed words.")]
QueryOption = Annotated[
    str | None, typer.Option("--query", help="Where the server takes queries.", show_default="found out")
]
UpdateOption = Annotated[
    str | None, typer.Option("--update", help="Where the server takes updates.", show_default="found out")
]
GraphStoreOption = Annotated[
    str | None,
    typer.Option(
        "--graph-store", help="Where the server takes whole graphs; '' for nowhere.", show_default="found out"
    ),
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=0.1, help="Seconds of silence of a server to wait for.")
]
PlainHttpOption = Annotated[
    bool, typer.Option("--plain-http", help="Send a password in the clear to another machine.")
]


def help_given(columns: str | None, sheet: str | None) -> "Given":
    """Return the help that a person gives the reader. Raises UsageError where it is not understood."""
    from iagkg.source.given import Given, read_given

    return Given(read_given(columns) if columns is not None else None, sheet)
