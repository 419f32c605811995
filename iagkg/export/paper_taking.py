"""Hold a meeting paper that came back against what is recorded; add what is accepted."""

from pathlib import Path

from iagkg.build import Built
from iagkg.export.paper_import import Context, proposed, read_paper
from iagkg.export.workbook import keys_of_tasks
from iagkg.export.workbook_apply import apply as write_tables
from iagkg.export.workbook_apply import with_events
from iagkg.export.workbook_import import Proposal
from iagkg.export.workbook_taking import Acceptance
from iagkg.files import workspace_to_write
from iagkg.graph.tables import Tables
from iagkg.progress.days import today
from iagkg.progress.reading import read_events
from iagkg.report.paper_rows import TaskRow, asker, task_rows
from iagkg.store.base import Store
from iagkg.wording import LANGUAGES

__all__ = ["paper_taken_from"]


def paper_taken_from(  # noqa: PLR0913, PLR0917  # the workplan, what came back, and who accepts it
    name: str,
    content: bytes,
    built: Built,
    store: Store,
    tables: Tables,
    acceptance: Acceptance,
    *,
    apply: bool,
) -> tuple[Proposal, tuple[Path, ...]]:
    """Return what a meeting paper proposes, and the tables written: none without `apply` or with problems.

    Raises InputError where the file is no meeting paper, or there is no workspace to write to.
    """
    rows = read_paper(name, content)
    keys = keys_of_tasks(built, tables)
    version = f"{built.standing.key}/{built.standing.version}"
    shown: dict[str, dict[str, TaskRow]] = {}
    for lang in LANGUAGES:
        tasks = task_rows(asker(store, lang, today(), version), today(), lang)
        shown[lang] = {keys.get(task.ref, task.ref): task for task in tasks}
    events_known = read_events(tables.path("status.csv"))
    context = Context(shown, events_known, acceptance.by, acceptance.on, today(), acceptance.meeting)
    told, events = proposed(rows, context, acceptance.lang)
    if not apply or not events:
        return told, ()
    return told, write_tables(workspace_to_write(tables.workspace), with_events(events, tables))
