"""What the commands that record something of a workplan read, and where they write."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import find_workspace, workspace_to_write
from iagkg.graph.correcting import corrected
from iagkg.graph.corrections import added_quads, correction_quads, corrections_of_version
from iagkg.graph.printed import printed_quads
from iagkg.graph.progress import milestone_quads, status_quads
from iagkg.graph.quads import Quad
from iagkg.graph.standing import Standing, default_document, standing_of, standings
from iagkg.graph.tables import Tables, short_title_quads
from iagkg.progress.days import day_of, today
from iagkg.progress.people import names_of_roles
from iagkg.progress.task_keys import keys_by_ref
from iagkg.source import read
from iagkg.source.given import NOTHING_GIVEN, Given
from iagkg.store.embedded import EmbeddedStore
from iagkg.vocabulary.accepting import written_ref
from iagkg.workplan import Workplan

__all__ = ["Inputs", "day_given", "inputs", "today"]


@dataclass(frozen=True)
class Inputs:
    """A workplan with its version, and the workspace it stands in."""

    workspace: Path | None
    tables: Tables
    workplan: Workplan
    standing: Standing

    @property
    def refs(self) -> list[str]:
        """The references of the tasks."""
        return [task.ref for stream in self.workplan.workstreams for task in stream.tasks]

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of each task by its reference."""
        return keys_by_ref(self.tables.path("keys.tsv"), self.standing.key, self.standing.version, self.refs)

    def ref_of(self, words: str) -> str:
        """Return the reference of the task that words name. Raises UsageError where there is none."""
        ref = written_ref(words, self.refs)
        if ref not in self.refs:
            hint = "a status is reported of a whole row." if ref.partition("/")[0] in self.refs else ""
            raise UsageError(
                f"{words}: the workplan has no such task.", f"one of {', '.join(self.refs)}", hint
            )
        return ref

    def key_of(self, words: str) -> str:
        """Return the key of the task that words name. Raises UsageError where there is no such task.

        Raises InputError where the task of this version has no key yet.
        """
        ref = self.ref_of(words)
        if ref not in self.keys:
            raise InputError(
                f"{self.tables.path('keys.tsv')}: no key for {ref} of version {self.standing.version}.",
                "a row for each task of each version",
            )
        return self.keys[ref]

    def table(self, name: str) -> Path:
        """Return where lines of a table are written. Raises InputError where there is no workspace."""
        return workspace_to_write(self.workspace) / "data" / name

    def names(self) -> dict[str, str]:
        """Return the names that the workspace keeps for roles."""
        return names_of_roles(self.workspace / "data" / "people.csv") if self.workspace else {}

    def store(self) -> EmbeddedStore:
        """Return a store of what the questions on progress need; nothing is inferred, so it is fast."""
        return EmbeddedStore.from_quads(list(self._quads()))

    def _quads(self) -> Iterator[Quad]:
        workplan, found = corrected(self.workplan, self.standing, self.tables)
        yield from printed_quads(workplan, self.standing)
        yield from correction_quads(self.tables)
        yield from corrections_of_version(found, self.standing)
        yield from added_quads(self.tables, self.standing.key)
        yield from short_title_quads(
            self.tables.path("workplans", "short_titles.tsv"), self.workplan, self.standing
        )
        yield from status_quads(self.tables, self.workplan, self.standing)
        yield from milestone_quads(self.tables)


def inputs(source: Path | None, workspace: Path | None, given: Given = NOTHING_GIVEN) -> Inputs:
    """Read the workplan given, else the newest of the workspace, else the shipped one."""
    home = find_workspace(workspace)
    tables = Tables(home)
    versions = tables.path("workplans", "versions.tsv")
    workplan = read(source or default_document(versions), columns=given.columns, sheet=given.sheet)
    return Inputs(home, tables, workplan, standing_of(workplan, standings(versions)))


def day_given(option: str, words: str | None) -> dt.date:
    """Return the day that an option gives, without it today. Raises UsageError where it is none."""
    if words is None:
        return today()
    day = day_of(words)
    if day is None:
        raise UsageError(f"{option} {words}: not a day.", "a day such as 2026-05-15")
    return day
