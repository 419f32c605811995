"""Hold what came back, in a workbook or by a form, against the tables; write what is accepted."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from iagkg.build import Built
from iagkg.errors import InputError
from iagkg.export.workbook import FORM, book_of, keys_of_tasks, tags_of_version
from iagkg.export.workbook_apply import apply as write_tables
from iagkg.export.workbook_apply import contents
from iagkg.export.workbook_compare import compare
from iagkg.export.workbook_import import Proposal, proposal
from iagkg.export.workbook_new_rows import Given
from iagkg.export.workbook_plan import Accepting, planned
from iagkg.export.workbook_read import Found
from iagkg.export.workbook_sense import sense_of
from iagkg.files import workspace_to_write
from iagkg.graph.correcting import printed_words
from iagkg.graph.tables import Tables
from iagkg.progress.added import read_added
from iagkg.progress.corrections import read_corrections
from iagkg.progress.days import today
from iagkg.progress.followup import read_follow_ups
from iagkg.progress.reading import read_events
from iagkg.store.base import Store
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.wording import LANGUAGES

__all__ = ["Acceptance", "taken_from"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepts, on which day, at which meeting, and the language in which it is told."""

    by: str
    on: dt.date
    meeting: str
    lang: str


def taken_from(  # noqa: PLR0913, PLR0917  # the workplan, what came back, and who accepts it
    name: str,
    found: Found,
    built: Built,
    store: Store,
    tables: Tables,
    acceptance: Acceptance,
    *,
    apply: bool,
) -> tuple[Proposal, tuple[Path, ...]]:
    """Return what is proposed, and the tables written: none without `apply` or with problems.

    `name` is that of the file, for messages. Raises InputError where it is of another workplan, a table
    cannot take a row, or there is no workspace to write to.
    """
    workplan = f"{built.standing.key}/{built.standing.version}"
    if found.facts["form"] != FORM:
        raise InputError(f"{name}: written by another version of iagkg.", f"form {FORM}", "export it anew.")
    if found.facts["version"] != workplan:
        raise InputError(
            f"{name}: of the workplan {found.facts['version']}.",
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
        by=acceptance.by,
        on=acceptance.on,
        today=today(),
        workplan=built.standing.key,
        version=built.standing.version,
        events=read_events(tables.path("status.csv")),
        tags=tuple(tags_of_version(built, tables)),
        followed=read_follow_ups(tables.path("followup.csv")),
        vocabulary=vocabulary,
        sense=sense,
        given=Given(
            by=acceptance.by,
            on=acceptance.on.isoformat(),
            today=today().isoformat(),
            meeting=acceptance.meeting,
            workplan=built.standing.key,
            refs={key: ref for ref, key in keys.items()},
            printed=printed_words(built.workplan),
            corrections=read_corrections(tables.path("corrections.csv")),
            added=read_added(tables.path("added.csv")),
        ),
    )
    plan = planned(found, changes, accepting)
    told = proposal(found, changes, plan, acceptance.lang)
    if told.problems or told.empty:
        return told, ()
    new = contents(plan, accepting, tables)
    if not apply:
        return told, ()
    return told, write_tables(workspace_to_write(tables.workspace), new)
