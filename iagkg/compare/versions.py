"""Find a version of a workplan by what a person names: a document, a dataset, or a version of the table."""

from pathlib import Path

from iagkg.compare.dataset import side_of_quads
from iagkg.compare.side import Side, side_of
from iagkg.errors import InputError, UsageError
from iagkg.files import find_workspace
from iagkg.graph.dataset import RDF_SUFFIXES, read_dataset
from iagkg.graph.loaded import loaded_decisions
from iagkg.graph.resolving import resolved
from iagkg.graph.standing import Standing, standing_of, standings
from iagkg.graph.tables import Tables
from iagkg.keys import keys_of, read_keys
from iagkg.progress.added import added_tasks, read_added
from iagkg.source import read
from iagkg.source.given import NOTHING_GIVEN, Given

__all__ = ["named_side", "side_of_document"]


def named_side(named: str, workspace: Path | None = None, given: Given = NOTHING_GIVEN) -> Side:
    """Return the version that `named` names: a file, a folder of a dataset, a version (`2025-2027`).

    Of several workplans with that version, `iag-tsc/2025-2027` names one. Raises UsageError where it is none
    of these, InputError where it cannot be read.
    """
    tables = Tables(find_workspace(workspace))
    path = Path(named)
    if path.is_dir() or path.suffix.lower() in RDF_SUFFIXES:
        return side_of_quads(read_dataset(path), named)
    if path.is_file():
        return side_of_document(path, tables, given)
    versions = tables.path("workplans", "versions.tsv")
    known = standings(versions)
    found = [item for item in known if named in {item.version, f"{item.key}/{item.version}"}]
    if len(found) != 1:
        listed = ", ".join(f"{item.key}/{item.version}" for item in known)
        raise UsageError(
            f"{named}: {'names several workplans' if found else 'no such file, dataset or version'}.",
            f"a document, a folder with a dataset, or one of {listed}",
        )
    return side_of_document(versions.parent / found[0].file, tables, given, found[0])


def side_of_document(
    path: Path, tables: Tables, given: Given = NOTHING_GIVEN, standing: Standing | None = None
) -> Side:
    """Return a document as it is compared, with the keys that the workspace has for its tasks.

    `standing` is its row of the table of versions; without it the row is found by the checksum. Raises
    InputError where the document or a table cannot be read, or is another than the row records.
    """
    workplan = resolved(read(path, columns=given.columns, sheet=given.sheet), loaded_decisions(tables))
    if standing and standing.sha256 and standing.sha256 != workplan.source.sha256:
        raise InputError(
            f"{path}: not the document that versions.tsv records for version {standing.version}.",
            f"a file with checksum {standing.sha256[:12]}",
            "put that file back, or give the new one a row and a version of its own.",
        )
    standing = standing or standing_of(workplan, standings(tables.path("workplans", "versions.tsv")))
    keys = keys_of(read_keys(tables.path("keys.tsv")), standing.key, standing.version)
    added = added_tasks(read_added(tables.path("added.csv")), standing.key)
    return side_of(workplan, standing, keys, added)
