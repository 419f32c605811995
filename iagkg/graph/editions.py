"""The versions of a workplan that came before, each read from its document: they stand beside the newest."""

from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError
from iagkg.graph.correcting import Corrected, corrected
from iagkg.graph.loaded import loaded_decisions
from iagkg.graph.resolving import resolved
from iagkg.graph.standing import Standing, standings
from iagkg.graph.tables import Tables
from iagkg.source import read
from iagkg.workplan import Workplan

__all__ = ["Edition", "earlier_editions", "edition_of"]


@dataclass(frozen=True, slots=True)
class Edition:
    """One version: where its document lies, what it says, its standing, and what is corrected of it."""

    path: Path
    workplan: Workplan
    standing: Standing
    corrections: Corrected


def edition_of(path: Path, workplan: Workplan, standing: Standing, tables: Tables) -> Edition:
    """Return a version as read, with the corrections that hold for it and sections put into its citations.

    Raises InputError where a table cannot be read.
    """
    right, corrections = corrected(workplan, standing, tables)
    return Edition(path, resolved(right, loaded_decisions(tables)), standing, corrections)


def earlier_editions(standing: Standing, tables: Tables) -> tuple[Edition, ...]:
    """Return the versions before one, the nearest first, by the column previous of the table of versions.

    Raises InputError where the table has no row for a version before, or the versions go round in a circle,
    and where a document cannot be read.
    """
    table = tables.path("workplans", "versions.tsv")
    known = {item.version: item for item in standings(table) if item.key == standing.key}
    found: list[Edition] = []
    before, seen = standing.previous, {standing.version}
    while before:
        if before in seen or before not in known:
            problem = "follows itself" if before in seen else "has no row"
            raise InputError(
                f"{table}, column previous: version {before} {problem}.",
                "for each version the one before, which has a row of its own",
            )
        item = known[before]
        path = table.parent / item.file
        found.append(edition_of(path, read(path), item, tables))
        seen.add(before)
        before = item.previous
    return tuple(found)
