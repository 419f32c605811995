"""`iagkg init`: a workspace of one's own."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["run"]

_SETTINGS = """\
# A workspace of iagkg: the folder whose `data/` is read and whose `build/` is written.
#
# To add a workplan: put its text into data/workplans/ and write a row for it in data/workplans/versions.tsv
# (file, key, version, SHA-256 of the file, language, standing as printed). `iagkg build` takes the first
# document of that table that no other row replaces; `iagkg build FILE` builds any other.
"""
_IGNORED = "/build/\n/data/people.csv\n"
_ATTRIBUTES = (
    "* text=auto eol=lf\n"
    "data/added.csv merge=union\n"
    "data/corrections.csv merge=union\n"
    "data/followup.csv merge=union\n"
    "data/status.csv merge=union\n"
    "data/tags.tsv merge=union\n"
)


def run(folder: Annotated[Path, typer.Argument(help="The folder to make; it may exist.")]) -> None:
    """Make a workspace: a folder with the shipped tables as its own, to edit.

    Nothing that is already there is overwritten.

    Example: iagkg init my-workplans
    """
    from iagkg.errors import InputError
    from iagkg.files import shipped, write_whole

    files = {
        "iagkg.toml": _SETTINGS.encode(),
        ".gitignore": _IGNORED.encode(),
        ".gitattributes": _ATTRIBUTES.encode(),
    }
    for kind in ("workplans", "register"):
        for path in sorted(shipped("data", kind).iterdir()):
            files[f"data/{kind}/{path.name}"] = path.read_bytes()
    for name in ("added.csv", "corrections.csv", "followup.csv", "keys.tsv", "milestones.tsv", "status.csv"):
        files[f"data/{name}"] = shipped("data", name).read_bytes()
    written = 0
    try:
        for name, content in files.items():
            if not (folder / name).exists():
                with write_whole(folder / name) as temporary:
                    temporary.write_bytes(content)
                written += 1
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be written: {error.strerror}.", "a folder that you may write to"
        ) from error
    typer.echo(f"{folder}: {written} files written; iagkg.toml says how to add a workplan.")
    typer.echo(f"Next: iagkg build --workspace {folder}")
