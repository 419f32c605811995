"""`iagkg register`: decisions as published and as tracked, read, reviewed and loaded.

Each verb has a module of its own, `register_<verb>.py`; this one only names them.
"""

import typer

from iagkg.cli import register_fetch, register_import, register_load, register_new, register_review

__all__ = ["app"]

app = typer.Typer(
    help="Load decisions: as published, or as the Decision Tracking Tool has them.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def register() -> None:
    """Load decisions: as published, or as the Decision Tracking Tool has them."""


app.command("fetch")(register_fetch.run)
app.command("import")(register_import.run)
app.command("load")(register_load.run)
app.command("new")(register_new.run)
app.command("review")(register_review.run)
