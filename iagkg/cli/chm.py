"""`iagkg chm`: records of the clearing-house, imported, linked to tasks, enriched.

Each verb has a module of its own, `chm_<verb>.py`; this one only names them.
"""

import typer

from iagkg.cli import chm_enrich, chm_export, chm_import, chm_links, chm_lint

__all__ = ["app"]

app = typer.Typer(
    help="Records of the clearing-house: import them, link them to tasks, enrich them.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def chm() -> None:
    """Import records of the clearing-house, link them to tasks, enrich them."""


app.command("export")(chm_export.run)
app.command("enrich")(chm_enrich.run)
app.command("import")(chm_import.run)
app.command("links")(chm_links.run)
app.command("lint")(chm_lint.run)
