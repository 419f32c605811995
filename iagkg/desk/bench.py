"""The workplan of a workspace as it lies on the desk: built once, and again when something was kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iagkg.build import Built, build, standing_words
from iagkg.errors import InputError, UsageError
from iagkg.export.paper_import import is_paper
from iagkg.export.paper_taking import paper_taken_from
from iagkg.export.workbook import book_of, keys_of_tasks
from iagkg.export.workbook_import import Proposal
from iagkg.export.workbook_model import Book
from iagkg.export.workbook_read import Found, is_workbook, read_workbook
from iagkg.export.workbook_taking import Acceptance, taken_from
from iagkg.graph.correcting import printed_words
from iagkg.graph.standing import Standing, standings
from iagkg.graph.tables import Tables
from iagkg.progress.added import added_tasks, append_added, read_added, withdrawn
from iagkg.progress.appending import append_event
from iagkg.progress.appending import taken_back as status_taken_back
from iagkg.progress.corrections import append_corrections, holding, read_corrections, taken_back
from iagkg.progress.days import today
from iagkg.progress.people import person_problem
from iagkg.progress.reading import read_events
from iagkg.report.diff_text import changes_since
from iagkg.report.meeting import meeting_paper
from iagkg.report.paper_docx import paper_docx
from iagkg.report.paper_rows import asker
from iagkg.store.embedded import EmbeddedStore
from iagkg.vocabulary.entities import read_entities
from iagkg.vocabulary.suggest import Suggestion, suggest
from iagkg.vocabulary.suggest_labels import collect
from iagkg.vocabulary.terms import read_vocabulary

__all__ = ["Bench", "Entry", "Laid", "laid", "paper_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was recorded: its id, kind (status, correction, added), task, and what it says."""

    id: str
    kind: str
    ref: str
    words: tuple[str, str, str]


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
    """What lies on the desk of one workspace; whoever renews it or writes does so one after the other."""

    def __init__(self, workspace: Path) -> None:
        """Lay the newest workplan of a workspace on it. Raises InputError as `build` does."""
        self.workspace = workspace
        self._stamp = self._files()
        self.now = laid(None, workspace)

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        """Return what tells whether a table or document was changed, by whomever."""
        found = ((path, path.stat()) for path in (self.workspace / "data").rglob("*") if path.is_file())
        return tuple(sorted((str(path), one.st_mtime_ns, one.st_size) for path, one in found))

    def is_stale(self) -> bool:
        """Tell whether the workspace holds something else than what lies here."""
        return self._files() != self._stamp

    def renew(self) -> Laid:
        """Build the workplan anew from what the workspace holds now, and return it."""
        self._stamp = self._files()
        self.now = laid(None, self.workspace)
        return self.now

    def book(self, lang: str) -> Book:
        """Return all that is recorded, as the workbook would say it, in a language."""
        now = self.now
        return book_of(now.built, now.store, now.tables, None, lang)

    def propose(
        self, found: Found, acceptance: Acceptance, *, apply: bool
    ) -> tuple[Proposal, tuple[Path, ...]]:
        """Return what a form proposes, and the tables that were written: none without `apply`."""
        now = self.now
        return taken_from("form", found, now.built, now.store, now.tables, acceptance, apply=apply)

    def returned(
        self, name: str, content: bytes, acceptance: Acceptance, *, apply: bool
    ) -> tuple[Proposal, tuple[Path, ...]]:
        """Return what a workbook or a meeting paper that came back proposes, and the tables written.

        Raises InputError where the file is neither.
        """
        now = self.now
        parts = (now.built, now.store, now.tables, acceptance)
        if is_workbook(content):
            return taken_from(name, read_workbook(name, content), *parts, apply=apply)
        if is_paper(content):
            return paper_taken_from(name, content, *parts, apply=apply)
        raise InputError(f"{name}: neither a workbook nor a meeting paper.", "a file that was made here")

    def entries(self) -> list[Entry]:
        """Return what was recorded and can be taken back, the newest first."""
        tables = self.now.tables
        refs = {key: ref for ref, key in self.now.keys.items()}
        found: list[tuple[str, Entry]] = []
        events = read_events(tables.path("status.csv"))
        gone = {one.replaces for one in events}
        for one in events:
            if one.status and one.id not in gone:
                words = (one.status, one.reported_by, one.as_of)
                found.append((one.recorded, Entry(one.id, "status", refs.get(one.task, one.task), words)))
        for line in holding(read_corrections(tables.path("corrections.csv")), _printed(self.now)).values():
            words = (line.field, line.corrected, line.printed)
            entry = Entry(line.id, "correction", refs.get(line.task, line.task), words)
            found.append((line.recorded, entry))
        for task in added_tasks(read_added(tables.path("added.csv")), self.now.built.standing.key):
            found.append((task.recorded, Entry(task.id, "added", "", (task.task, task.meeting, task.date))))
        return [entry for _, entry in sorted(found, key=lambda one: (one[0], one[1].id), reverse=True)]

    def take_back(self, identifier: str, by: str) -> None:
        """Take back what was recorded, by a line of its own; what it replaced holds again.

        Raises UsageError where it no longer counts, InputError where the role is none.
        """
        if problem := person_problem(by):
            raise InputError(f"{by or '–'}: {problem}.", "a role, such as secretary of the group")
        data, day = self.workspace / "data", today().isoformat()
        kind = next((one.kind for one in self.entries() if one.id == identifier), "")
        if kind == "status":
            path = data / "status.csv"
            append_event(path, status_taken_back(read_events(path), identifier, by, day))
        elif kind == "correction":
            path = data / "corrections.csv"
            append_corrections(path, [taken_back(read_corrections(path), identifier, by, day)])
        elif kind == "added":
            path = data / "added.csv"
            append_added(path, [withdrawn(read_added(path), identifier, by, day)])
        else:
            raise UsageError(f"{identifier}: nothing that counts.", "an entry that is listed")

    def corrected(self, ref: str, field: str) -> str:
        """Return the words that a field of a task is corrected to; nothing where it is not corrected."""
        now = self.now
        holds = holding(read_corrections(now.tables.path("corrections.csv")), _printed(now))
        line = holds.get((now.keys.get(ref, ""), field))
        return line.corrected if line else ""

    def versions(self) -> tuple[Standing, ...]:
        """Return the versions of the workspace, in the order of their table."""
        return standings(self.now.tables.path("workplans", "versions.tsv"))

    def suggestions(self, ref: str) -> list[Suggestion]:
        """Return the subjects and targets that the words of a task suggest."""
        tables, built = self.now.tables, self.now.built
        entities = read_entities(tables.path("vocabulary", "entities.tsv"))
        cues = collect(read_vocabulary(tables.path), entities, self.workspace, built.standing.lang)
        return suggest(built.workplan, cues, entities, 0.6, ref)

    def paper(self, day: dt.date, lang: str) -> bytes:
        """Return the meeting paper of the workplan, with what changed since the version before."""
        standing = self.now.built.standing
        return paper_of(self.now, day, lang, changes_since(standing, self.workspace, lang))


def _printed(now: Laid) -> dict[tuple[str, str], str]:
    """Return the printed words by key of the task and field."""
    keys = now.keys
    words = printed_words(now.built.workplan)
    return {(keys[ref], field): said for (ref, field), said in words.items() if ref in keys}


def paper_of(now: Laid, day: dt.date, lang: str, changes: Sequence[str] = ()) -> bytes:
    """Return the meeting paper of a workplan as a Word document."""
    standing = now.built.standing
    ask = asker(now.store, lang, day, f"{standing.key}/{standing.version}")
    words = standing_words(standing, lang)
    return paper_docx(meeting_paper(ask, day, lang, words, now.keys, "", list(changes)))
