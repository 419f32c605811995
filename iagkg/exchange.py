"""Many files put into a folder at once: all of them, or none, with those of an earlier time taken away."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["put_files"]


def put_files(
    files: Iterable[tuple[str, bytes]], folder: Path, last: str, earlier: Callable[[Path], set[str]]
) -> list[str]:
    """Write files, given by their paths below a folder, beside their places first, then rename them.

    `last` is put in its place after the others. `earlier` tells the files of an earlier time, which are taken
    away. On any failure the folder is as it was. Returns the paths. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=folder, prefix=".building-"))
    try:
        new = staging / "new"
        names = []
        for name, content in files:
            _parent(new / name).write_bytes(content)
            names.append(name)
        _exchange(sorted(names, key=lambda name: (name == last, name)), earlier(folder), staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return names


def _parent(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _exchange(names: list[str], earlier: set[str], staging: Path, folder: Path) -> None:
    """Put the new files in their places, the old ones aside; on any failure the old ones come back."""
    aside = staging / "aside"
    kept: list[str] = []
    put: list[str] = []
    try:
        for name in sorted({*names, *earlier}):
            if (folder / name).is_file():
                (folder / name).replace(_parent(aside / name))
                kept.append(name)
        for name in names:
            (staging / "new" / name).replace(_parent(folder / name))
            put.append(name)
    except BaseException:  # an interruption too: the old files lie in the folder that is removed next
        for name in put:
            (folder / name).unlink()
        for name in kept:
            (aside / name).replace(folder / name)
        raise
    for parent in {(folder / name).parent for name in earlier - set(names)}:
        _tidy(parent, folder)


def _tidy(place: Path, folder: Path) -> None:
    """Remove a folder that has become empty, and those above it."""
    while place != folder and place.is_dir() and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
