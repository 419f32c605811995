"""Open what a command asks: a built dataset, or a document built in memory first."""

import json
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import find_workspace, sha256, shipped
from iagkg.source.given import NOTHING_GIVEN, Given
from iagkg.store.embedded import DATASET_FILE, EmbeddedStore

__all__ = ["Opened", "open_dataset"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A store with a dataset, and one line on where it comes from (empty where nothing is to be said)."""

    store: EmbeddedStore
    remark: str = ""


def open_dataset(
    dataset: Path | None = None,
    source: Path | None = None,
    workspace: Path | None = None,
    given: Given = NOTHING_GIVEN,
) -> Opened:
    """Return a store: of the folder `dataset`, else of the document `source`, else of the workspace's build.

    Where nothing is built, the workspace's own workplan, or the shipped one, is built in memory; the
    remark says so. It also says when a file has changed since the dataset was built from it. Raises
    InputError where a folder or document that is named cannot be read, UsageError where `given` (the help of
    a person in reading a document) comes without one.
    """
    home = find_workspace(workspace)
    if given and source is None:
        raise UsageError(
            "--columns and --sheet say how a document is read, and none is named.",
            "a workplan document with them",
            "name it, or give them to iagkg build.",
        )
    if source is not None:
        return Opened(_built(source, home, given))
    folder = dataset or (home / "build" if home else None)
    if folder is not None and (folder / DATASET_FILE).is_file():
        return Opened(EmbeddedStore.from_folder(folder), _stale(folder, home))
    if dataset is not None:
        raise InputError(
            f"{dataset}: no dataset there, it has no {DATASET_FILE}.",
            "a folder that iagkg build wrote",
            f"iagkg build -o {dataset}",
        )
    return Opened(_built(None, home), "Nothing is built yet: the workplan was read and built in memory.")


def _built(source: Path | None, home: Path | None, given: Given = NOTHING_GIVEN) -> EmbeddedStore:
    from iagkg.build import build  # noqa: PLC0415  # reading and inferring load much more than asking

    return EmbeddedStore.from_quads(build(source, home, given=given).quads)


def _stale(folder: Path, home: Path | None) -> str:
    """Say which input has changed since the dataset was built, by the checksums of its manifest."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        inputs = [(str(item["path"]), str(item["sha256"])) for item in manifest["inputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return f"{folder}: the manifest cannot be read; iagkg build makes it anew."
    for name, checksum in inputs:
        for root in (home, shipped()):
            path = root / name if root else None
            if path is not None and path.is_file():
                if sha256(path.read_bytes()) != checksum:
                    return f"{folder}: built before the last change of {name}; iagkg build makes it anew."
                break
    return ""
