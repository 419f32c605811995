"""What `iagkg export` and `iagkg import` read: the workplan and the tables, built anew and never stale."""

from pathlib import Path

from iagkg.build import Built, build
from iagkg.errors import UsageError
from iagkg.files import find_workspace
from iagkg.graph.tables import Tables
from iagkg.source.given import NOTHING_GIVEN, Given
from iagkg.store.embedded import EmbeddedStore

__all__ = ["free", "opened"]


def opened(
    source: Path | None, workspace: Path | None, given: Given = NOTHING_GIVEN
) -> tuple[Built, EmbeddedStore, Tables]:
    """Return the dataset of a workplan, a store with it, and where its tables lie."""
    home = find_workspace(workspace)
    built = build(source, home, given=given)
    return built, EmbeddedStore.from_quads(built.quads), Tables(home)


def free(path: Path, *, replace: bool) -> None:
    """Raise UsageError where a file is there already, and it was not said that it may be written over."""
    if path.exists() and not replace:
        raise UsageError(f"{path}: is there already; it may be filled in.", "a new name", "or --replace.")
