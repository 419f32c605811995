"""Take back a meeting paper: read it, hold it against what is recorded, add what was accepted."""

from pathlib import Path

from iagkg.cli.export_inputs import opened
from iagkg.cli.import_workbook import Asked
from iagkg.export.paper_taking import paper_taken_from
from iagkg.export.workbook_import import Proposal
from iagkg.export.workbook_taking import Acceptance

__all__ = ["paper_taken"]


def paper_taken(asked: Asked, *, apply: bool) -> tuple[Proposal, tuple[Path, ...]]:
    """Return what a meeting paper proposes, and the tables written: none without `apply` or with problems.

    Raises InputError where the file is no meeting paper, or there is no workspace to write to.
    """
    built, store, tables = opened(asked.source, asked.workspace)
    acceptance = Acceptance(asked.by, asked.on, asked.meeting, asked.lang)
    return paper_taken_from(asked.name, asked.content, built, store, tables, acceptance, apply=apply)
