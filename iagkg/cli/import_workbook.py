"""Take back a workbook: read it, hold it against what the tables say now, apply what was accepted."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from iagkg.cli.export_inputs import opened
from iagkg.cli.status_inputs import today
from iagkg.errors import InputError
from iagkg.export.workbook import FORM, book_of, keys_of_tasks, tags_of_version
from iagkg.export.workbook_apply import apply as write_tables
from iagkg.export.workbook_apply import contents
from iagkg.export.workbook_compare import compare
from iagkg.export.workbook_import import Proposal, proposal
from iagkg.export.workbook_new_rows import Given
from iagkg.export.workbook_plan import Accepting, planned
from iagkg.export.workbook_read import read_workbook
from iagkg.export.workbook_sense import sense_of
from iagkg.graph.correcting import printed_words
from iagkg.progress.added import read_added
from iagkg.progress.corrections import read_corrections
from iagkg.progress.followup import read_follow_ups
from iagkg.progress.reading import read_events
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.wording import LANGUAGES

__all__ = ["Asked", "taken"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What `iagkg import` was asked: the file, the workplan, who accepts and when, in which language."""

    name: str
    content: bytes
    source: Path | None
    workspace: Path | None
    by: str
    on: dt.date
    meeting: str
    lang: str


def taken(asked: Asked, *, apply: bool) -> tuple[Proposal, tuple[Path, ...]]:
    """Return what a workbook proposes, and the tables written: none without `apply` or with problems.

    Raises InputError where the file cannot be read, is of another workplan, or there is no workspace.
    """
    found = read_workbook(asked.name, asked.content)
    built, store, tables = opened(asked.source, asked.workspace)
    workplan = f"{built.standing.key}/{built.standing.version}"
    if found.facts["form"] != FORM:
        raise InputError(
            f"{asked.name}: written by another version of iagkg.", f"form {FORM}", "export it anew."
        )
    if found.facts["version"] != workplan:
        raise InputError(
            f"{asked.name}: of the workplan {found.facts['version']}.",
            workplan,
            "name its document: iagkg import FILE DOCUMENT",
        )
    lang = found.facts.get("lang", "en")
    now = book_of(built, store, tables, None, lang if lang in LANGUAGES else "en")
    vocabulary = read_vocabulary(tables.path)
    sense = sense_of(vocabulary)
    changes = compare(found, now, sense)
    keys = keys_of_tasks(built, tables)
    accepting = Accepting(
        by=asked.by,
        on=asked.on,
        today=today(),
        workplan=built.standing.key,
        version=built.standing.version,
        events=read_events(tables.path("status.csv")),
        tags=tuple(tags_of_version(built, tables)),
        followed=read_follow_ups(tables.path("followup.csv")),
        vocabulary=vocabulary,
        sense=sense,
        given=Given(
            by=asked.by,
            on=asked.on.isoformat(),
            today=today().isoformat(),
            meeting=asked.meeting,
            workplan=built.standing.key,
            refs={key: ref for ref, key in keys.items()},
            printed=printed_words(built.workplan),
            corrections=read_corrections(tables.path("corrections.csv")),
            added=read_added(tables.path("added.csv")),
        ),
    )
    plan = planned(found, changes, accepting)
    told = proposal(found, changes, plan, asked.lang)
    if told.problems or told.empty:
        return told, ()
    new = contents(plan, accepting, tables)
    if not apply:
        return told, ()
    if tables.workspace is None:
        raise InputError(
            "There is no workspace here to write to.",
            "a folder with iagkg.toml",
            "iagkg init FOLDER makes a workspace.",
        )
    return told, write_tables(tables.workspace, new)
