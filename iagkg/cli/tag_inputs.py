"""What the commands of `iagkg tag` read: the workplan, its version, the vocabulary, named things, tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from iagkg.errors import UsageError
from iagkg.files import find_workspace
from iagkg.graph.standing import Standing, default_document, standing_of, standings
from iagkg.graph.tables import Tables
from iagkg.keys import read_keys
from iagkg.source import read
from iagkg.source.given import NOTHING_GIVEN, Given
from iagkg.vocabulary.accepting import Known, written_ref
from iagkg.vocabulary.entities import Entity, read_entities
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.naming import names_of
from iagkg.vocabulary.suggest import Suggestion, suggest
from iagkg.vocabulary.suggest_labels import collect
from iagkg.vocabulary.tags import Tag, read_tags, tags_of
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.workplan import Workplan

__all__ = ["Inputs", "inputs"]


@dataclass(frozen=True)
class Inputs:
    """A workplan with what is said of it; the tables are those of the workspace, else the shipped ones."""

    workspace: Path | None
    tables: Tables
    workplan: Workplan
    standing: Standing

    @property
    def tags_path(self) -> Path:
        """Where the table of tags lies."""
        return self.tables.path("tags.tsv")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary with what was imported."""
        return read_vocabulary(self.tables.path)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The named things."""
        return read_entities(self.tables.path("vocabulary", "entities.tsv"))

    @property
    def refs(self) -> list[str]:
        """The references of the tasks."""
        return [task.ref for stream in self.workplan.workstreams for task in stream.tasks]

    def ref_of(self, words: str) -> str:
        """Return the reference of the task that words name (`ws3.t2` is WS3.T2); nothing for none.

        Raises UsageError where the workplan has no such task.
        """
        ref = written_ref(words, self.refs)
        if ref and ref not in self.refs:
            raise UsageError(
                f"--task {words}: the workplan has no such task.", f"one of {', '.join(self.refs)}"
            )
        return ref

    def suggestions(self, ref: str, least: float) -> list[Suggestion]:
        """Return the suggestions for one task or for all."""
        cues = collect(self.vocabulary, self.entities, self.workspace, self.standing.lang)
        return suggest(self.workplan, cues, self.entities, least, ref)

    def tags(self) -> list[Tag]:
        """Return the tags of this version, with those that its tasks had before."""
        keys = read_keys(self.tables.path("keys.tsv"))
        return tags_of(read_tags(self.tags_path), keys, self.standing.key, self.standing.version)

    def named(self) -> Iterator[Tag]:
        """Yield what tasks and sub-items name, as rows of the table without who and date."""
        for found in names_of(self.workplan, self.entities):
            yield Tag(
                self.standing.key,
                self.standing.version,
                found.ref,
                found.item,
                found.identifier,
                "names",
                "accepted",
                f"printed: {found.words}",
                "",
                "",
                f"row {found.row} of the document",
            )

    def label(self, tag: Tag) -> str:
        """Return the English label of what a tag points to."""
        if tag.relation == "names":
            return next((e.labels["en"] for e in self.entities if e.identifier == tag.concept), "")
        return next((term.name for term in self.vocabulary.named(tag.concept)), "")

    def known(self) -> Known:
        """Return what choices are held against."""
        tasks = [task for stream in self.workplan.workstreams for task in stream.tasks]
        printed = frozenset(
            (task.ref, f"GBF-TARGET-{int(placed.citation.target):02}")
            for task in tasks
            for placed in task.citations
            if placed.citation.target
        )
        return Known(
            key=self.standing.key,
            version=self.standing.version,
            refs=self.refs,
            tags=self.tags(),
            printed=printed,
            suggested=lambda ref: self.suggestions(ref, 0.0),
            is_concept=lambda identifier: any(
                term.domain in {"CBD-SUBJECTS", "GBF-TARGETS"} and term.status != "withdrawn"
                for term in self.vocabulary.named(identifier)
            ),
        )


def inputs(source: Path | None, workspace: Path | None, given: Given = NOTHING_GIVEN) -> Inputs:
    """Read the workplan given, else the newest of the workspace, else the shipped one."""
    home = find_workspace(workspace)
    tables = Tables(home)
    versions = tables.path("workplans", "versions.tsv")
    workplan = read(source or default_document(versions), columns=given.columns, sheet=given.sheet)
    return Inputs(home, tables, workplan, standing_of(workplan, standings(versions)))
