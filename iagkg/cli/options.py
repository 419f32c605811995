"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DatasetOption", "Lang", "LangOption", "SourceArgument", "WorkspaceOption"]


class Lang(StrEnum):
    """The languages of screens, sheets and papers."""

    en = "en"
    fr = "fr"
    es = "es"


SourceArgument = Annotated[
    Path | None,
    typer.Argument(help="A workplan document; without it the workspace's own.", show_default=False),
]
DatasetOption = Annotated[
    Path | None, typer.Option("--dataset", help="The folder of a built dataset.", show_default="build/")
]
WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", help="The folder with iagkg.toml.", show_default="nearest")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of headings and fixed words.")]
