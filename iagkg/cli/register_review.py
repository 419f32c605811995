"""`iagkg register review`: a sheet of what is loaded of a decision."""

from pathlib import Path
from typing import Annotated

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption

__all__ = ["run"]


def run(
    decision: Annotated[str, typer.Argument(help="The decision, such as 16/9.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The sheet: .xlsx or .csv.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace a sheet of that name.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Write what is loaded of a decision to a sheet, to be looked through again and loaded with corrections.

    Example: iagkg register review 16/9 -o 16-9.xlsx
    """
    from iagkg.cli.register_home import workspace_to_write
    from iagkg.errors import InputError, UsageError
    from iagkg.register.folder import loaded_of
    from iagkg.register.published import decision_named
    from iagkg.register.sheet import Sheet, write_sheet

    citation = decision_named(decision)
    loaded = loaded_of(workspace_to_write(workspace), citation)
    if loaded is None:
        raise InputError(
            f"Of decision {decision} nothing is loaded here.",
            "a decision that is loaded",
            f"iagkg register import FILE --decision {decision}",
        )
    if output.exists() and not replace:
        raise UsageError(f"{output}: is there already.", "a new name", "name another with -o, or --replace.")
    write_sheet(output, Sheet(loaded.decision, loaded.paragraphs), lang.value)
    typer.echo(f"Written for review: {output}, {len(loaded.paragraphs)} rows.")
    typer.echo(f'Next: iagkg register load {output} --reviewed-by "…"')
