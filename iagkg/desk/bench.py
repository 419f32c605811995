"""The workplan of a workspace as it lies on the desk: built once, and again when something was kept."""

import datetime as dt
import threading
from dataclasses import dataclass
from pathlib import Path

from iagkg.build import Built, build, standing_words
from iagkg.export.workbook import book_of, keys_of_tasks
from iagkg.export.workbook_import import Proposal
from iagkg.export.workbook_model import Book
from iagkg.export.workbook_read import Found
from iagkg.export.workbook_taking import Acceptance, taken_from
from iagkg.graph.tables import Tables
from iagkg.report.meeting import meeting_paper
from iagkg.report.paper_docx import paper_docx
from iagkg.report.paper_rows import asker
from iagkg.store.embedded import EmbeddedStore
from iagkg.vocabulary.entities import read_entities
from iagkg.vocabulary.suggest import Suggestion, suggest
from iagkg.vocabulary.suggest_labels import collect
from iagkg.vocabulary.terms import read_vocabulary

__all__ = ["Bench", "Laid", "laid", "paper_of"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A workplan that was built: the dataset, a store with it, and where its tables lie."""

    built: Built
    store: EmbeddedStore
    tables: Tables

    @property
    def keys(self) -> dict[str, str]:
        """The key of each task by its reference; none where the version has none yet."""
        return keys_of_tasks(self.built, self.tables)


def laid(source: Path | None, workspace: Path) -> Laid:
    """Build a document, or without one the newest of a workspace. Raises InputError as `build` does."""
    built = build(source, workspace)
    return Laid(built, EmbeddedStore.from_quads(built.quads), Tables(workspace))


class Bench:
    """What lies on the desk of one workspace; may be used from several threads."""

    def __init__(self, workspace: Path, first: Laid) -> None:
        """Begin with a workplan that was built."""
        self.workspace, self.now, self._lock = workspace, first, threading.Lock()

    def renew(self) -> Laid:
        """Build the workplan anew from what the workspace holds now, and return it."""
        self.now = laid(None, self.workspace)
        return self.now

    def book(self, lang: str) -> Book:
        """Return all that is recorded, as the workbook would say it, in a language."""
        return book_of(self.now.built, self.now.store, self.now.tables, None, lang)

    def propose(
        self, found: Found, acceptance: Acceptance, *, apply: bool
    ) -> tuple[Proposal, tuple[Path, ...]]:
        """Return what a form proposes, and the tables that were written: none without `apply`."""
        with self._lock:
            now = self.now
            return taken_from("form", found, now.built, now.store, now.tables, acceptance, apply=apply)

    def suggestions(self, ref: str) -> list[Suggestion]:
        """Return the subjects and targets that the words of a task suggest."""
        tables, built = self.now.tables, self.now.built
        entities = read_entities(tables.path("vocabulary", "entities.tsv"))
        cues = collect(read_vocabulary(tables.path), entities, self.workspace, built.standing.lang)
        return suggest(built.workplan, cues, entities, 0.6, ref)


def paper_of(now: Laid, day: dt.date, lang: str) -> bytes:
    """Return the meeting paper of a workplan as a Word document."""
    standing = now.built.standing
    ask = asker(now.store, lang, day, f"{standing.key}/{standing.version}")
    return paper_docx(meeting_paper(ask, day, lang, standing_words(standing, lang), now.keys))
